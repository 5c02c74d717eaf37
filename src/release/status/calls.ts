import { signedBy } from '../journal/changelog.ts';
import { CALL_REASONS, type CallCounts } from '../journal/journal.ts';
import type { Progress } from '../journal/progress.ts';

/** What the contact center counted on a day. */
export type CallsStatus = {
  /** Where the plan is written, as `2024-04-08`. */
  readonly day: string;
  readonly counts: CallCounts;
  readonly total: number;
  readonly stop: boolean;
  readonly by: string;
  readonly why: string | null;
};

/** By day, the earliest first. A day without an entry is no day without calls, and is not among them. */
export function callsOf({ calls }: Pick<Progress, 'calls'>): readonly CallsStatus[] {
  return [...calls]
    .map(([day, { counts, stop, who, why }]) => {
      const total = CALL_REASONS.reduce((sum, reason) => sum + counts[reason], 0);
      return { day, counts, total, stop, by: signedBy(who), why };
    })
    .toSorted((one, other) => one.day.localeCompare(other.day));
}
