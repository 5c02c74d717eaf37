import { HARM_GRID, logEvidence, logMixture } from '../guard/index.ts';
import type { Counts, Units } from './counts.ts';
import type { FloorStarts } from './floor.ts';

type Pages = Pick<Counts, 'feature' | 'elsewhere'>;

/**
 * ln of the evidence that the feature's own pages fail more often than the other pages do, restarts and all.
 * Where everybody has the feature there is nobody to compare with, but there are pages: an outage of everybody
 * fails people here and there as often as they come here and there. The share is estimated from who came, so this
 * is a key and no guarantee; that others are seen by one person more often only makes it weaker.
 */
export function logOwnPagesEvidence(
  { feature, elsewhere }: Pages,
  starts: Readonly<Record<keyof Pages, FloorStarts>>,
): number {
  const since = starts.feature.starts.flatMap((start, index) => {
    const other = starts.elsewhere.starts[index];
    return other
      ? [logOwnPages({ feature: after(start, feature), elsewhere: after(other, elsewhere) })]
      : [];
  });
  const fromStart = logOwnPages({ feature, elsewhere });
  return logMixture({ planned: starts.feature.planned, fromStart, since });
}

function logOwnPages({ feature, elsewhere }: Pages): number {
  const share = feature.units / Math.max(1, feature.units + elsewhere.units);
  const counts = [{ share, on: feature.errors, off: elsewhere.errors }];
  return logEvidence({ grid: HARM_GRID, counts });
}

/** As in the floor: the whole day in which the restart falls. */
function after(start: Units, now: Units): Units {
  const units = now.units - start.unitsBeforeToday;
  return { errors: now.errors - start.errors, units, unitsBeforeToday: 0 };
}
