/** ln of the sum of exp(values), without overflow. Empty: minus infinity. */
export function logSumExp(values: readonly number[]): number {
  const largest = Math.max(...values);
  // Infinity minus infinity is not a number; both infinities are their own sum.
  if (!Number.isFinite(largest)) return largest;
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}

/** ln of the mean of exp(values). */
export function logMeanExp(values: readonly number[]): number {
  return logSumExp(values) - Math.log(values.length);
}

/** ln of the evidence at which a budget of false rollbacks is spent: no earlier, by Ville's inequality. */
export function thresholdAt(budget: number): number {
  return Math.log(1 / budget);
}
