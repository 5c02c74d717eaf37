import { HARM_GRID } from '../labels/evidence.ts';
import { logMeanExp } from '../logarithms.ts';

/** The process that the figures are for: a constant share, and ln of the evidence at which it fires. */
export type Process = {
  readonly share: number;
  readonly threshold: number;
  /** The rate ratio that is still no harm; 1, which tolerates none, where nothing is said. */
  readonly tolerance?: number;
};

/**
 * How many of `labels` must be of people with the feature for the evidence to cross; more than
 * `labels` when all would not do. To be asked for 1, 2, 3 … labels, each number once.
 */
export function boundaryOf({
  share,
  threshold,
  tolerance = 1,
}: Process): (labels: number) => number {
  const perLabel = (rateRatio: number) => Math.log1p(share * (rateRatio - 1));
  const bets = HARM_GRID.map((rate) => ({
    treated: Math.log(rate),
    each: perLabel(tolerance * rate) - perLabel(tolerance),
  }));
  const logEvidence = (treated: number, labels: number) =>
    logMeanExp(bets.map((bet) => treated * bet.treated - labels * bet.each));
  let treated = 0;
  // A label more never lowers the boundary, because each one that is not treated lowers the evidence.
  return (labels) => {
    while (treated <= labels && logEvidence(treated, labels) < threshold) treated += 1;
    return treated;
  };
}
