import type {
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify';

import type { PageFiles } from '../design-system/index.ts';
import { personOf, type Operator } from '../identity/index.ts';
import type { Clock } from '../lib/clock.ts';
import { newId } from '../lib/ids.ts';
import { textFromPeople } from '../lib/text-from-people.ts';
import { REQUEST_KEY, type ReleaseEngine, type ReleaseStatus, type Who } from '../release/index.ts';
import { renderConsole, renderNoOperator, type ConsoleView } from './console-page.tsx';

export type ConsoleDeps = PageFiles & {
  readonly engine: ReleaseEngine;
  readonly clock: Clock;
  /** The page that asks a visitor to sign in. */
  readonly renderSignInPrompt: (request: FastifyRequest, path: string) => string;
  /** Refuses forms sent from another site. */
  readonly sameOriginOnly: onRequestHookHandler;
};

type ReleaseAddress = { Params: { id: string } };
type RollBackRequest = ReleaseAddress & { Body: unknown };
/** Where a rollback leads: what was left out of its reason, and the version that its page showed. */
type ReleaseRequest = ReleaseAddress & {
  Querystring: { readonly left?: unknown; readonly seen?: unknown };
};

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
      showRelease(deps, request, reply),
    );
    // The button rolls back whatever the form around its reason looks like.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
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
    ? reply.code(403).send(renderNoOperator(deps))
    : reply.code(401).send(deps.renderSignInPrompt(request, pathBack(request)));
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

/** A release at its own address, where a rollback leads: so that loading the page again rolls nothing back. */
async function showRelease(
  deps: ConsoleDeps,
  request: FastifyRequest<ReleaseRequest>,
  reply: FastifyReply,
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
  const notice = noticeAfter(release, request.query);
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
  const form = formIn(request.body);
  const { text: why, lost } = textFromPeople(form.getAll('reason').join(' '));
  const key = form.get('key') ?? '';
  const outcome = await deps.engine.take({
    id,
    step: { kind: 'rollback' },
    who: whoIs(operator),
    why,
    ...(REQUEST_KEY.test(key) && { key }),
  });
  if (outcome.ok) {
    const after = new URLSearchParams({
      left: lost ?? '',
      seen: form.get('expectedVersion') ?? '',
    });
    return reply.redirect(`/console/releases/${encodeURIComponent(id)}?${after}`, 303);
  }
  const { code, sentence } = outcome.error;
  // Closed, though not written down yet: it is as good as done.
  const status = code === 'not-yet-recorded' ? 'warning' : 'error';
  reply.code(status === 'warning' ? 202 : 409);
  return showConsole(deps, { reply, operator, notice: { status, sentence } });
}

function noticeAfter(
  release: ReleaseStatus,
  { left, seen }: ReleaseRequest['Querystring'],
): ConsoleView['notice'] {
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
  characters: ' Characters that can’t be seen or kept were taken out of the reason.',
  end: ' The reason was too long, so its end was cut off.',
};

function isLost(left: string): left is keyof typeof LOST {
  return Object.hasOwn(LOST, left);
}

/** Given twice it is both; bytes that are no text, and forms that hold none, give no more than that. */
function formIn(body: unknown): URLSearchParams {
  return new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : '');
}

function whoIs({ name, roles }: Operator): Who {
  return { name, role: roles[0] ?? 'reviewer' };
}
