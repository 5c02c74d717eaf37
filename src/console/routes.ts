import type {
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify';

import { personOf, type Operator } from '../identity/index.ts';
import type { ReleaseEngine, Who } from '../release/index.ts';
import { renderConsole, renderNoOperator, type ConsoleView } from './console-page.tsx';

export type ConsoleDeps = {
  readonly engine: ReleaseEngine;
  readonly stylesheetUrl: string;
  /** The page that asks a visitor to sign in. */
  readonly renderSignInPrompt: (request: FastifyRequest, path: string) => string;
  /** Refuses forms sent from another site. */
  readonly sameOriginOnly: onRequestHookHandler;
};

type RollBackRequest = { Params: { id: string }; Body: { reason?: unknown } | undefined };

/** `/console`: for people with an operator role. Works without JavaScript. */
export function consoleRoutes(deps: ConsoleDeps): FastifyPluginAsync {
  return (app) => {
    app.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return sendAway(deps, request, reply);
    });
    app.get('/console', (request, reply) =>
      showConsole(deps, { reply, operator: operatorIn(request) }),
    );
    app.post<RollBackRequest>(
      '/console/releases/:id/rollback',
      { onRequest: deps.sameOriginOnly },
      (request, reply) => rollBack(deps, { request, reply, operator: operatorIn(request) }),
    );
    return Promise.resolve();
  };
}

/** Asks strangers to sign in, and tells others that this is not for them; undefined for an operator. */
function sendAway(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply) {
  const person = personOf(request);
  if (person?.operator) return undefined;
  reply.type('text/html');
  return person
    ? reply.code(403).send(renderNoOperator(deps.stylesheetUrl))
    : reply.code(401).send(deps.renderSignInPrompt(request, '/console'));
}

function operatorIn(request: FastifyRequest): Operator {
  const operator = personOf(request)?.operator;
  if (!operator) throw new Error('somebody who is no operator has come past the console’s door');
  return operator;
}

type Shown = {
  readonly reply: FastifyReply;
  readonly operator: Operator;
  readonly notice?: ConsoleView['notice'];
};

async function showConsole(
  { engine, stylesheetUrl }: ConsoleDeps,
  { reply, operator, notice = null }: Shown,
): Promise<FastifyReply> {
  const releases = await engine.releases();
  return reply.type('text/html').send(renderConsole({ operator, releases, notice, stylesheetUrl }));
}

type RollBack = {
  readonly request: FastifyRequest<RollBackRequest>;
  readonly reply: FastifyReply;
  readonly operator: Operator;
};

async function rollBack(deps: ConsoleDeps, { request, reply, operator }: RollBack) {
  const { reason: given } = request.body ?? {};
  // A rollback is never lost to a reason that can’t be read.
  const reason = typeof given === 'string' ? given.trim() : '';
  const outcome = await deps.engine.take({
    id: request.params.id,
    step: { kind: 'rollback' },
    who: whoIs(operator),
    why: reason === '' ? null : reason,
  });
  const notice = outcome.ok
    ? { status: 'success' as const, sentence: 'Rolled back. The feature is closed for everyone.' }
    : { status: 'error' as const, sentence: outcome.error.sentence };
  reply.code(outcome.ok ? 200 : 409);
  return showConsole(deps, { reply, operator, notice });
}

function whoIs({ name, roles }: Operator): Who {
  return { name, role: roles[0] ?? 'reviewer' };
}
