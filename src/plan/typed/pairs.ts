import { amountsIn, type Amount } from './amounts.ts';

/** Bugs that were found, and how many of them were mended; null is unknown. */
export type Pair = { readonly identified: Amount | null; readonly fixed: Amount | null };

/** `3 / 2`, `3/`, `0`, `3 identified, 2 fixed`; null when the words hold no number. */
export function pairIn(words: string, at: number): Pair | null {
  const line = words.split(/[\r\n]/)[0] ?? '';
  const slash = line.indexOf('/');
  if (slash !== -1) {
    const identified = firstIn(line.slice(0, slash), at);
    const fixed = firstIn(line.slice(slash + 1), at + slash + 1);
    return identified || fixed ? { identified, fixed } : null;
  }
  const counts = amountsIn(line, at).filter(({ measure }) => measure === 'count');
  const fixed = counts.find(({ unit }) => /\bfixed\b/i.test(unit ?? '')) ?? null;
  const identified = counts.find((amount) => amount !== fixed) ?? null;
  return identified || fixed ? { identified, fixed } : null;
}

function firstIn(words: string, at: number): Amount | null {
  return amountsIn(words, at).find(({ measure }) => measure === 'count') ?? null;
}
