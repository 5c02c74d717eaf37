export type Observed = { readonly events: number; readonly trials: number; readonly level: number };

/** Clopper and Pearson's one-sided upper bound of a share: the largest that still makes so few events likely. */
export function upperBound({ events, trials, level }: Observed): number {
  if (events >= trials) return 1;
  let [low, high] = [events / trials, 1];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (chanceOfAtMost(events, { trials, share: middle }) > 1 - level) low = middle;
    else high = middle;
  }
  return high;
}

export type Binomial = { readonly trials: number; readonly share: number };

/** By logarithms, since a single chance may be smaller than any number. */
export function chanceOfAtMost(events: number, { trials, share }: Binomial): number {
  if (events < 0) return 0;
  const odds = Math.log(share) - Math.log1p(-share);
  let term = trials * Math.log1p(-share);
  let sum = Math.exp(term);
  for (let k = 1; k <= events; k++) {
    term += Math.log((trials - k + 1) / k) + odds;
    sum += Math.exp(term);
  }
  return sum;
}
