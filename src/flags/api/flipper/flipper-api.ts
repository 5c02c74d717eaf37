import type {
  FastifyError,
  FastifyInstance,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify';

import { compressAnswers, refusedUnread, takeAnyBody } from '../../../lib/http/index.ts';
import { refuse } from '../errors.ts';
import { parametersOf, takeBodiesAsBytes } from '../parameters.ts';
import { placeOf } from './places.ts';
import { ROUTES, type Handle, type RouteDeps } from './routes.ts';
import { TAKES, takenOf, type Taken, type Verb } from './takes.ts';

export type FlipperApiDeps = RouteDeps & {
  /** Lets only tokens through that may read and change features; asked before a body is read. */
  readonly authorize: readonly onRequestHookHandler[];
};

/** The longest import: Flipper's limit, in bytes. */
const IMPORT_LIMIT_BYTES = 50 * 1_048_576;

/**
 * Flipper's HTTP API under `/flipper/api`, complete: statuses, bodies and error numbers are Flipper's, so that
 * its clients work unchanged. Where it differs, docs/flag-api.md says so and why.
 */
export function flipperApi(deps: FlipperApiDeps): FastifyPluginAsync {
  return async (app) => {
    for (const hook of deps.authorize) app.addHook('onRequest', hook);
    takeBodiesAsBytes(app);
    labelAnswers(app);
    await compressAnswers(app);
    answerUnreadable(app);
    const handler = (request: FastifyRequest, reply: FastifyReply) =>
      answer(deps, { request, reply, prefix: app.prefix });
    // One route for all: Flipper's names may hold slashes and are encoded in a way that routers don't know.
    const methods = app.supportedMethods.filter((method) => method !== 'DELETE');
    app.route({ method: methods, url: '/*', handler });
    // What closes is not refused for its body: one that is too long says nothing.
    await app.register((closings) => {
      takeAnyBody(closings);
      closings.delete('/*', handler);
      return Promise.resolve();
    });
    app.post('/import', { bodyLimit: IMPORT_LIMIT_BYTES }, handler);
  };
}

type FlipperExchange = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly prefix: string;
};

type ByVerb<T> = Readonly<Partial<Record<Verb, T>>>;

async function answer(deps: FlipperApiDeps, { request, reply, prefix }: FlipperExchange) {
  const [path = ''] = request.url.slice(prefix.length).split('?', 1);
  const place = placeOf(path);
  if (place === null) return reply.code(404).send({});
  const verbs: ByVerb<Handle> = ROUTES[place.at];
  const taken: ByVerb<Taken> = TAKES[place.at];
  const verb = request.method === 'HEAD' ? 'GET' : request.method;
  const handle = isVerb(verb) ? verbs[verb] : undefined;
  if (handle) {
    const parameters = () => takenOf(taken[verb as Verb] ?? {}, parametersOf(request));
    return handle(deps, { request, reply, name: place.name, parameters });
  }
  const allowed = Object.keys(verbs).join(', ');
  const sentence = `${request.method} is not possible here; ${allowed} is.`;
  return refuse(reply.header('allow', allowed), { error: 'no-such-verb', sentence });
}

/** Flipper's clients are used to the bare label, without a charset. */
function labelAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply, payload) => {
    if (typeof payload === 'string' && payload !== '') {
      reply.header('content-type', 'application/json');
    }
    return payload;
  });
}

/** What was refused before a route could read it. Broken promises go on to the program's own handler. */
function answerUnreadable(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode >= 500) throw error;
    if (statusCode === 413 && request.routeOptions.bodyLimit === IMPORT_LIMIT_BYTES) {
      return refuse(reply, { error: 'import-invalid', detail: TOO_LONG });
    }
    return reply.code(statusCode).send({ code: 'invalid-request', message: refusedUnread(error) });
  });
}

const TOO_LONG = `The file is too long; at most ${IMPORT_LIMIT_BYTES} bytes are taken.`;

function isVerb(method: string): method is Verb {
  return method === 'GET' || method === 'POST' || method === 'DELETE';
}
