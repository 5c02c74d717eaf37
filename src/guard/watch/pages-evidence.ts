import { defaultCeiling, logFloor } from '../floor.ts';
import { HARM_GRID, logEvidence } from '../labels/evidence.ts';
import { logMixture } from '../labels/restarts.ts';
import { unitsSince, type Pages, type Units } from './counts.ts';

/**
 * The counts of people at each planned restart. The floor restarts there besides going on, or months of good days
 * would hide a bad hour.
 */
export type PagesStarts = { readonly planned: number; readonly starts: readonly Pages[] };

const CEILING = defaultCeiling(0);

/**
 * ln of the evidence against “at most 3% of people have an error on a day” on these pages, restarts included. A
 * restart counts its whole day, which can only weaken it.
 */
export function logFloorEvidence(where: keyof Pages, now: Pages, starts: PagesStarts): number {
  return sinceAllStarts(now, starts, (pages) => logFloorOf(pages[where]));
}

/**
 * ln of the evidence that the feature's own pages fail more often than the other pages do, restarts included.
 * Where everyone has the feature there are no people to compare with, but there are pages: an outage of everything
 * fails people on each page as often as they visit it. The share is estimated from the visits, so this is a key and
 * no guarantee; that one person sees the other pages more often only makes it weaker.
 */
export function logOwnPagesEvidence(now: Pages, starts: PagesStarts): number {
  return sinceAllStarts(now, starts, logOwnPages);
}

function sinceAllStarts(
  now: Pages,
  { planned, starts }: PagesStarts,
  logOf: (pages: Pages) => number,
): number {
  const since = starts.map((start) =>
    logOf({
      feature: unitsSince(start.feature, now.feature),
      elsewhere: unitsSince(start.elsewhere, now.elsewhere),
    }),
  );
  return logMixture({ planned, fromStart: logOf(now), since });
}

function logFloorOf({ errors, units }: Units): number {
  return logFloor({ errors, users: units, ceiling: CEILING });
}

function logOwnPages({ feature, elsewhere }: Pages): number {
  const share = feature.units / Math.max(1, feature.units + elsewhere.units);
  const counts = [{ share, on: feature.errors, off: elsewhere.errors }];
  return logEvidence({ grid: HARM_GRID, counts });
}
