import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Chance for a simulation: fast, and the same again from the same seed. */
export type Random = {
  /** At least 0, less than 1, in steps of 2⁻³². */
  uniform(): number;
  exponential(mean: number): number;
  poisson(mean: number): number;
  /** How many tries until the first that succeeds, that one included. */
  geometric(success: number): number;
};

/** exp(−mean) must stay far from the smallest number there is. */
const LARGEST_MEAN_AT_ONCE = 400;

/** A seed in words, so that each run of each cell has a stream of its own: `1, outage, run 17`. */
export function randomFrom(seed: string): Random {
  const words = [1, 2, 3, 4].map((start) => hash(seed, start));
  const generator = xoroshiro128plusFromState(words);
  const uniform = (): number => (generator.next() >>> 0) / 2 ** 32;
  const poisson = (mean: number): number =>
    mean > LARGEST_MEAN_AT_ONCE
      ? poisson(mean / 2) + poisson(mean / 2)
      : factorsAbove(Math.exp(-mean), uniform);
  return {
    uniform,
    poisson,
    exponential: (mean) => -Math.log(1 - uniform()) * mean,
    geometric: (success) => 1 + Math.floor(Math.log(1 - uniform()) / Math.log(1 - success)),
  };
}

/** How often a product of uniform numbers stays above the limit: a Poisson number (Knuth). */
function factorsAbove(limit: number, uniform: () => number): number {
  let factors = 0;
  for (let product = uniform(); product > limit; product *= uniform()) factors++;
  return factors;
}

/** Seeds that differ in one letter differ everywhere here (the finalizer of MurmurHash3 at each byte). */
function hash(text: string, start: number): number {
  return new TextEncoder().encode(text).reduce((word, byte) => mixed(word ^ byte), start);
}

function mixed(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  // Zero would stay zero.
  return ((word ^ (word >>> 16)) + 0x6d2b79f5) | 0;
}
