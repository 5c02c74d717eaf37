import type {
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  preHandlerHookHandler,
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
  readonly sameOriginOnly: preHandlerHookHandler;
};

type RollBackRequest = { Params: { id: string }; Body: { reason?: string } | undefined };

/** `/console`: for people with an operator role. Works without JavaScript. */
export function consoleRoutes(deps: ConsoleDeps): FastifyPluginAsync {
  return (app) => {
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    app.get('/console', (request, reply) =>
      forOperator({ deps, request, reply }, (operator) => showConsole(deps, { reply, operator })),
    );
    app.post<RollBackRequest>(
      '/console/releases/:id/rollback',
      { preHandler: deps.sameOriginOnly },
      (request, reply) =>
        forOperator({ deps, request, reply }, (operator) =>
          rollBack(deps, { request, reply, operator }),
        ),
    );
    return Promise.resolve();
  };
}

type ConsoleVisit = {
  readonly deps: ConsoleDeps;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

async function forOperator(
  { deps, request, reply }: ConsoleVisit,
  answer: (operator: Operator) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const person = personOf(request);
  if (!person) {
    return reply.code(401).type('text/html').send(deps.renderSignInPrompt(request, '/console'));
  }
  if (person.operator) return answer(person.operator);
  return reply.code(403).type('text/html').send(renderNoOperator(deps.stylesheetUrl));
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
  const reason = request.body?.reason?.trim() ?? '';
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
