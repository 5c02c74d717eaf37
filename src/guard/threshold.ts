/** ln of the evidence at which a budget of false rollbacks is spent: no earlier, by Ville's inequality. */
export function thresholdAt(budget: number): number {
  return Math.log(1 / budget);
}
