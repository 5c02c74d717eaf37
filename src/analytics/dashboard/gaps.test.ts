import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TakingSpan } from '../kept/taking.ts';
import { daysThrough, gapsBetween, takingOn } from './gaps.ts';

const minuteOf = (iso: string) => Date.parse(iso) / 60_000;
const span = (from: string, through: string): TakingSpan => ({
  from: minuteOf(from),
  through: minuteOf(through),
});

describe('times in which no events were taken', () => {
  const morning = span('2024-04-08T12:00Z', '2024-04-08T15:00Z');

  test('lie between the times of signs, and after the last one as long as none comes', () => {
    const evening = span('2024-04-08T20:00Z', '2024-04-08T21:00Z');
    expect(gapsBetween([evening, morning], new Date('2024-04-08T23:00Z'))).toEqual([
      { from: '2024-04-08T15:01:00.000Z', until: '2024-04-08T20:00:00.000Z' },
      { from: '2024-04-08T21:01:00.000Z', until: null },
    ]);
  });

  test('are none where another instance took them, or a restart was quick', () => {
    const other = span('2024-04-08T13:00Z', '2024-04-08T18:00Z');
    const restarted = span('2024-04-08T18:02Z', '2024-04-08T19:00Z');
    expect(gapsBetween([morning, other, restarted], new Date('2024-04-08T19:02Z'))).toEqual([]);
  });

  test('are not known from before the first sign', () => {
    expect(gapsBetween([], new Date('2024-04-08T19:00Z'))).toEqual([]);
  });

  test('and the times of signs never overlap, whatever instances noted', () => {
    const spans = fc.array(
      fc.record({ from: fc.nat(5_000), length: fc.nat(300) }).map(({ from, length }) => ({
        from,
        through: from + length,
      })),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(spans, (noted) => {
        const gaps = gapsBetween(noted, new Date(6_000 * 60_000));
        for (const { from, until } of gaps) {
          const [first, next] = [minuteOf(from), until === null ? Infinity : minuteOf(until)];
          expect(noted.some((one) => one.from < next && one.through >= first)).toBe(false);
        }
      }),
    );
  });
});

describe('a day in Eastern Time', () => {
  const noon = new Date('2024-11-05T17:00Z');
  const allDay = { from: '2024-11-03T04:00:00.000Z', until: '2024-11-04T05:00:00.000Z' };

  test('of 25 hours is missed when all of them are', () => {
    expect(takingOn('2024-11-03', [allDay], noon)).toEqual({
      missedMinutes: 1_500,
      isMissed: true,
    });
    const shorter = { ...allDay, until: '2024-11-04T04:00:00.000Z' };
    expect(takingOn('2024-11-03', [shorter], noon)).toMatchObject({ isMissed: false });
  });

  test('counts until now while it lasts', () => {
    const gap = { from: '2024-11-05T05:00:00.000Z', until: null };
    expect(takingOn('2024-11-05', [gap], noon)).toEqual({ missedMinutes: 720, isMissed: true });
  });

  test('follows the one before, also over the end of a month and a change of clocks', () => {
    expect(daysThrough('2024-02-28', '2024-03-01')).toEqual([
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
    ]);
    expect(daysThrough('2024-11-02', '2024-11-04')).toHaveLength(3);
  });
});
