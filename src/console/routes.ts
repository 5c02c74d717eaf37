import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import { personOf, signInAgeMs, type Operator } from '../identity/index.ts';
import { MINUTE_MS } from '../lib/duration.ts';
import { takeAnyBody } from '../lib/http/index.ts';
import { newId } from '../lib/ids.ts';
import { textFromPeople } from '../lib/text-from-people.ts';
import { REQUEST_KEY, type ReleaseEngine, type ReleaseStatus, type Who } from '../release/index.ts';
import { accessRoutes, type AccessRoutesDeps } from './access-routes.ts';
import { analyticsRoutes, type AnalyticsRoutesDeps } from './analytics/analytics-routes.ts';
import { fieldIn } from './forms.ts';
import { REMARKS_PATH, remarksRoutes, type RemarksDeps } from './remarks/remarks-routes.ts';
import { renderConsole, renderNoOperator, type ConsoleView } from './console-page.tsx';

export type ConsoleDeps = AccessRoutesDeps &
  AnalyticsRoutesDeps &
  RemarksDeps & {
    readonly engine: ReleaseEngine;
    /** The page that asks a visitor to sign in. */
    readonly renderSignInPrompt: (request: FastifyRequest, path: string) => string;
  };

const ROLLBACK = '/console/releases/:id/rollback';

type ReleaseAddress = { Params: { id: string } };
type RollBackRequest = ReleaseAddress & { Body: unknown };
/** Of a rollback: what was left out of its reason, and the version that its page showed. */
type AfterRollback = { readonly left?: unknown; readonly seen?: unknown };
type ReleaseRequest = ReleaseAddress & { Querystring: AfterRollback };

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
    app.get<ReleaseRequest>('/console/releases/:id', (request, reply) =>
      showRelease(deps, { request, reply, after: request.query }),
    );
    void app.register(rollbackRoute(deps));
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    accessRoutes(app, deps);
    analyticsRoutes(app, deps);
    remarksRoutes(app, deps);
    return Promise.resolve();
  };
}

/** The button rolls back whatever the form around its reason looks like. */
function rollbackRoute(deps: ConsoleDeps): FastifyPluginAsync {
  return (app) => {
    takeAnyBody(app);
    app.post<RollBackRequest>(ROLLBACK, { onRequest: deps.sameOriginOnly }, (request, reply) =>
      rollBack(deps, { request, reply, operator: operatorIn(request) }),
    );
    return Promise.resolve();
  };
}

/** A role may have been withdrawn since the identity provider last spoke of it. */
const ROLE_HOLDS_MS = 5 * MINUTE_MS;

const isRoleFresh = (request: FastifyRequest) => signInAgeMs(request) < ROLE_HOLDS_MS;

/**
 * Asks strangers to sign in, and tells others that this is not for them; undefined for an operator. The provider is
 * asked again about one who signed in a while ago, which they don't notice while they are signed in there. Never
 * before a rollback: that must not wait for another program.
 */
function sendAway(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply) {
  const person = personOf(request);
  if (person?.operator && person.proofed) {
    const isRollback = request.routeOptions.url === ROLLBACK;
    if (isRollback || isRoleFresh(request)) return undefined;
    const back =
      request.method === 'POST' ? `${formPageOf(request)}?notice=asked-again` : request.url;
    return reply.redirect(`/sign-in?return=${encodeURIComponent(back)}`, 303);
  }
  reply.type('text/html');
  return person
    ? reply.code(403).send(renderNoOperator(person, deps))
    : reply.code(401).send(deps.renderSignInPrompt(request, pathBack(request)));
}

/** The page on which the form of this request stands. */
function formPageOf({ url }: FastifyRequest): string {
  return url.startsWith(REMARKS_PATH) ? REMARKS_PATH : '/console/access';
}

/** Where people come back to: the page that they asked for, or the console where they had pressed a button. */
function pathBack({ method, url }: FastifyRequest): string {
  return method === 'GET' ? url : '/console';
}

function operatorIn(request: FastifyRequest): Operator {
  const operator = personOf(request)?.operator;
  if (!operator) throw new Error('a person who is no operator came past the console’s door');
  return operator;
}

type Shown = {
  readonly reply: FastifyReply;
  readonly operator: Operator;
  readonly notice?: ConsoleView['notice'];
  /** Left out: all of them. */
  readonly releases?: readonly ReleaseStatus[];
};

async function showConsole(
  { engine, clock, stylesheetUrl, fontUrls = [] }: ConsoleDeps,
  { reply, operator, notice = null, releases }: Shown,
): Promise<FastifyReply> {
  const isAll = releases === undefined;
  const asOf = clock.now().toISOString();
  const view = { operator, notice, stylesheetUrl, fontUrls, isAll, asOf, formKeyOf: newId };
  const shown = releases ?? (await engine.releases());
  return reply.type('text/html').send(renderConsole({ ...view, releases: shown }));
}

type OneRelease = {
  readonly request: FastifyRequest<ReleaseAddress>;
  readonly reply: FastifyReply;
  readonly after: AfterRollback;
};

/** A release at its own address, where a rollback leads: so that loading the page again rolls nothing back. */
async function showRelease(
  deps: ConsoleDeps,
  { request, reply, after }: OneRelease,
): Promise<FastifyReply> {
  const operator = operatorIn(request);
  const release = await deps.engine.status(request.params.id);
  if (!release) {
    reply.code(404);
    return showConsole(deps, {
      reply,
      operator,
      notice: { status: 'error', sentence: NO_RELEASE },
    });
  }
  const notice = noticeAfter(release, after);
  return showConsole(deps, { reply, operator, notice, releases: [release] });
}

const NO_RELEASE = 'There is no release of that name. Here are all of them.';

type RollBack = {
  readonly request: FastifyRequest<RollBackRequest>;
  readonly reply: FastifyReply;
  readonly operator: Operator;
};

async function rollBack(deps: ConsoleDeps, { request, reply, operator }: RollBack) {
  const { id } = request.params;
  const { text: why, lost: lostOfIt } = textFromPeople(fieldIn(request.body, 'reason'));
  const lost = request.body === null ? 'all' : lostOfIt;
  const key = fieldIn(request.body, 'key');
  const outcome = await deps.engine.take({
    id,
    step: { kind: 'rollback' },
    who: whoIs(operator),
    why,
    ...(REQUEST_KEY.test(key) && { key }),
  });
  if (outcome.ok) {
    const after = {
      left: lost ?? '',
      seen: fieldIn(request.body, 'expectedVersion'),
    };
    // The page it leads to would ask the identity provider first, which may be what is down.
    if (!isRoleFresh(request)) return showRelease(deps, { request, reply, after });
    const path = `/console/releases/${encodeURIComponent(id)}`;
    return reply.redirect(`${path}?${new URLSearchParams(after)}`, 303);
  }
  const { code, sentence } = outcome.error;
  // Closed, though not written down yet: it is as good as done.
  const status = code === 'not-yet-recorded' ? 'warning' : 'error';
  reply.code(status === 'warning' ? 202 : 409);
  return showConsole(deps, { reply, operator, notice: { status, sentence } });
}

function noticeAfter(release: ReleaseStatus, { left, seen }: AfterRollback): ConsoleView['notice'] {
  if (typeof left !== 'string') return null;
  const status = release.phase === 'rolled-back' ? 'success' : 'error';
  const sentence = endInWords(release, Number(seen));
  return { status, sentence: `${sentence}${isLost(left) ? LOST[left] : ''}` };
}

/** A rollback gets through whatever the person saw; what they could not know yet is told with it. */
function endInWords({ phase, history }: ReleaseStatus, seen: number): string {
  if (phase !== 'rolled-back') return ROLLED_BACK_BEFORE;
  const missed = history.filter(
    ({ version, what }) => seen > 0 && version > seen && !OF_ROLLBACK.has(what),
  );
  if (missed.length === 0) return ROLLED_BACK;
  const told = missed.slice(-MOST_TOLD).map(({ what, who }) => `${what} (${who})`);
  return `${ROLLED_BACK} Since this page was shown, this had happened: ${told.join('; ')}.`;
}

/** In entries of the history. */
const MOST_TOLD = 5;
const OF_ROLLBACK: ReadonlySet<string> = new Set(['Rolled back']);
const ROLLED_BACK = 'Rolled back. The feature is closed for everyone.';
const ROLLED_BACK_BEFORE =
  'This form was sent before, and rolled the release back then. The release has been opened again since. To roll it back again, use its button below.';
const LOST = {
  all: ' The form is too long to be read, so no reason was kept.',
  characters: ' Characters that can’t be seen or kept were taken out of the reason.',
  end: ' The reason was too long, so its end was cut off.',
};

function isLost(left: string): left is keyof typeof LOST {
  return Object.hasOwn(LOST, left);
}

function whoIs({ name, roles }: Operator): Who {
  return { name, role: roles[0] ?? 'reviewer' };
}
