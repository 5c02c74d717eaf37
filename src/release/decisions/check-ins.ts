import { dayInEasternTime, daysLater, isoDay, monthLater } from '../../calendar/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { POST_LAUNCH_QUESTIONS, type CheckInName, type ResultField } from '../journal/journal.ts';
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
  return checkIn === 'one-week' ? daysLater(everyoneSince, 7) : monthLater(everyoneSince);
}

/** The day on which it is asked where the plan is written, as `2024-04-08`; null until everyone has the feature. */
export function dueOnOf(checkIn: CheckInName, everyoneSince: Date | null): string | null {
  const dueAt = dueAtOf(checkIn, everyoneSince);
  return dueAt && isoDay(dayInEasternTime(dueAt));
}

/** `This opens on Apr 15, 2024, 10:00 AM ET.`: why it can’t be answered yet; null: it can. */
export function whyNotDue(
  checkIn: CheckInName,
  { everyoneSince, now }: { readonly everyoneSince: Date | null; readonly now: Date },
): string | null {
  const dueAt = dueAtOf(checkIn, everyoneSince);
  if (dueAt === null) return 'This opens once everyone has the feature.';
  return now < dueAt ? `This opens on ${timeInEasternTime(dueAt.toISOString())}.` : null;
}

/** Those that are neither answered nor waived. The post-launch questions are answered at once, or each by itself. */
export function openCheckIns({
  checkIns,
  entered,
}: Pick<Progress, 'checkIns' | 'entered'>): readonly CheckInName[] {
  const isOpen = (field: ResultField) => !entered.has(`post-launch/${field}`);
  const isEachAnswered = !POST_LAUNCH_QUESTIONS.some(isOpen);
  return CHECK_INS.filter(
    (checkIn) => !checkIns.has(checkIn) && !(checkIn === 'post-launch' && isEachAnswered),
  );
}

/** Whether one can be answered now. */
export function isCheckInDue(progress: Progress, now: Date): boolean {
  const { everyoneSince } = progress;
  return openCheckIns(progress).some((one) => whyNotDue(one, { everyoneSince, now }) === null);
}

/** Whether nothing is left to do but to take the toggles out of the code and the flag engine, and to close. */
export function isCarriedOut(progress: Progress): boolean {
  return progress.phase === 'fully-on' && openCheckIns(progress).length === 0;
}
