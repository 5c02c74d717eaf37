import { distance } from 'fastest-levenshtein';

import type { Token } from './tokens.ts';

type NamedPhrase = { readonly name: string };

/** The words of the language itself: an endpoint or a name ends before them. */
const CLOSED_WORDS: ReadonlySet<string> = new Set([
  ...['on', 'with', 'without', 'excluding', 'except', 'caused', 'slower', 'over', 'in', 'during'],
  ...['for', 'of', 'per', 'by', 'at', 'below', 'under', 'less', 'lower', 'fewer', 'above', 'more'],
  ...['greater', 'higher', 'exceeds', 'no', 'not', 'equals', 'equal', 'within', 'and', 'or', 'is'],
  ...['p50', 'p90', 'p95', 'p99', 'average', 'avg', 'mean', 'median', 'max', 'min', 'minimum'],
  ...[
    'rises',
    'falls',
    'drops',
    'goes',
    'gets',
    'does',
    'exceed',
    'longer',
    'once',
    'from',
    'after',
  ],
  ...[
    'are',
    'be',
    'stays',
    'stay',
    'remains',
    'must',
    'should',
    'up',
    'to',
    'as',
    'exactly',
    'has',
    'keeps',
  ],
]);

/** How many tokens from `at` on are these words; 0 when they are not. */
export function phraseAt(tokens: readonly Token[], at: number, phrase: string): number {
  const first = tokens[at]?.text ?? ' ';
  // Asked hundreds of times a criterion, and mostly in vain.
  if (!phrase.startsWith(first)) return 0;
  const words = phrase.split(' ');
  const all = words.every((word, index) => tokens[at + index]?.text === word);
  return all ? words.length : 0;
}

export type Match<T> = { readonly found: T; readonly length: number };

/** The longest of these names that stands at `at`. */
export function longestAt<T extends NamedPhrase>(
  tokens: readonly Token[],
  at: number,
  names: readonly T[],
): Match<T> | null {
  const matches = names
    .map((found) => ({ found, length: phraseAt(tokens, at, found.name) }))
    .filter(({ length }) => length > 0);
  return matches.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** How many tokens from `at` on are one of these phrases, the longest that fits. */
export function anyPhraseAt(
  tokens: readonly Token[],
  at: number,
  phrases: readonly string[],
): number {
  return Math.max(0, ...phrases.map((phrase) => phraseAt(tokens, at, phrase)));
}

/** How many tokens from `at` on are open words: those of a surface, an endpoint or a name. */
export function openWordsAt(tokens: readonly Token[], at: number): number {
  const rest = tokens.slice(at);
  const end = rest.findIndex(({ kind, text }) => kind !== 'word' || CLOSED_WORDS.has(text));
  return end === -1 ? rest.length : end;
}

/** What the writer of these words may have meant; null when nothing is near. */
export function nearestName(words: string, names: readonly string[]): string | null {
  return nearest(words, names)?.name ?? null;
}

export type Nearness = { readonly name: string; readonly distance: number };

/** The name with the fewest edits from these words: at most a third of its length. */
export function nearest(words: string, names: readonly string[]): Nearness | null {
  const ranked = names
    .filter((name) => Math.abs(name.length - words.length) <= name.length * NEAR)
    .map((name) => ({ name, distance: distance(words, name) / name.length }))
    .toSorted((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && best.distance <= NEAR ? best : null;
}

const NEAR = 1 / 3;
