import { CLASS_ENDS_MS, classOf } from '../../release/measuring/index.ts';

/** What is counted, minute by minute. */
export const COUNTED = [
  /** Answers of the feature. */
  'requests',
  /** Those that failed through our own fault. */
  'failures',
  /** Those that asked wrongly, 4xx. */
  'clientErrors',
  /** Those that failed because the service behind the feature did. */
  'dependencyFailures',
  /** Those that had something to show. */
  'withContent',
  /** Requests of people without the feature, and those that failed. */
  'closedRequests',
  'closedFailures',
] as const;

export type Counted = (typeof COUNTED)[number];

export type MinuteCounts = ReturnType<typeof minuteCounts>;

/** Counts whose sum over any stretch of minutes is at hand. */
export function minuteCounts(minutes: number) {
  const columns = COUNTED.length + CLASS_ENDS_MS.length + 1;
  // Row m holds the sums of all minutes before m; the present minute is being added to in row `now + 1`.
  const sums = new Float64Array((minutes + 2) * columns);
  const column = new Map<Counted, number>(COUNTED.map((counted, index) => [counted, index]));
  let now = 0;
  const at = (row: number, index: number) => sums[row * columns + index] ?? 0;
  const sumSince = (from: number, index: number) =>
    at(now + 1, index) - at(Math.min(Math.max(from, 0), now + 1), index);
  const addTo = (index: number) => {
    sums[(now + 1) * columns + index] = at(now + 1, index) + 1;
  };
  return {
    add: (counted: Counted) => {
      addTo(column.get(counted) ?? 0);
    },
    addTime: (milliseconds: number) => {
      addTo(COUNTED.length + classOf(milliseconds));
    },
    /** Goes on to the next minute. */
    nextMinute: () => {
      now += 1;
      sums.copyWithin((now + 1) * columns, now * columns, (now + 1) * columns);
    },
    /** From minute `from`, included, to the present one, included. */
    since: (from: number, counted: Counted) => sumSince(from, column.get(counted) ?? 0),
    /** How many response times fell into each class since minute `from`. */
    timesSince: (from: number): readonly number[] =>
      Array.from({ length: CLASS_ENDS_MS.length + 1 }, (_, index) =>
        sumSince(from, COUNTED.length + index),
      ),
  };
}
