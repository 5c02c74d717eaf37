/** Below this, Stirling's series with the terms kept here is not exact to the last bits. */
const STIRLING_FROM = 10;

/** Bernoulli numbers B(2k) / (2k (2k − 1)), k = 1 … 7. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156] as const;

/**
 * ln Γ(x) for x > 0. Stirling's series (NIST DLMF 5.11.1), after Γ(x) = Γ(x + 1) / x has brought
 * small x up to where it is exact.
 */
export function lnGamma(x: number): number {
  if (x < STIRLING_FROM) return lnGamma(x + 1) - Math.log(x);
  const series = STIRLING.reduceRight((sum, term) => sum / (x * x) + term, 0) / x;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series;
}
