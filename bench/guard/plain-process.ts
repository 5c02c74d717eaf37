/** The label process of the guard, plain: to be replaced by the product's own. */
const RATE_RATIOS = [1.5, 2, 3, 5, 10, 20, 50, 100];

export type Evidence = readonly number[];
export type Label = { readonly arm: 'on' | 'off'; readonly share: number };

export function emptyEvidence(): Evidence {
  return RATE_RATIOS.map(() => 0);
}

export function afterLabel(evidence: Evidence, { arm, share }: Label): Evidence {
  return RATE_RATIOS.map(
    (ratio, j) =>
      (evidence[j] ?? 0) +
      (arm === 'on' ? Math.log(ratio) : 0) -
      Math.log(share * ratio + 1 - share),
  );
}

export function logEvidence(evidence: Evidence): number {
  const most = Math.max(...evidence);
  return (
    most + Math.log(evidence.reduce((sum, ll) => sum + Math.exp(ll - most), 0) / evidence.length)
  );
}
