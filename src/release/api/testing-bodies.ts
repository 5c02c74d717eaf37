import { Type, type Static } from 'typebox';

import { ok, type Result } from '../../lib/result.ts';
import { LONGEST_REASON } from '../../lib/text-from-people.ts';
import { instantIn } from '../../lib/written/index.ts';
import { refuse, type Refusal } from '../decisions/situation.ts';
import { BUG_SEVERITIES, TASK_OUTCOMES, type AccessEnd } from '../testing/facts.ts';
import type { TesterTerms } from '../testing/enrolling.ts';
import type { PlanningSession } from '../testing/sessions.ts';

const words = Type.Optional(Type.String({ maxLength: LONGEST_REASON }));
const time = Type.Optional(Type.String({ maxLength: 40 }));
const number = Type.Integer({ minimum: 1, maximum: 1_000 });
const code = Type.String({ maxLength: 10 });
const OF_STEPS = { reason: words, expectedVersion: Type.Optional(Type.Integer({ minimum: 0 })) };

/** What is left out of a session that is changed stays. Times are moments such as `2026-12-01T14:00-05:00`. */
export const SessionBody = Type.Object({
  session: Type.Optional(number),
  startsAt: time,
  endsAt: time,
  moderator: Type.Optional(Type.String({ maxLength: 100 })),
  participants: Type.Optional(Type.Array(code, { maxItems: 20 })),
  device: words,
  assistiveTechnology: words,
  tasks: Type.Optional(Type.Array(Type.String({ maxLength: LONGEST_REASON }), { maxItems: 20 })),
  ...OF_STEPS,
});
export const CancelBody = Type.Object({ session: number, ...OF_STEPS });
export const TaskBody = Type.Object({
  session: number,
  participant: code,
  task: number,
  outcome: Type.Enum([...TASK_OUTCOMES]),
  note: words,
  quote: words,
  ...OF_STEPS,
});
export const BugBody = Type.Object({
  bug: Type.Optional(number),
  severity: Type.Optional(Type.Enum([...BUG_SEVERITIES])),
  ticket: Type.Optional(Type.String({ maxLength: 1_000 })),
  fixed: Type.Optional(Type.Boolean()),
  ...OF_STEPS,
});

export type SessionBody = Static<typeof SessionBody>;
export type CancelBody = Static<typeof CancelBody>;
export type TaskBody = Static<typeof TaskBody>;
export type BugBody = Static<typeof BugBody>;

export function sessionStep(body: SessionBody): Result<PlanningSession, Refusal> {
  const { session = null, startsAt, endsAt } = body;
  const starts = timeIn(startsAt);
  const ends = timeIn(endsAt);
  if (!starts.ok) return starts;
  if (!ends.ok) return ends;
  const times = {
    ...(starts.value !== null && { startsAt: starts.value }),
    ...(ends.value !== null && { endsAt: ends.value }),
  };
  return ok({ kind: 'plan-session', session, given: { ...saidOf(body), ...times } });
}

function saidOf({ moderator, participants, device, assistiveTechnology, tasks }: SessionBody) {
  return {
    ...(moderator !== undefined && { moderator }),
    ...(participants !== undefined && { participants }),
    ...(device !== undefined && { device }),
    ...(assistiveTechnology !== undefined && { assistiveTechnology }),
    ...(tasks !== undefined && { tasks }),
  };
}

/** `ends`: a moment, `session` or `never`. Undefined where nothing is said of either. */
export function termsIn(said: {
  readonly participant?: string;
  readonly ends?: string;
}): Result<TesterTerms | undefined, Refusal> {
  const { participant, ends } = said;
  const end = ends === 'session' || ends === 'never' ? ok<AccessEnd>(ends) : timeIn(ends);
  if (!end.ok) return end;
  if (participant === undefined && end.value === null) return ok(undefined);
  return ok({
    ...(participant !== undefined && { participant }),
    ...(end.value !== null && { ends: end.value }),
  });
}

function timeIn(written: string | undefined): Result<string | null, Refusal> {
  if (written === undefined) return ok(null);
  const time = instantIn(written);
  return time === null ? refuse(...NOT_A_TIME) : ok(time.toISOString());
}

const NOT_A_TIME = [
  'not-a-time',
  'That is no moment. Write one with its zone, such as 2026-12-01T14:00-05:00.',
] as const;
