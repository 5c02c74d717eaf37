import { inFigures } from '../../../../lib/figures.ts';
import { durationInWords } from '../../../../lib/duration.ts';
import type { Spread } from '../../../../rehearsal/index.ts';

/** `2 days (9 in 10: 3 days)`; the second only where it differs. */
export function timeInWords({ median, p90 }: Spread): string {
  return spreadInWords(median, p90, durationInWords);
}

export function countInWords({ median, p90 }: Spread): string {
  return spreadInWords(median, p90, (count) => inFigures(count));
}

function spreadInWords(
  median: number | null,
  p90: number | null,
  inWords: (value: number) => string,
): string {
  if (median === null || p90 === null) return '–';
  const [usual, mostly] = [inWords(median), inWords(p90)];
  return usual === mostly ? usual : `${usual} (9 in 10: ${mostly})`;
}

export function ratioInWords(ratio: number | null): string {
  return ratio === null
    ? 'none'
    : `${ratio.toLocaleString('en-US', { maximumSignificantDigits: 2 })} times`;
}
