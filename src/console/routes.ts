import type {
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  preHandlerHookHandler,
} from 'fastify';

import { personOf, type Operator } from '../identity/index.ts';
import { textFromPeople } from '../lib/text-from-people.ts';
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

type RollBackRequest = { Params: { id: string }; Body: unknown };

/** `/console`: for people with an operator role. Works without JavaScript. */
export function consoleRoutes(deps: ConsoleDeps): FastifyPluginAsync {
  return (app) => {
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    app.get('/console', (request, reply) =>
      forOperator({ deps, request, reply }, (operator) => showConsole(deps, { reply, operator })),
    );
    // The button rolls back whatever the form around its reason looks like.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
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
  const { text: why, lost } = textFromPeople(reasonIn(request.body));
  const outcome = await deps.engine.take({
    id: request.params.id,
    step: { kind: 'rollback' },
    who: whoIs(operator),
    why,
  });
  const notice = outcome.ok
    ? { status: 'success' as const, sentence: `${ROLLED_BACK}${lost ? LOST[lost] : ''}` }
    : { status: 'error' as const, sentence: outcome.error.sentence };
  reply.code(outcome.ok ? 200 : 409);
  return showConsole(deps, { reply, operator, notice });
}

const ROLLED_BACK = 'Rolled back. The feature is closed for everyone.';
const LOST = {
  characters: ' Characters that can’t be seen or kept were taken out of the reason.',
  end: ' The reason was too long, so its end was cut off.',
};

/** Given twice it is both; bytes that are no text, and forms that hold none, give no more than that. */
function reasonIn(body: unknown): string {
  const form = Buffer.isBuffer(body) ? body.toString('utf8') : '';
  return new URLSearchParams(form).getAll('reason').join(' ');
}

function whoIs({ name, roles }: Operator): Who {
  return { name, role: roles[0] ?? 'reviewer' };
}
