import fc from 'fast-check';
import { expect, test } from 'vitest';

import { dayInEasternTime, daysBetween } from './civil-date.ts';
import { daysLater, monthLater } from './later.ts';

const MONTHS = [
  ['2024-04-08T14:00:00Z', '2024-05-08T14:00:00.000Z'],
  // Ten in the evening on January 30, in winter; in UTC it is the 31st.
  ['2024-01-31T03:00:00Z', '2024-03-01T03:00:00.000Z'],
  ['2024-01-31T15:00:00Z', '2024-02-29T15:00:00.000Z'],
  // Over the change to summer time: ten in the morning stays ten in the morning.
  ['2024-02-15T15:00:00Z', '2024-03-15T14:00:00.000Z'],
  ['2023-12-31T17:00:00Z', '2024-01-31T17:00:00.000Z'],
] as const;

test.each(MONTHS)('a month after %s is %s', (from, to) => {
  expect(monthLater(new Date(from)).toISOString()).toBe(to);
});

test('a week later is the same time of day, also when the clocks change', () => {
  expect(daysLater(new Date('2024-03-08T15:00:00Z'), 7).toISOString()).toBe(
    '2024-03-15T14:00:00.000Z',
  );
});

test('so many days later are so many days in the calendar', () => {
  const moment = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2040-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, fc.nat(400), (from, days) => {
      const [first, last] = [from, daysLater(from, days)].map(dayInEasternTime);
      expect(first && last && daysBetween(first, last)).toBe(days);
    }),
  );
});
