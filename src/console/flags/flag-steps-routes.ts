import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import { takeAnyBody } from '../../lib/http/index.ts';
import { textFromPeople } from '../../lib/text-from-people.ts';
import { roleFor, whoMay } from '../../roles/index.ts';
import { isRoleFresh, ROLE_TO_CONFIRM } from '../frame/access-guard.ts';
import type { ConsoleNotice } from '../frame/console-document.tsx';
import { fieldIn } from '../forms/fields.ts';
import { operatorIn, whoIs } from '../frame/operator.ts';
import { frameOf } from '../frame/release-page.ts';
import { unlessAway } from '../frame/unless-away.ts';
import type { FlagStepBy, FlagStepRefusal } from './flag-facts.ts';
import { flagPath, FLAGS_PATH } from './flags-page.tsx';
import type { FlagExchange, FlagRequest, FlagsRoutesDeps, ShowFlag } from './flag-exchange.ts';
import { renderUndo } from './undo-page.tsx';

type FlagStepsDeps = FlagsRoutesDeps & {
  readonly showFlag: ShowFlag;
  /** All flags, where the history has no such entry of this one. */
  readonly showNoEntry: (exchange: FlagExchange) => Promise<FastifyReply>;
};

type FlagUndoRequest = FastifyRequest<{ Params: { name: string; entry: string } }>;

/** Closes a flag, shows what undoing a change of it would do, and undoes it. */
export function flagStepsRoutes(app: FastifyInstance, deps: FlagStepsDeps): void {
  const path = `${FLAGS_PATH}/:name/undo/:entry`;
  app.get(path, (request: FlagUndoRequest, reply) =>
    showUndo(deps, { request, reply }, { notice: null }),
  );
  app.post(path, { onRequest: deps.sameOriginOnly }, (request: FlagUndoRequest, reply) =>
    undo(deps, { request, reply }),
  );
  app.post(
    `${FLAGS_PATH}/:name/remove`,
    { onRequest: deps.sameOriginOnly },
    (request: FlagRequest, reply) => remove(deps, { request, reply }),
  );
  void app.register(closingRoute(deps));
}

/** Closes whatever the form around the reason looks like. */
function closingRoute(deps: FlagStepsDeps): FastifyPluginAsync {
  return (app) => {
    takeAnyBody(app);
    app.post(
      `${FLAGS_PATH}/:name/close`,
      { onRequest: deps.sameOriginOnly },
      (request: FlagRequest, reply) => close(deps, { request, reply }),
    );
    return Promise.resolve();
  };
}

async function close(deps: FlagStepsDeps, { request, reply }: FlagExchange<FlagRequest>) {
  const { name } = request.params;
  const by = stepBy(request, 'close-flag');
  const refusal = await unlessAway(deps.flagSteps.close(name, by));
  // The page it leads to would ask the identity provider first, which may be what is down.
  if (refusal === null && isRoleFresh(request))
    return reply.redirect(`${flagPath(name)}?done=close`, 303);
  if (refusal === null) return deps.showFlag({ request, reply, done: 'close' });
  return deps.showFlag({
    request,
    reply: reply.code(statusOf(refusal)),
    notice: refusal ? noticeOf(refusal) : NOT_CLOSED,
    reason: by.why ?? '',
  });
}

const NOT_CLOSED = {
  status: 'error',
  sentence:
    'The database does not answer, and no release is known to own this flag, so it was not closed. Press the button again in a moment; until then, the setting FLAGS_CLOSED closes it at the start of an instance.',
} as const;

async function undo(deps: FlagStepsDeps, { request, reply }: FlagExchange<FlagUndoRequest>) {
  const { name, entry } = request.params;
  const by = stepBy(request, 'widen-flag');
  const showAgain = (notice: ConsoleNotice) =>
    showUndo(deps, { request, reply }, { notice, reason: by.why ?? '' });
  if (!isRoleFresh(request)) {
    reply.code(403);
    return showAgain({ status: 'error', sentence: ROLE_TO_CONFIRM, confirmsRole: true });
  }
  const facts = await unlessAway(undoFacts(deps, request));
  if (facts === null) return deps.showNoEntry({ request, reply });
  const asked = fieldIn(request.body, 'seen');
  const seen = /^\d{1,15}$/.test(asked) ? { seen: Number(asked) } : {};
  const refusal =
    facts && (await unlessAway(deps.flagSteps.undo({ id: Number(entry), ...seen }, by)));
  if (refusal === null) return reply.redirect(`${flagPath(name)}?done=undo`, 303);
  reply.code(statusOf(refusal));
  return showAgain(refusal ? noticeOf(refusal) : NOT_UNDONE);
}

async function remove(deps: FlagStepsDeps, { request, reply }: FlagExchange<FlagRequest>) {
  const { name } = request.params;
  const by = stepBy(request, 'widen-flag');
  const showAgain = (notice: ConsoleNotice) =>
    deps.showFlag({ request, reply, notice, reason: by.why ?? '' });
  if (!isRoleFresh(request)) {
    reply.code(403);
    return showAgain({ status: 'error', sentence: ROLE_TO_CONFIRM, confirmsRole: true });
  }
  const refusal = await unlessAway(whyNotRemoved(deps, name, by));
  if (refusal === null) return reply.redirect(`${flagPath(name)}?done=remove`, 303);
  reply.code(statusOf(refusal));
  return showAgain(refusal ? noticeOf(refusal) : NOT_REMOVED);
}

/** A flag that a release still needs is not rolled back by a form that says “remove”. */
async function whyNotRemoved(deps: FlagStepsDeps, name: string, by: FlagStepBy) {
  if (roleFor(operatorIn(by.request).roles, 'widen-flag') === null) return NOT_THEIRS;
  const details = await deps.flags.details(name, false);
  return details?.flag?.isRemovable === false ? STILL_NEEDED : deps.flagSteps.remove(name, by);
}

const NOT_THEIRS = {
  code: 'not-allowed',
  sentence: `Only ${whoMay('widen-flag')} may remove a flag. Nothing was removed.`,
} as const;
const STILL_NEEDED = {
  code: 'refused',
  sentence:
    'The release that owns this flag is not carried out yet. Carry it out and answer its check-ins first; nothing was removed.',
} as const;
const NOT_REMOVED = {
  status: 'error',
  sentence:
    'The database does not answer, so nothing was removed. Send the form again in a moment.',
} as const;

const NOT_UNDONE = {
  status: 'error',
  sentence: 'The database does not answer, so nothing was undone. Send the form again in a moment.',
} as const;

const STATUS_OF = { 'not-yet-recorded': 202, 'not-allowed': 403, refused: 409 } as const;

const statusOf = (refusal: FlagStepRefusal | undefined) =>
  refusal === undefined ? 503 : STATUS_OF[refusal.code];

/** Closed, though not written down yet: it is as good as done. */
function noticeOf({ code, sentence }: FlagStepRefusal): ConsoleNotice {
  return { status: code === 'not-yet-recorded' ? 'warning' : 'error', sentence };
}

function stepBy(request: FastifyRequest, action: 'close-flag' | 'widen-flag'): FlagStepBy {
  const { text: why } = textFromPeople(fieldIn(request.body, 'reason'));
  return { request, who: whoIs(operatorIn(request), action), why };
}

type ShownUndo = { readonly notice: ConsoleNotice | null; readonly reason?: string };

async function showUndo(
  deps: FlagStepsDeps,
  { request, reply }: FlagExchange<FlagUndoRequest>,
  { notice, reason = '' }: ShownUndo,
): Promise<FastifyReply> {
  const facts = await unlessAway(undoFacts(deps, request));
  if (facts === null) return deps.showNoEntry({ request, reply });
  if (facts === undefined) reply.code(503).header('retry-after', RETRY_AFTER_S);
  const { name, entry } = request.params;
  const frame = { ...frameOf(deps, request), operator: operatorIn(request), notice };
  const page = renderUndo({ ...frame, name, entryId: Number(entry), facts, reason });
  return reply.type('text/html').send(page);
}

const RETRY_AFTER_S = 5;

/** Null: the history of this flag has no such entry. */
async function undoFacts({ flags }: FlagStepsDeps, { params: { name, entry } }: FlagUndoRequest) {
  if (!/^[1-9]\d{0,14}$/.test(entry)) return null;
  const facts = await flags.undoOf(Number(entry));
  return facts?.flag === name ? facts : null;
}
