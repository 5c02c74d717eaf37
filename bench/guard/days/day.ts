import type { Label } from '../../../src/guard/index.ts';

/** What a guard could have seen of one day, minute by minute, and whom the change harmed meanwhile. */
export type Day = {
  /** People treated: the feature is on for them. */
  readonly on: Arm;
  readonly off: Arm;
  /** Each person's first error, in the order of time. */
  readonly firstErrors: readonly FirstError[];
  /** Share of people who meet an error on a quiet day, as it would have been measured before the release. */
  readonly erringShareBefore: number;
  /** When each person was first given an error by the change itself, in minutes, in no order. No rule sees it. */
  readonly harmedAt: number[];
};

/** Counts by minute of one arm. */
export type Arm = {
  readonly visitors: Counts;
  readonly requests: Counts;
  readonly errors: Counts;
  /** People by the minute of their first error. */
  readonly newlyErring: Counts;
};

export type FirstError = Label & {
  /** Minutes since the day began. */
  readonly at: number;
};

export type Counts = Int32Array;

export const MINUTES_A_DAY = 1_440;

export function emptyDay(known: Pick<Day, 'firstErrors' | 'erringShareBefore'>): Day {
  return { ...known, on: emptyArm(), off: emptyArm(), harmedAt: [] };
}

function emptyArm(): Arm {
  return {
    visitors: nothingCounted(),
    requests: nothingCounted(),
    errors: nothingCounted(),
    newlyErring: nothingCounted(),
  };
}

function nothingCounted(): Counts {
  return new Int32Array(MINUTES_A_DAY);
}

export function count(counts: Counts, at: number, more = 1): void {
  const minute = Math.floor(at);
  counts[minute] = (counts[minute] ?? 0) + more;
}

/** By minute: the sum of this minute and of those before it, as many in all as the window is long. */
export function trailing(counts: Counts, window: number): Counts {
  let sum = 0;
  return counts.map((here, minute) => (sum += here - (counts[minute - window] ?? 0)));
}

export function sinceTheStart(counts: Counts): Counts {
  return trailing(counts, MINUTES_A_DAY);
}
