import { dayInEasternTime } from '../../lib/eastern-time.ts';
import { signedBy } from '../journal/changelog.ts';
import { CALL_REASONS, type CallCounts } from '../journal/journal.ts';
import type { Progress } from '../journal/progress.ts';
import type { Release } from '../journal/release.ts';

/** What the contact center counted on a day. */
type CountedCalls = {
  /** Where the plan is written, as `2024-04-08`. */
  readonly day: string;
  readonly counts: CallCounts;
  readonly total: number;
  readonly stop: boolean;
  readonly by: string;
  readonly why: string | null;
};

/** `during`: what was open on that day, the last of it where that changed, as `Stage A`; null: nothing was. */
export type CallsStatus = CountedCalls & { readonly during: string | null };

/** By day, the earliest first. A day without an entry is no day without calls, and is not among them. */
export function countedCalls({ calls }: Pick<Progress, 'calls'>): readonly CountedCalls[] {
  return [...calls]
    .map(([day, { counts, stop, who, why }]) => {
      const total = CALL_REASONS.reduce((sum, reason) => sum + counts[reason], 0);
      return { day, counts, total, stop, by: signedBy(who), why };
    })
    .toSorted((one, other) => one.day.localeCompare(other.day));
}

/** The same, each day beside the stage that was open. */
export function callsOf(release: Pick<Release, 'progress' | 'runs' | 'plan'>) {
  return countedCalls(release.progress).map((counted): CallsStatus => ({
    ...counted,
    during: openOn(counted.day, release),
  }));
}

function openOn(day: string, { runs, plan }: Pick<Release, 'runs' | 'plan'>): string | null {
  const open = runs.findLast(
    ({ at, until }) =>
      dayInEasternTime(at) <= day && (until === undefined || dayInEasternTime(until) >= day),
  );
  if (open === undefined) return null;
  return open.stage === null ? 'Phase I' : `Stage ${plan.stages[open.stage]?.letter ?? '?'}`;
}
