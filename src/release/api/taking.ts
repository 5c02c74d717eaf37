import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Result } from '../../lib/result.ts';
import { noSuchRelease, type Refusal, type Step } from '../decisions/decide.ts';
import { NOTHING_SAID, type Seen } from '../decisions/what-was-seen.ts';
import type { ReleaseEngine } from '../engine/engine.ts';
import { REQUEST_KEY } from '../engine/repeated-request.ts';
import type { Who } from '../journal/journal.ts';
import { reasonIn } from './reason.ts';

/** A request about one plan. */
export type ById = { Params: { id: string } };

export type TakesSteps = {
  readonly engine: Pick<ReleaseEngine, 'take' | 'status'>;
  /** Who an authorized request acts for. */
  readonly whoActs: (request: FastifyRequest) => Who;
  /** That they named a role that there is not, in a sentence; null: they did not. */
  readonly whyRoleless: (request: FastifyRequest) => string | null;
};

export type StepAsked = {
  readonly request: FastifyRequest<{ Params: { id: string }; Body: unknown }>;
  readonly reply: FastifyReply;
  readonly step: Step;
};

/** Takes a step that was posted, and answers with what came of it. */
export async function take(deps: TakesSteps, { request, reply, step }: StepAsked) {
  const { why, notice } = reasonIn(request.body);
  const { id } = request.params;
  const key = keyIn(request);
  const notices = [notice, deps.whyRoleless(request), key === null ? KEY_NOT_KEPT : null];
  if (key === null && step.kind !== 'rollback' && step.kind !== 'hold') {
    return refuse(reply, NOT_A_KEY);
  }
  const outcome = await deps.engine.take({
    id,
    step,
    who: deps.whoActs(request),
    why,
    seen: seenIn(request.body),
    ...(typeof key === 'string' && { key }),
  });
  return answer(deps, { id, reply, notices }, outcome);
}

/** The key by which the same request is known again; null for what can’t be one. */
function keyIn({ headers }: FastifyRequest): string | null | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  return typeof key === 'string' && REQUEST_KEY.test(key) ? key : null;
}

const NOT_A_KEY: Refusal = {
  code: 'not-a-key',
  sentence:
    'An idempotency key is 1 to 100 letters, digits and signs without spaces. Send such a one, or none.',
};

const KEY_NOT_KEPT = 'The idempotency key can’t be one, so it was not kept.';

/** What the body says of the release that the person was shown. */
export function seenIn(body: unknown): Seen {
  if (typeof body !== 'object' || body === null || !('expectedVersion' in body))
    return NOTHING_SAID;
  const { expectedVersion: version } = body;
  return typeof version === 'number' ? { version } : NOTHING_SAID;
}

type StepReply = {
  readonly id: string;
  readonly reply: FastifyReply;
  /** What was left out of a step that was taken all the same, a sentence each; null: nothing. */
  readonly notices: readonly (string | null)[];
};

/** A step that was taken is answered with where the release stands then. */
async function answer(
  { engine }: TakesSteps,
  { id, reply, notices }: StepReply,
  outcome: Result<null, Refusal>,
) {
  const told = notices.filter((sentence) => sentence !== null).join(' ');
  const notice = told === '' ? null : told;
  if (!outcome.ok) return refuse(reply, withNotice(outcome.error, notice));
  return reply.send({ ...(await engine.status(id)), ...(notice !== null && { notice }) });
}

function withNotice(refusal: Refusal, notice: string | null): Refusal {
  const isDoneAllTheSame = notice !== null && refusal.code === 'not-yet-recorded';
  return isDoneAllTheSame ? { ...refusal, sentence: `${refusal.sentence} ${notice}` } : refusal;
}

/** The answer "no" is 409; a plan that can't be read is 422; both say why in a sentence. */
export function refuse(reply: FastifyReply, { code, sentence }: Refusal) {
  return reply.code(STATUS_OF_REFUSAL[code] ?? 409).send({ code, message: sentence });
}

const STATUS_OF_REFUSAL: Readonly<Record<string, number>> = {
  // Closed, and not refused: it is as good as done.
  'not-yet-recorded': 202,
  'not-a-plan-id': 400,
  'not-an-email': 400,
  'not-a-key': 400,
  'not-a-link': 400,
  'not-a-reference': 400,
  'not-a-time': 400,
  'key-reused': 422,
  'plan-not-ready': 422,
  'plan-unreadable': 422,
  'not-allowed': 403,
  'no-such-release': 404,
};

export function noSuchPlan({ params }: FastifyRequest<ById>, reply: FastifyReply) {
  return refuse(reply, noSuchRelease(params.id));
}
