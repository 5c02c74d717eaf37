import { thresholdAt } from '../threshold.ts';
import { WEIGHTS } from '../judging/combination.ts';

/** The part of the label evidence that counts from the start of the stage, when there are restarts. */
const FROM_START = 1 / 2;

/**
 * ln of the evidence at which the label process surely fires in the guard as it ships: it may spend
 * its own part of the budget, and half of that from the start of the stage. The other half, on
 * restarts, can only make it fire sooner; so figures from this threshold promise too little, never too much.
 */
export function shippedThreshold(alpha: number): number {
  return thresholdAt(alpha * WEIGHTS.label * FROM_START);
}
