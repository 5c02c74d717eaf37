import { HARM_GRID, logEvidence } from '../labels/evidence.ts';
import { logMixture } from '../labels/restarts.ts';
import { unitsSince, type Pages } from './counts.ts';
import type { PagesStarts } from './floor.ts';

/**
 * ln of the evidence that the feature's own pages fail more often than the other pages do, restarts and all.
 * Where everybody has the feature there is nobody to compare with, but there are pages: an outage of everybody
 * fails people here and there as often as they come here and there. The share is estimated from who came, so this
 * is a key and no guarantee; that others are seen by one person more often only makes it weaker.
 */
export function logOwnPagesEvidence(now: Pages, { planned, starts }: PagesStarts): number {
  const since = starts.map((start) =>
    logOwnPages({
      feature: unitsSince(start.feature, now.feature),
      elsewhere: unitsSince(start.elsewhere, now.elsewhere),
    }),
  );
  return logMixture({ planned, fromStart: logOwnPages(now), since });
}

function logOwnPages({ feature, elsewhere }: Pages): number {
  const share = feature.units / Math.max(1, feature.units + elsewhere.units);
  const counts = [{ share, on: feature.errors, off: elsewhere.errors }];
  return logEvidence({ grid: HARM_GRID, counts });
}
