import type { Arm, Day } from '../days/day.ts';
import { everyMinutes, type Rule } from './rule.ts';

const BUCKETS = 60;
const PAIRS = BUCKETS * BUCKETS;
const Z_AT_98_PERCENT = 2.326;
const TOLERANCE = 0.25;

/** Place of the lower bound among the sorted differences, by the normal approximation of Mann and Whitney. */
const LOWER_BOUND = Math.floor(
  PAIRS / 2 - Z_AT_98_PERCENT * Math.sqrt((PAIRS * (2 * BUCKETS + 1)) / 12),
);

/**
 * Kayenta's judge, once an hour: are the error rates of the hour's minutes larger in the treated arm? Score: how
 * far the lower bound of the shift lies above what is tolerated.
 */
export const kayenta: Rule = {
  name: 'Kayenta-style',
  minutesBetweenLooks: BUCKETS,
  threshold: 0,
  scores: (day: Day) =>
    everyMinutes(BUCKETS, (minute) =>
      shiftAboveTolerance(ratesBefore(day.on, minute), ratesBefore(day.off, minute)),
    ),
};

/** Sorted error rates of the minutes of the hour that ends here; a minute without requests has none. */
function ratesBefore({ requests, errors }: Arm, minute: number): Float64Array {
  const rates = Float64Array.from({ length: BUCKETS }, (_, n) => {
    const bucket = minute - n;
    return (errors[bucket] ?? 0) / Math.max(1, requests[bucket] ?? 0);
  });
  return rates.sort();
}

function shiftAboveTolerance(treated: Float64Array, control: Float64Array): number {
  if (treated.every((rate, n) => rate === control[n])) return -Infinity;
  // The bound isn't above zero, and so above no tolerance: sorting all pairs can be spared.
  if (pairsNotAbove(treated, control) > LOWER_BOUND) return -Infinity;
  const differences = new Float64Array(PAIRS);
  treated.forEach((rate, n) => {
    control.forEach((other, m) => (differences[n * BUCKETS + m] = rate - other));
  });
  differences.sort();
  const middle = ((differences[PAIRS / 2 - 1] ?? 0) + (differences[PAIRS / 2] ?? 0)) / 2;
  return (differences[LOWER_BOUND] ?? 0) - TOLERANCE * Math.abs(middle);
}

/** Pairs in which the treated rate is not above the control's; both are sorted. */
function pairsNotAbove(treated: Float64Array, control: Float64Array): number {
  let below = 0;
  return treated.reduce((pairs, rate) => {
    while (below < BUCKETS && (control[below] ?? 0) < rate) below++;
    return pairs + BUCKETS - below;
  }, 0);
}
