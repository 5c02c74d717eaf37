import { defaultCeiling, logFloor, logMixture } from '../guard/index.ts';
import type { Units } from './counts.ts';

/**
 * Where the count of people with an error stood at each planned restart. The floor begins anew there, besides
 * going on, or months of good days would hide a bad hour.
 */
export type FloorStarts = { readonly planned: number; readonly starts: readonly Units[] };

const CEILING = defaultCeiling(0);

/**
 * ln of the evidence against “at most 3 % of people have an error on a day”, restarts and all. A restart counts
 * the whole day in which it falls, people who were well before it included: that can only weaken it.
 */
export function logFloorEvidence(now: Units, { planned, starts }: FloorStarts): number {
  const since = starts.map((start) =>
    logFloor({
      errors: now.errors - start.errors,
      users: now.units - start.unitsBeforeToday,
      ceiling: CEILING,
    }),
  );
  const fromStart = logFloor({ errors: now.errors, users: now.units, ceiling: CEILING });
  return logMixture({ planned, fromStart, since });
}
