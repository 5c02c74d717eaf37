import { crossings, treatedShare, type Crossing, type Process } from '../../../src/guard/index.ts';

/** How many people with the feature have had an error by the time the evidence crosses. */
type TreatedErrors = {
  readonly mean: number;
  readonly median: number;
  readonly p90: number;
};

/** Paths that are still open at this chance change no figure that is shown. */
const NEGLIGIBLE = 1e-10;
const MOST_LABELS = 20_000;

/** The price of detection in people, exact; null for a rate ratio that may never be caught. */
export function treatedErrorsAtCrossing(process: Process, rateRatio: number): TreatedErrors | null {
  const crossed: Crossing[] = [];
  let open = 1;
  const chance = treatedShare({ share: process.share, rateRatio });
  for (const crossing of crossings(process, chance)) {
    crossed.push(crossing);
    open -= crossing.chance;
    if (open < NEGLIGIBLE) return summary(crossed);
    if (crossing.labels >= MOST_LABELS) return null;
  }
  return null;
}

function summary(crossed: readonly Crossing[]): TreatedErrors {
  const mean = crossed.reduce((sum, { treated, chance }) => sum + treated * chance, 0);
  return { mean, median: quantile(crossed, 0.5), p90: quantile(crossed, 0.9) };
}

/** The treated labels never become fewer from one crossing to the next, so their order is by size. */
function quantile(crossed: readonly Crossing[], level: number): number {
  let below = 0;
  const at = crossed.find(({ chance }) => {
    below += chance;
    return below >= level;
  });
  return at?.treated ?? 0;
}
