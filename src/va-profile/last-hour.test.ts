import fc from 'fast-check';
import { expect, test } from 'vitest';

import { HOUR_MS, MINUTE_MS } from '../lib/duration.ts';
import { createHourBook } from './last-hour.ts';

function bookAt(start = 5 * MINUTE_MS) {
  const clock = { now: start };
  return { clock, book: createHourBook(() => clock.now) };
}
const took = (durationMs: number, attempts = 1) =>
  ({ outcome: 'answered', sent: { durationMs, attempts } }) as const;

test('nothing asked in an hour has no percentile, and no outcome', () => {
  const { book, clock } = bookAt();
  clock.now += 2 * HOUR_MS;
  const none = { countedMs: HOUR_MS, outcomes: new Map(), sent: 0, retried: 0, latency: null };
  expect(book.figures()).toEqual(none);
});

test('what was asked more than an hour ago is forgotten, and what was not is counted', () => {
  const { book, clock } = bookAt();
  book.note(took(900, 2));
  clock.now += 30 * MINUTE_MS;
  book.note({ outcome: 'breaker-open', sent: null });
  expect(book.figures()).toMatchObject({ countedMs: 30 * MINUTE_MS, sent: 1, retried: 1 });
  clock.now += 30 * MINUTE_MS;
  expect(book.figures()).toEqual({
    ...{ countedMs: HOUR_MS, sent: 0, retried: 0, latency: null },
    outcomes: new Map([['breaker-open', 1]]),
  });
});

test('percentiles are those of the questions, to a twentieth', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1 }), (durations) => {
      const { book, clock } = bookAt();
      for (const durationMs of durations) {
        book.note(took(durationMs));
        clock.now += 100;
      }
      const sorted = durations.toSorted((one, other) => one - other);
      const { latency } = book.figures();
      const exact = sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 0;
      expect(latency?.longest).toBe(sorted.at(-1));
      expect(latency?.p95).toBeGreaterThanOrEqual(exact / 1.05 - 1);
      expect(latency?.p95).toBeLessThanOrEqual(exact * 1.05 + 1);
    }),
  );
});
