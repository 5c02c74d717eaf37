import { allForYear } from '@18f/us-federal-holidays';
import { expect, test } from 'vitest';

import { plusDays, type CivilDate } from './civil-date.ts';
import { federalHolidayOn } from './federal-holidays.ts';

const ON_THEIR_OWN_DAYS = { shiftSaturdayHolidays: false, shiftSundayHolidays: false };

const YEARS = Array.from({ length: 60 }, (_, index) => 2011 + index);

/** The holidays of a year, each on its own day and on the one on which offices are closed for it, by another program. */
function daysByOracle(year: number): readonly string[] {
  return [year, year + 1]
    .flatMap((of) => [...allForYear(of), ...allForYear(of, ON_THEIR_OWN_DAYS)])
    .map(({ dateString }) => dateString)
    .filter((day) => day.startsWith(`${year}-`))
    .map(withTwoDigits)
    .filter((day, index, all) => all.indexOf(day) === index)
    .toSorted();
}

function daysByUs(year: number): readonly string[] {
  const days: string[] = [];
  let date: CivilDate = { year, month: 1, day: 1 };
  while (date.year === year) {
    if (federalHolidayOn(date) !== null) days.push(isoOf(date));
    date = plusDays(date, 1);
  }
  return days;
}

const isoOf = ({ year, month, day }: CivilDate) => withTwoDigits(`${year}-${month}-${day}`);

const withTwoDigits = (day: string) =>
  day
    .split('-')
    .map((part) => part.padStart(2, '0'))
    .join('-');

test.each(YEARS)('federal holidays of %i are those that another program computes', (year) => {
  expect(daysByUs(year)).toEqual(daysByOracle(year));
});
