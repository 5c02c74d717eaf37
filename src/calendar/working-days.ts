import { plusDays, weekdayName, weekdayOf, type CivilDate } from './civil-date.ts';
import { federalHolidayOn } from './federal-holidays.ts';

const FRIDAY = 5;

/** Why offices are closed on a day, in words; null when they are open. */
export function closedBecause(date: CivilDate): string | null {
  const holiday = federalHolidayOn(date);
  if (holiday !== null) return `a federal holiday (${holiday})`;
  const weekday = weekdayName(date);
  return weekday === 'Saturday' || weekday === 'Sunday' ? `a ${weekday}` : null;
}

export function isFriday(date: CivilDate): boolean {
  return weekdayOf(date) === FRIDAY;
}

/** The first working day after a day; a Friday is none, since nothing should begin on one. */
export function nextWorkingDay(date: CivilDate): CivilDate {
  const next = plusDays(date, 1);
  return closedBecause(next) === null && !isFriday(next) ? next : nextWorkingDay(next);
}
