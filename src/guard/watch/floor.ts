import { defaultCeiling, logFloor } from '../floor.ts';
import { logMixture } from '../labels/restarts.ts';
import { unitsSince, type Pages, type Units } from './counts.ts';

/**
 * Where the counts of people stood at each planned restart. The floor begins anew there, besides going on, or
 * months of good days would hide a bad hour.
 */
export type PagesStarts = { readonly planned: number; readonly starts: readonly Pages[] };

const CEILING = defaultCeiling(0);

/**
 * ln of the evidence against “at most 3 % of people have an error on a day” on these pages, restarts and all. A
 * restart counts its whole day, which can only weaken it.
 */
export function logFloorEvidence(
  where: keyof Pages,
  now: Pages,
  { planned, starts }: PagesStarts,
): number {
  const since = starts.map((start) => logFloorOf(unitsSince(start[where], now[where])));
  return logMixture({ planned, fromStart: logFloorOf(now[where]), since });
}

function logFloorOf({ errors, units }: Units): number {
  return logFloor({ errors, users: units, ceiling: CEILING });
}
