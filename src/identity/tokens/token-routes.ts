import type {
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify';

import { takeStrictBodies } from '../../lib/http/index.ts';
import { NewToken, type TokenRefusal } from './new-token.ts';
import type { Tokens } from './tokens.ts';

export type TokenRoutesDeps = {
  readonly tokens: Pick<Tokens, 'list' | 'create' | 'revoke'>;
  /** Lets only the administrator’s token through. */
  readonly authorize: readonly onRequestHookHandler[];
  /** The name of who asks. */
  readonly nameOf: (request: FastifyRequest) => string;
};

/** `/api/tokens`: all tokens, a new one, and the end of one. */
export function tokenRoutes({ tokens, authorize, nameOf }: TokenRoutesDeps): FastifyPluginAsync {
  return (app) => {
    takeStrictBodies(app);
    for (const hook of authorize) app.addHook('onRequest', hook);
    app.get('/', async () => ({ tokens: await tokens.list() }));
    app.post<{ Body: NewToken }>('/', { schema: { body: NewToken } }, async (request, reply) => {
      const created = await tokens.create(request.body, nameOf(request));
      return created.ok ? reply.code(201).send(created.value) : refuse(reply, created.error);
    });
    app.delete<{ Params: { name: string } }>('/:name', async (request, reply) => {
      const revoked = await tokens.revoke(request.params.name, nameOf(request));
      return revoked.ok ? reply.code(204).send() : refuse(reply, revoked.error);
    });
    return Promise.resolve();
  };
}

const STATUS_OF_REFUSAL = {
  'not-a-token-name': 400,
  'unknown-scope': 400,
  'no-such-token': 404,
  'token-name-taken': 409,
  'too-many-tokens': 409,
} as const satisfies Record<TokenRefusal['code'], number>;

function refuse(reply: FastifyReply, { code, sentence }: TokenRefusal) {
  return reply.code(STATUS_OF_REFUSAL[code]).send({ code, message: sentence });
}
