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
