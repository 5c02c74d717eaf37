import { civilDate, dayInEasternTime, isoDay } from '../../../calendar/index.ts';
import { ok, type Result } from '../../../lib/result.ts';
import { CALL_REASONS, type CallCounts, type JournalFact } from '../../journal/journal.ts';
import { isOpen, staysAsItIs, type Progress } from '../../journal/progress.ts';
import { refuse, type Refusal, type StepDecision, type StepSituation } from '../situation.ts';

export type CallsOnDay = {
  /** Where the plan is written, as `2024-04-08`. */
  readonly day: string;
  /** What is left out stays as it was entered before; 0 where nothing was. */
  readonly counts: Partial<CallCounts>;
  /** Whether the release is to be stopped for them. */
  readonly stop: boolean;
};

/** More on one day is a mistake in typing. */
const MOST_CALLS = 100_000;

/** What the contact center counted on a day. Entered anew, the later count is in force; a stop holds the release. */
export function enterCalls(situation: StepSituation, calls: CallsOnDay): StepDecision {
  const { day, stop } = calls;
  const problem = problemWith(situation, calls);
  if (!problem.ok) return problem;
  const counts = countsOn(situation.progress, calls);
  const entered: JournalFact = { kind: 'calls-entered', day, counts, ...(stop && { stop }) };
  return ok(stop ? [entered, ...holdFor(situation)] : [entered]);
}

function countsOn({ calls }: Progress, { day, counts }: CallsOnDay): CallCounts {
  return { ...NO_CALLS, ...calls.get(day)?.counts, ...counts };
}

const NO_CALLS: CallCounts = { confused: 0, 'wrong contact': 0, 'cannot change': 0, other: 0 };

/** A release that is on hold for people stays so: what the calls say is added to it. */
function holdFor({ progress }: StepSituation): readonly JournalFact[] {
  if (!isOpen(progress)) return [];
  if (progress.held && staysAsItIs(progress.held, null)) {
    return [{ kind: 'reason-added', to: 'hold' }];
  }
  return [{ kind: 'held' }];
}

function problemWith(
  { progress, why, now }: StepSituation,
  { day, counts, stop }: CallsOnDay,
): Result<null, Refusal> {
  if (progress.phase === 'draft') {
    return refuse('not-started', 'Nothing has been open yet, so no call can be about it.');
  }
  const today = isoDay(dayInEasternTime(now));
  if (!isDay(day) || day > today) {
    const sentence = `Calls are entered for today or a day before, as in ${today}. “${day}” is not one.`;
    return refuse('not-a-day', sentence);
  }
  const given = CALL_REASONS.filter((reason) => counts[reason] !== undefined);
  if (given.length === 0 && !stop) {
    return refuse('not-a-count', 'Say how many calls there were, with 0 where nobody called.');
  }
  const wrong = given.find((reason) => !isCount(counts[reason]));
  if (wrong !== undefined) {
    const sentence = `A number of calls is a whole number from 0 to ${MOST_CALLS}. The one for “${wrong}” is not.`;
    return refuse('not-a-count', sentence);
  }
  return stop && why === null
    ? refuse('reason-needed', 'A stop needs a reason; it is printed in the report.')
    : ok(null);
}

function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return civilDate(Number(year), Number(month), Number(day)) !== null;
}

function isCount(count = Number.NaN): boolean {
  return Number.isInteger(count) && count >= 0 && count <= MOST_CALLS;
}
