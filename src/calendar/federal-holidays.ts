import { isoDay, plusDays, weekdayOf, type CivilDate } from './civil-date.ts';

const SUNDAY = 0;
const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;

/**
 * The federal holiday that a day is, or on which offices are closed that day; null on any other. A holiday on a
 * Saturday is kept on the Friday before as well, one on a Sunday on the Monday after. Source: 5 U.S.C. 6103. Inauguration Day is
 * left out: it is kept in and around Washington alone.
 */
export function federalHolidayOn(date: CivilDate): string | null {
  const key = isoDay(date);
  // New Year's Day may be kept on the last day of the year before.
  return closedDaysOf(date.year).get(key) ?? closedDaysOf(date.year + 1).get(key) ?? null;
}

type ClosedDays = ReadonlyMap<string, string>;

const closedDays = new Map<number, ClosedDays>();

/** The holidays of a year by the days on which they are kept. A rehearsal asks for a day at each of its minutes. */
function closedDaysOf(year: number): ClosedDays {
  const known = closedDays.get(year);
  if (known) return known;
  const days = new Map(
    holidaysOf(year)
      .flatMap(({ name, date }) => [date, keptOn(date)].map((day) => [isoDay(day), name] as const))
      // The first of two on one day names it.
      .toReversed(),
  );
  closedDays.set(year, days);
  return days;
}

type Holiday = { readonly name: string; readonly date: CivilDate };

function holidaysOf(year: number): readonly Holiday[] {
  return [
    { name: 'New Year’s Day', date: { year, month: 1, day: 1 } },
    { name: 'Martin Luther King Jr. Day', date: nth(3, MONDAY, { year, month: 1 }) },
    { name: 'Washington’s Birthday', date: nth(3, MONDAY, { year, month: 2 }) },
    { name: 'Memorial Day', date: lastMonday({ year, month: 5 }) },
    // A law since June 17, 2021.
    ...(year >= 2021 ? [{ name: 'Juneteenth', date: { year, month: 6, day: 19 } }] : []),
    { name: 'Independence Day', date: { year, month: 7, day: 4 } },
    { name: 'Labor Day', date: nth(1, MONDAY, { year, month: 9 }) },
    { name: 'Columbus Day', date: nth(2, MONDAY, { year, month: 10 }) },
    { name: 'Veterans Day', date: { year, month: 11, day: 11 } },
    { name: 'Thanksgiving', date: nth(4, THURSDAY, { year, month: 11 }) },
    { name: 'Christmas Day', date: { year, month: 12, day: 25 } },
  ];
}

type Month = { readonly year: number; readonly month: number };

function nth(count: number, weekday: number, month: Month): CivilDate {
  const first = { ...month, day: 1 };
  const toFirst = (weekday - weekdayOf(first) + 7) % 7;
  return plusDays(first, toFirst + 7 * (count - 1));
}

/** May has 31 days. */
function lastMonday(month: Month): CivilDate {
  const last = { ...month, day: 31 };
  return plusDays(last, -((weekdayOf(last) - MONDAY + 7) % 7));
}

function keptOn(date: CivilDate): CivilDate {
  const weekday = weekdayOf(date);
  if (weekday === SATURDAY) return plusDays(date, -1);
  return weekday === SUNDAY ? plusDays(date, 1) : date;
}
