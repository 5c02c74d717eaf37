import { expect, test } from 'vitest';

import { businessDaysBetween } from './business-days.ts';

test.each([
  ['2026-11-16T10:00-05:00', '2026-11-17T09:59-05:00', 0],
  ['2026-11-16T10:00-05:00', '2026-11-17T10:00-05:00', 1],
  ['2026-11-20T10:00-05:00', '2026-11-22T23:00-05:00', 0],
  ['2026-11-20T10:00-05:00', '2026-11-23T10:00-05:00', 1],
  // Thanksgiving is a holiday.
  ['2026-11-25T10:00-05:00', '2026-11-27T10:00-05:00', 1],
  // The clocks go back on November 1, a Sunday.
  ['2026-10-30T00:30-04:00', '2026-11-03T00:30-05:00', 2],
  ['2026-11-17T10:00-05:00', '2026-11-16T10:00-05:00', 0],
])('from %s to %s there are %i', (from, to, days) => {
  expect(businessDaysBetween(new Date(from), new Date(to))).toBe(days);
});
