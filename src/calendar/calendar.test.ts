import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import {
  civilDate,
  dayInEasternTime,
  daysBetween,
  plusDays,
  weekdayName,
  type CivilDate,
} from './civil-date.ts';
import { federalHolidayOn } from './federal-holidays.ts';
import { closedBecause, isFriday, nextWorkingDay } from './working-days.ts';

const iso = (text: string): CivilDate => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
};

/** As the Office of Personnel Management publishes the days on which federal offices are closed. */
const PUBLISHED: Readonly<Record<number, readonly string[]>> = {
  2021: [
    '01-01',
    '01-18',
    '02-15',
    '05-31',
    '06-18',
    '07-05',
    '09-06',
    '10-11',
    '11-11',
    '11-25',
    '12-24',
    '12-31',
  ],
  2023: [
    '01-02',
    '01-16',
    '02-20',
    '05-29',
    '06-19',
    '07-04',
    '09-04',
    '10-09',
    '11-10',
    '11-23',
    '12-25',
  ],
  2026: [
    '01-01',
    '01-19',
    '02-16',
    '05-25',
    '06-19',
    '07-03',
    '09-07',
    '10-12',
    '11-11',
    '11-26',
    '12-25',
  ],
};

test.each(Object.entries(PUBLISHED))(
  'federal offices are closed in %s as published',
  (year, days) => {
    const first = { year: Number(year), month: 1, day: 1 };
    const all = Array.from({ length: 365 }, (_, index) => plusDays(first, index));
    const closed = all.filter((date) => federalHolidayOn(date) !== null && !isWeekend(date));
    expect(closed).toEqual(days.map((day) => iso(`${year}-${day}`)));
  },
);

const isWeekend = (date: CivilDate) => ['Saturday', 'Sunday'].includes(weekdayName(date));

test('a holiday is one on its own day, and on the day on which it is observed', () => {
  for (const day of ['2026-07-03', '2026-07-04', '2021-12-31', '2022-01-01', '2022-12-25']) {
    expect(federalHolidayOn(iso(day))).not.toBeNull();
  }
  expect(federalHolidayOn(iso('2022-12-26'))).toBe('Christmas Day');
  expect(federalHolidayOn(iso('2026-07-05'))).toBeNull();
});

test('Juneteenth is no holiday before it was one', () => {
  expect(federalHolidayOn(iso('2020-06-19'))).toBeNull();
});

describe('a day', () => {
  it('is named as in the calendar', () => {
    expect(weekdayName(iso('1970-01-01'))).toBe('Thursday');
    expect(weekdayName(iso('1969-12-31'))).toBe('Wednesday');
    expect(weekdayName(iso('2024-04-08'))).toBe('Monday');
    expect(isFriday(iso('2025-02-28'))).toBe(true);
  });

  it('is none when the month has no such day', () => {
    expect(civilDate(2024, 2, 29)).toEqual(iso('2024-02-29'));
    expect(civilDate(2023, 2, 29)).toBeNull();
    expect(civilDate(2024, 13, 1)).toBeNull();
    expect(civilDate(2024, 0, 10)).toBeNull();
  });

  it('is that of the Eastern time zone', () => {
    expect(dayInEasternTime(new Date('2024-04-08T03:59:00Z'))).toEqual(iso('2024-04-07'));
    expect(dayInEasternTime(new Date('2024-04-08T04:00:00Z'))).toEqual(iso('2024-04-08'));
  });

  it('is so whichever moment was asked about before', () => {
    const plainly = { timeZone: 'America/New_York', dateStyle: 'short' } as const;
    const years = { min: new Date('1900-01-01'), max: new Date('2100-01-01') };
    const moments = fc.date({ ...years, noInvalidDate: true });
    fc.assert(
      fc.property(moments, fc.integer({ min: -7_200_000, max: 7_200_000 }), (moment, ms) => {
        for (const one of [moment, new Date(moment.getTime() + ms)]) {
          const { year, month, day } = dayInEasternTime(one);
          const shown = `${month}/${day}/${String(year % 100).padStart(2, '0')}`;
          expect(shown).toBe(one.toLocaleDateString('en-US', plainly));
        }
      }),
    );
  });

  it('is as far from another as one counts', () => {
    expect(daysBetween(iso('2024-03-13'), iso('2024-04-08'))).toBe(26);
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: 60_000 }), (days) => {
        expect(daysBetween(iso('2000-03-01'), plusDays(iso('2000-03-01'), days))).toBe(days);
      }),
    );
  });

  it('is followed by a working day that is no Friday', () => {
    expect(nextWorkingDay(iso('2025-07-03'))).toEqual(iso('2025-07-07'));
    expect(nextWorkingDay(iso('2026-12-24'))).toEqual(iso('2026-12-28'));
    expect(closedBecause(iso('2025-07-04'))).toBe('a federal holiday (Independence Day)');
    expect(closedBecause(iso('2025-07-05'))).toBe('a Saturday');
    expect(closedBecause(iso('2025-07-07'))).toBeNull();
  });
});
