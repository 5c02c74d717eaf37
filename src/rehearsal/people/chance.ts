import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Random numbers that are the same for the same seed, on every machine. */
export type Chance = {
  /** From 0 up to, but not including, 1. */
  fraction(): number;
  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number;
  /** How often something happens that happens `mean` times on average. */
  poisson(mean: number): number;
  /** How many random numbers have been drawn so far. */
  drawn(): number;
};

const TWO_TO_32 = 2 ** 32;
/** e to the minus this is far from the smallest number there is. */
const LARGEST_AT_ONCE = 30;

export function chanceOf(seed: number): Chance {
  const generator = xoroshiro128plus(seed);
  let drawn = 0;
  const fraction = () => {
    drawn += 1;
    return (generator.next() >>> 0) / TWO_TO_32;
  };
  /** Counts how many fractions it takes until their product is small (Knuth). */
  const poisson = (mean: number): number => {
    if (mean > LARGEST_AT_ONCE) return poisson(mean / 2) + poisson(mean / 2);
    const end = Math.exp(-mean);
    let count = 0;
    for (let product = fraction(); product > end; product *= fraction()) count += 1;
    return count;
  };
  return {
    fraction,
    below: (limit) => Math.floor(fraction() * limit),
    poisson,
    drawn: () => drawn,
  };
}

/** So many seeds out of one, far apart; the first is the seed itself, so that one run can be had again alone. */
export function seedsFrom(seed: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (seed + index * GOLDEN) | 0);
}

/** 2^32 divided by the golden ratio: its multiples are spread evenly over all 32-bit numbers. */
const GOLDEN = 0x9e3779b9;
