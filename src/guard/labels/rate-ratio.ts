import { logMeanExp, thresholdAt } from '../logarithms.ts';
import { logEvidence, type Evidence } from './evidence.ts';
import { logLikelihood } from './label.ts';

/** How often an upper bound may be wrong. */
export const BETA = 0.05;

/** How far below the tolerated rate ratio the evidence of safety bets, with equal stakes. */
const SAFETY_GRID = [2 / 3, 1 / 2, 1 / 3, 1 / 5] as const;

/** ln of the rate ratios between which bounds are searched: from 1e-17 to 1e17. */
const WIDEST = 40;

/**
 * The lower bound of the rate ratio at level 1 − alpha, valid at all times; 0 when there is none.
 * Of all bounds seen the highest holds: see `raised`.
 */
export function lowerBound(evidence: Evidence, alpha: number): number {
  const excluded = (ln: number) => logEvidence(evidence, Math.exp(ln)) >= thresholdAt(alpha);
  return excluded(-WIDEST) ? Math.exp(lastTrue(excluded, -WIDEST, WIDEST)) : 0;
}

/**
 * The upper bound of the rate ratio at level 1 − beta; infinity when there is none. The labels must
 * carry the share at risk (`shareAtRisk`), and few enough people must have erred (`mayClaimSafety`).
 */
export function upperBound(evidence: Evidence, beta: number): number {
  const excluded = (ln: number) => logSafety(evidence, Math.exp(-ln)) >= thresholdAt(beta);
  return excluded(-WIDEST) ? Math.exp(-lastTrue(excluded, -WIDEST, WIDEST)) : Infinity;
}

/** The running maximum of lower bounds. Searches only when the new evidence excludes more. */
export function raised(bound: number, evidence: Evidence, alpha: number): number {
  if (bound > 0 && logEvidence(evidence, bound) < thresholdAt(alpha)) return bound;
  return Math.max(bound, lowerBound(evidence, alpha));
}

/** ln of the evidence against “the rate ratio is at least `rateRatio`”. */
export function logSafety({ counts }: Evidence, rateRatio: number): number {
  const nullHypothesis = logLikelihood(counts, rateRatio);
  return logMeanExp(
    SAFETY_GRID.map((part) => logLikelihood(counts, rateRatio * part) - nullHypothesis),
  );
}

/** Bisection to the last bit: where a question that is true at `from` stops being so. */
function lastTrue(question: (at: number) => boolean, from: number, to: number): number {
  const middle = (from + to) / 2;
  if (middle === from || middle === to) return from;
  return question(middle) ? lastTrue(question, middle, to) : lastTrue(question, from, middle);
}
