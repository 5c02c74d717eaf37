import { dateRangeIn, type PlanDate } from '../../plan/index.ts';
import { civilDate, type CivilDate } from '../../calendar/index.ts';

/** A day that the plan names; `at` is an offset into its text. */
export type PlannedDay = { readonly date: CivilDate; readonly at: number };

/**
 * The day on which something begins, in words that stand at an offset in the plan: the first of a range. A date
 * without its day, month or year is none: never guess.
 */
export function firstDayIn(words: string, at: number): PlannedDay | null {
  const begin = dateRangeIn(words, at)?.from;
  return begin ? plannedDay(begin) : null;
}

function plannedDay(written: PlanDate): PlannedDay | null {
  if (written.year === null || written.day === null) return null;
  const date = civilDate(written.year, written.month, written.day);
  return date && { date, at: written.span.start };
}
