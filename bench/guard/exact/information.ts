import { thresholdAt, treatedShare } from '../../../src/guard/index.ts';

type Effect = Parameters<typeof treatedShare>[0];

/**
 * No rule on labels that closes a harmless feature with a chance of at most `budget`, and surely
 * detects, needs on average fewer errors of people with the feature than this.
 */
export function fewestTreatedErrors(effect: Effect, budget: number): number {
  const treated = treatedShare(effect);
  return (thresholdAt(budget) * treated) / divergence(treated, effect.share);
}

/** About how many labels prove that the rate ratio lies below `effect`'s, when the feature does no harm. */
export function labelsToProveSafe(effect: Effect, beta: number): number {
  return thresholdAt(beta) / divergence(effect.share, treatedShare(effect));
}

/** Kullback and Leibler's, in nats: how much one label tells one chance from another. */
function divergence(truth: number, other: number): number {
  return truth * Math.log(truth / other) + (1 - truth) * Math.log((1 - truth) / (1 - other));
}
