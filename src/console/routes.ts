import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import { personOf, signInAgeMs, type Operator } from '../identity/index.ts';
import { MINUTE_MS } from '../lib/duration.ts';
import { textFromPeople } from '../lib/text-from-people.ts';
import type { ReleaseEngine, Who } from '../release/index.ts';
import { accessRoutes, type AccessRoutesDeps } from './access-routes.ts';
import { fieldIn } from './forms.ts';
import { renderConsole, renderNoOperator, type ConsoleView } from './console-page.tsx';

export type ConsoleDeps = AccessRoutesDeps & {
  readonly engine: ReleaseEngine;
  /** The page that asks a visitor to sign in. */
  readonly renderSignInPrompt: (request: FastifyRequest, path: string) => string;
};

const ROLLBACK = '/console/releases/:id/rollback';

type RollBackRequest = { Params: { id: string }; Body: unknown };

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
    // The button rolls back whatever the form around its reason looks like.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    accessRoutes(app, deps);
    app.post<RollBackRequest>(ROLLBACK, { onRequest: deps.sameOriginOnly }, (request, reply) =>
      rollBack(deps, { request, reply, operator: operatorIn(request) }),
    );
    return Promise.resolve();
  };
}

/** A role may have been withdrawn since the identity provider last spoke of it. */
const ROLE_HOLDS_MS = 5 * MINUTE_MS;

/**
 * Asks strangers to sign in, and tells others that this is not for them; undefined for an operator. The provider is
 * asked again about one who signed in a while ago, which they don't notice while they are signed in there. Never
 * before a rollback: that must not wait for another program.
 */
function sendAway(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply) {
  const person = personOf(request);
  if (person?.operator) {
    const isRollback = request.routeOptions.url === ROLLBACK;
    if (isRollback || signInAgeMs(request) < ROLE_HOLDS_MS) return undefined;
    const back = request.method === 'POST' ? '/console/access?notice=asked-again' : request.url;
    return reply.redirect(`/sign-in?return=${encodeURIComponent(back)}`, 303);
  }
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
  const { text: why, lost } = textFromPeople(fieldIn(request.body, 'reason'));
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

function whoIs({ name, roles }: Operator): Who {
  return { name, role: roles[0] ?? 'reviewer' };
}
