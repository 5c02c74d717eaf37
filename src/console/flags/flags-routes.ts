import type { FastifyInstance, FastifyReply } from 'fastify';

import { accountIdFrom } from '../../identity/index.ts';
import type { ConsoleNotice } from '../frame/console-document.tsx';
import { fieldIn } from '../forms/fields.ts';
import { operatorIn } from '../frame/operator.ts';
import { frameOf } from '../frame/release-page.ts';
import { unlessAway } from '../frame/unless-away.ts';
import type { AnswerForAccount, FlagDetails } from './flag-facts.ts';
import type {
  FlagExchange,
  FlagRequest,
  FlagsRoutesDeps,
  ShowFlag,
  ShownFlag,
} from './flag-exchange.ts';
import { renderFlag, type LookUpOutcome } from './flag-page.tsx';
import { flagStepsRoutes } from './flag-steps-routes.ts';
import { FLAGS_PATH, renderFlags } from './flags-page.tsx';

/** `/console/flags`: every flag, one of them, whether that one is open for an account, and the steps with it. */
export function flagsRoutes(app: FastifyInstance, deps: FlagsRoutesDeps): void {
  const show: ShowFlag = (showing) => showFlag(deps, showing);
  const noEntry = (exchange: FlagExchange) => showUnknown(deps, exchange, NO_ENTRY);
  app.get(FLAGS_PATH, (request, reply) => showList(deps, { request, reply }, null));
  app.get(`${FLAGS_PATH}/:name`, (request: FlagRequest, reply) => {
    const { done, notice, places } = request.query as Readonly<Record<string, unknown>>;
    const look = async () => (notice === 'asked-again' ? notice : null);
    return show({ request, reply, look, done, asksPlaces: places === 'asked' });
  });
  // The answer is the page itself: what was typed comes into no address, and is not sent back.
  app.post(
    `${FLAGS_PATH}/:name`,
    { onRequest: deps.sameOriginOnly },
    (request: FlagRequest, reply) => show({ request, reply, look: () => lookUp(deps, request) }),
  );
  flagStepsRoutes(app, { ...deps, showFlag: show, showNoEntry: noEntry });
}

const RETRY_AFTER_S = 5;

async function showList(
  deps: FlagsRoutesDeps,
  { request, reply }: FlagExchange,
  unknown: string | null,
): Promise<FastifyReply> {
  const flags = await unlessAway(deps.flags.list());
  if (flags === undefined) reply.code(503).header('retry-after', RETRY_AFTER_S);
  const notice = unknown === null ? null : ({ status: 'error', sentence: unknown } as const);
  const view = { ...frameOf(deps, request), notice, flags };
  return reply.type('text/html').send(renderFlags(view));
}

function showUnknown(deps: FlagsRoutesDeps, { request, reply }: FlagExchange, sentence: string) {
  return showList(deps, { request, reply: reply.code(404) }, sentence);
}

async function showFlag(deps: FlagsRoutesDeps, showing: ShownFlag): Promise<FastifyReply> {
  const { request, reply, look, done, notice, reason = '', asksPlaces = false } = showing;
  const { name } = request.params;
  const details = await unlessAway(deps.flags.details(name, asksPlaces));
  if (details === null) return showUnknown(deps, { request, reply }, NO_FLAG);
  const looked = details && (look ? await unlessAway(look()) : null);
  if (reply.statusCode === 200) reply.code(statusOf(details, looked));
  if (reply.statusCode === 503) reply.header('retry-after', RETRY_AFTER_S);
  const view = {
    ...frameOf(deps, request),
    operator: operatorIn(request),
    notice: notice ?? doneNotice(done, details),
  };
  return reply
    .type('text/html')
    .send(renderFlag({ ...view, name, details, looked, asksPlaces, reason }));
}

function statusOf(
  details: FlagDetails | undefined,
  looked: LookUpOutcome | null | undefined,
): 200 | 422 | 503 {
  if (details === undefined || looked === undefined) return 503;
  return looked === 'nothing-typed' || looked === 'no-such-account' ? 422 : 200;
}

const NO_FLAG = 'There is no flag of that name, and there never was. Here are all of them.';
const NO_ENTRY = 'The history of that flag has no such entry. Here are all flags.';

/** What became of a step, as the flag now stands; null where the address names none. */
function doneNotice(done: unknown, details: FlagDetails | undefined): ConsoleNotice | null {
  if (done === 'undo')
    return { status: 'success', sentence: 'The change is undone. The history below has it.' };
  if (done === 'remove' && details?.flag === null)
    return { status: 'success', sentence: 'The flag is removed. Its history stays.' };
  if (done !== 'close' || !details) return null;
  if (details.flag !== null && details.flag.state !== 'off')
    return { status: 'error', sentence: 'The flag is open. Look at what happened to it below.' };
  return { status: 'success', sentence: 'The flag is closed for everyone.' };
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
