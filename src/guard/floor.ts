import { logMeanExp } from './logarithms.ts';

/** How many times the ceiling the evidence bets on, with equal stakes. */
const FLOOR_GRID = [1.5, 2, 3, 5, 10, 20, 50] as const;
const LARGEST_ERROR_SHARE = 0.95;

/** People so far (one unit is one person on one day), those with an error, and what is tolerated. */
export type FloorCount = {
  readonly errors: number;
  readonly users: number;
  /** Tolerated share of units with an error, above 0 and below 0.95. */
  readonly ceiling: number;
};

/** ln of the evidence against “at most the ceiling’s share of units has an error”; needs no other arm. */
export function logFloor({ errors, users, ceiling }: FloorCount): number {
  const bets = new Set(FLOOR_GRID.map((times) => Math.min(LARGEST_ERROR_SHARE, ceiling * times)));
  return logMeanExp(
    [...bets].map(
      (share) =>
        errors * Math.log(share / ceiling) +
        (users - errors) * (Math.log1p(-share) - Math.log1p(-ceiling)),
    ),
  );
}

/** Why there can be no such count, as a sentence; null when there can. */
export function floorProblem({ errors, users, ceiling }: FloorCount): string | null {
  if (!isCount(errors) || !isCount(users) || errors > users) {
    return `The counts are ${errors} errors of ${users} users. Both are whole numbers, the first not above the second.`;
  }
  if (ceiling > 0 && ceiling < LARGEST_ERROR_SHARE) return null;
  return `The ceiling is ${ceiling}. It lies above 0 and below ${LARGEST_ERROR_SHARE}; 0.03 is 3%.`;
}

/** The ceiling when the plan names none: 3%, or five times the share before the release. */
export function defaultCeiling(shareBefore: number): number {
  return Math.max(0.03, 5 * shareBefore);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
