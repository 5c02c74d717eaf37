import { civilDate, dayInEasternTime, isoDay } from '../../../calendar/index.ts';
import { ok, type Result } from '../../../lib/result.ts';
import { quoted } from '../../../lib/text-from-people.ts';
import { CALL_REASONS, type CallCounts, type JournalFact } from '../../journal/journal.ts';
import { isOpen, staysAsItIs } from '../../journal/progress.ts';
import { refuse, type Refusal, type StepDecision, type StepSituation } from '../situation.ts';

export type CallsOnDay = {
  /** Where the plan is written, as `2024-04-08`. */
  readonly day: string;
  readonly counts: CallCounts;
  /** Whether the release is to be stopped for them. */
  readonly stop: boolean;
};

/** More on one day is a mistake in typing. */
const MOST_CALLS = 100_000;

/** What the contact center counted on a day. Entered anew, the later count is in force; a stop holds the release. */
export function enterCalls(situation: StepSituation, calls: CallsOnDay): StepDecision {
  const { day, counts, stop } = calls;
  const problem = problemWith(situation, calls);
  if (!problem.ok) return problem;
  const entered: JournalFact = { kind: 'calls-entered', day, counts, ...(stop && { stop }) };
  return ok(stop ? [entered, ...holdFor(situation)] : [entered]);
}

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
    const sentence = `Calls are entered for today or a day before, as in ${today}. ${quoted(day)} is not one.`;
    return refuse('not-a-day', sentence);
  }
  const wrong = CALL_REASONS.find((reason) => !isCount(counts[reason]));
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

function isCount(count: number): boolean {
  return Number.isInteger(count) && count >= 0 && count <= MOST_CALLS;
}
