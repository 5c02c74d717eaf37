/** Steps decided on a journal, for the release's tests. */
import { decide, type StepSituation, type Step } from '../../src/release/decisions/decide.ts';
import type { JournalFact, Who } from '../../src/release/journal/journal.ts';
import { progressOf } from '../../src/release/journal/progress-after.ts';
import { CANARY_PLAN, journalOf, MONDAY_TEN, PAT } from './releases.ts';

const HOUR_MS = 3_600_000;

type Circumstances = {
  /** Since Monday ten o'clock, when the journal begins. */
  readonly hours?: number;
  readonly why?: string | null;
  readonly who?: Who;
  readonly togglesLeft?: readonly string[];
  readonly lastAskedAt?: Date | null;
};

/** On the canary plan, with nothing measured, unless something else is given. */
export function decidedOn(
  facts: readonly JournalFact[],
  given: Partial<Pick<StepSituation, 'plan' | 'assessment'>> = {},
) {
  return (
    step: Step,
    { hours = 0, why = null, who = PAT, togglesLeft = [], lastAskedAt = null }: Circumstances = {},
  ) => {
    const now = new Date(MONDAY_TEN.getTime() + hours * HOUR_MS);
    const progress = progressOf(journalOf(...facts));
    const situation = { plan: CANARY_PLAN, assessment: null, ...given };
    return decide({ ...situation, progress, who, why, now, togglesLeft, lastAskedAt }, step);
  };
}

export const decidedAfter = (...facts: readonly JournalFact[]) => decidedOn(facts);

export const refusedAs = (code: string) => ({ ok: false, error: { code } });
