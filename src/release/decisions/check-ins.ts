import { DAY_MS } from '../../lib/duration.ts';
import type { CheckInName } from '../journal/journal.ts';
import type { Progress } from '../journal/progress.ts';

/** What people are asked after everyone was given the feature, in order. */
export const CHECK_INS = [
  'one-week',
  'one-month',
  'post-launch',
] as const satisfies readonly CheckInName[];

/** From when on it is asked; null until everyone has the feature. */
export function dueAtOf(checkIn: CheckInName, everyoneSince: Date | null): Date | null {
  if (everyoneSince === null) return null;
  return checkIn === 'one-week'
    ? new Date(everyoneSince.getTime() + 7 * DAY_MS)
    : aMonthAfter(everyoneSince);
}

/** Those that are neither answered nor waived. */
export function openCheckIns({ checkIns }: Progress): readonly CheckInName[] {
  return CHECK_INS.filter((checkIn) => !checkIns.has(checkIn));
}

/** Whether nothing is left to do but to take the toggles out of the code and the flag engine, and to close. */
export function isCarriedOut(progress: Progress): boolean {
  return progress.phase === 'fully-on' && openCheckIns(progress).length === 0;
}

/** The same day of the next month, or its last day when it has no such day. */
function aMonthAfter(time: Date): Date {
  const next = new Date(time);
  next.setUTCMonth(time.getUTCMonth() + 1);
  if (next.getUTCDate() !== time.getUTCDate()) next.setUTCDate(0);
  return next;
}
