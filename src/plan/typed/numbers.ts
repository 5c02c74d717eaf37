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

/** `1,500`, `0.5`, `7`; no sign. */
export const NUMBER = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';

/** `7`, `1,500`, `one`, `a`; null for other words. */
export function wordOrNumber(written: string): number | null {
  const plain = written.toLowerCase().replaceAll(',', '');
  if (/^\d/.test(plain)) return Number(plain);
  if (/^an?$/.test(plain)) return 1;
  const index = NUMBER_WORDS.indexOf(plain);
  return index === -1 ? null : index;
}

/** `20k` and `20 thousand` are 20,000. */
export function scaled(number: number, scale: string | undefined): number {
  const factor = { k: 1_000, thousand: 1_000, million: 1_000_000 }[scale?.toLowerCase() ?? ''] ?? 1;
  return Math.round(number * factor * 1e6) / 1e6;
}
