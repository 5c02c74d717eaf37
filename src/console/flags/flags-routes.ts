import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import { accountIdFrom, type Accounts } from '../../identity/index.ts';
import { textFromPeople } from '../../lib/text-from-people.ts';
import type { Clock } from '../../lib/clock.ts';
import { isRoleFresh } from '../frame/access-guard.ts';
import type { ConsoleNotice } from '../frame/console-document.tsx';
import { fieldIn } from '../forms/fields.ts';
import { operatorIn, whoIs } from '../frame/operator.ts';
import { frameOf } from '../frame/release-page.ts';
import { unlessAway } from '../frame/unless-away.ts';
import type { AnswerForAccount, FlagFactsSource, RemoveFlag } from './flag-facts.ts';
import { flagPath, FLAGS_PATH, renderFlags } from './flags-page.tsx';
import { renderFlag, type LookUpOutcome } from './flag-page.tsx';

export type FlagsRoutesDeps = PageFiles & {
  readonly clock: Clock;
  readonly flags: FlagFactsSource;
  readonly removeFlag: RemoveFlag;
  readonly access: { readonly accounts: Pick<Accounts, 'accountByEmail'> };
  /** Refuses forms sent from another site. */
  readonly sameOriginOnly: onRequestHookHandler;
};

type FlagRequest = FastifyRequest<{
  Params: { name: string };
  Querystring: Readonly<Record<string, unknown>>;
}>;

/** `/console/flags`: every flag, one of them, and whether that one is open for an account. */
export function flagsRoutes(app: FastifyInstance, deps: FlagsRoutesDeps): void {
  app.get(FLAGS_PATH, (request, reply) => showList(deps, { request, reply }, null));
  app.get(`${FLAGS_PATH}/:name`, (request: FlagRequest, reply) =>
    showFlag(deps, { request, reply }, () => Promise.resolve(noticeIn(request))),
  );
  // The answer is the page itself: what was typed comes into no address, and is not sent back.
  app.post(
    `${FLAGS_PATH}/:name`,
    { onRequest: deps.sameOriginOnly },
    (request: FlagRequest, reply) =>
      showFlag(deps, { request, reply }, () => lookUp(deps, request)),
  );
  app.post(
    `${FLAGS_PATH}/:name/remove`,
    { onRequest: deps.sameOriginOnly },
    (request: FlagRequest, reply) => remove(deps, { request, reply }),
  );
}

type Exchange<Asked extends FastifyRequest = FastifyRequest> = {
  readonly request: Asked;
  readonly reply: FastifyReply;
};

const RETRY_AFTER_S = 5;

async function showList(
  deps: FlagsRoutesDeps,
  { request, reply }: Exchange,
  unknown: string | null,
): Promise<FastifyReply> {
  const flags = await unlessAway(deps.flags.list());
  if (flags === undefined) reply.code(503).header('retry-after', RETRY_AFTER_S);
  const notice = unknown === null ? null : ({ status: 'error', sentence: unknown } as const);
  const view = { ...frameOf(deps, request), notice, flags };
  return reply.type('text/html').send(renderFlags(view));
}

async function showFlag(
  deps: FlagsRoutesDeps,
  { request, reply }: Exchange<FlagRequest>,
  look: () => Promise<LookUpOutcome | null>,
  notice: ConsoleNotice | null = null,
): Promise<FastifyReply> {
  const { name } = request.params;
  const details = await unlessAway(deps.flags.details(name));
  if (details === null) {
    reply.code(404);
    return showList(deps, { request, reply }, NO_FLAG);
  }
  const looked = details && (await unlessAway(look()));
  if (details === undefined || looked === undefined)
    reply.code(503).header('retry-after', RETRY_AFTER_S);
  else if (looked === 'nothing-typed' || looked === 'no-such-account') reply.code(422);
  const view = { ...frameOf(deps, request), notice, name, details, looked };
  return reply.type('text/html').send(renderFlag(view));
}

const NO_FLAG = 'There is no flag of that name, and there never was. Here are all of them.';

function noticeIn({ query }: FlagRequest): LookUpOutcome | null {
  return query['notice'] === 'asked-again' ? 'asked-again' : null;
}

async function lookUp(
  { flags, access }: FlagsRoutesDeps,
  { body, params }: FlagRequest,
): Promise<AnswerForAccount | 'nothing-typed' | 'no-such-account'> {
  const typed = fieldIn(body, 'account').trim();
  if (typed === '') return 'nothing-typed';
  const account = accountIdFrom(typed) ?? (await access.accounts.accountByEmail(typed));
  return account === null ? 'no-such-account' : flags.answerFor(params.name, account);
}

async function remove(
  deps: FlagsRoutesDeps,
  { request, reply }: Exchange<FlagRequest>,
): Promise<FastifyReply> {
  const { name } = request.params;
  const sentence = await unlessAway(whyNotRemoved(deps, request));
  if (sentence === null) return reply.redirect(flagPath(name), 303);
  const notice = { status: 'error', sentence: sentence ?? AWAY } as const;
  reply.code(sentence === undefined ? 503 : 409);
  return showFlag(deps, { request, reply }, () => Promise.resolve(null), notice);
}

const AWAY = 'The database does not answer, so nothing was removed. Try it again in a moment.';

async function whyNotRemoved(deps: FlagsRoutesDeps, request: FlagRequest): Promise<string | null> {
  const { name } = request.params;
  if (!isRoleFresh(request)) return ROLE_TO_CONFIRM;
  const details = await deps.flags.details(name);
  if (!details?.flag) return null;
  if (!details.flag.isRemovable) return OWNED;
  const { text: why } = textFromPeople(fieldIn(request.body, 'reason'));
  const who = whoIs(operatorIn(request), 'close-flag');
  return deps.removeFlag(request, { name, who, why });
}

const ROLE_TO_CONFIRM =
  'Your role was last confirmed more than five minutes ago. Load the page again to confirm it, then send the form again.';
const OWNED =
  'The release that owns this flag is not carried out yet. Carry it out and answer its check-ins first; nothing was removed.';
