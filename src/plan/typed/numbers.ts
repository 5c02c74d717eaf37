import { numberIn, product } from '../../lib/written/index.ts';

export const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** `7`, `1,500`, `one`, `a`; null for other words. */
export function wordOrNumber(written: string): number | null {
  const number = numberIn(written);
  if (number !== null) return number;
  const word = written.toLowerCase();
  if (/^an?$/.test(word)) return 1;
  const index = NUMBER_WORDS.indexOf(word);
  return index === -1 ? null : index;
}

/** `20k` and `20 thousand` are 20,000. */
export function scaled(number: number, scale: string | undefined): number {
  return product(number, FACTORS[scale?.trim().toLowerCase() ?? ''] ?? 1);
}

const FACTORS: Readonly<Record<string, number>> = {
  k: 1_000,
  hundred: 100,
  thousand: 1_000,
  million: 1_000_000,
};
