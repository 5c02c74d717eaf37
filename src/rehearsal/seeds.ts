/** So many seeds out of one, far apart; the first is the seed itself, so that one run can be had again alone. */
export function seedsFrom(seed: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (seed + index * GOLDEN) | 0);
}

/** 2^32 divided by the golden ratio: its multiples are spread evenly over all 32-bit numbers. */
const GOLDEN = 0x9e3779b9;
