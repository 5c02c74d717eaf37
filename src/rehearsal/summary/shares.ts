/** The middle of some values, and what nine in ten of them are not above; null where there is none. */
export type Spread = { readonly median: number | null; readonly p90: number | null };

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] ?? null;
  return { median: at(0.5), p90: at(0.9) };
}

/** From 0 to 1; 0 of nothing. */
export function share(some: readonly unknown[], all: readonly unknown[]): number {
  return all.length === 0 ? 0 : some.length / all.length;
}

/** Between these two a share lies that was estimated from runs; each holds with 95% confidence. */
export type ShareBounds = { readonly lower95: number; readonly upper95: number };

/** Of something that happened in `happened` of `runs` runs (Clopper and Pearson, each side by itself). */
export function boundsOf(happened: number, runs: number): ShareBounds {
  return { lower95: 1 - atMostShare(runs - happened, runs), upper95: atMostShare(happened, runs) };
}

/** The share at which so few happenings have a chance of one in twenty. */
function atMostShare(happened: number, runs: number): number {
  if (runs === 0 || happened >= runs) return 1;
  let [low, high] = [0, 1];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (chanceOfAtMost(happened, runs, middle) > CHANCE) low = middle;
    else high = middle;
  }
  return high;
}

const CHANCE = 0.05;
const HALVINGS = 50;

function chanceOfAtMost(happened: number, runs: number, share: number): number {
  let logTerm = runs * Math.log1p(-share);
  let sum = Math.exp(logTerm);
  for (let count = 1; count <= happened; count += 1) {
    logTerm += Math.log((runs - count + 1) / count) + Math.log(share) - Math.log1p(-share);
    sum += Math.exp(logTerm);
  }
  return sum;
}
