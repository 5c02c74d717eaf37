import type { Statistic, StatusRange } from '../criterion.ts';
import { longestAt, phraseAt } from './words/phrases.ts';
import { STATISTICS } from './clauses/statistic.ts';
import { statusesAt } from './words/status.ts';
import type { Token } from './words/tokens.ts';

/** What stands before a measure. */
export type WordsBefore = {
  readonly surface: string | null;
  /** Whether the author wants a share of what the measure counts. */
  readonly share: boolean;
  readonly statistic: Statistic | null;
  readonly withStatus: readonly StatusRange[];
};

const OPENINGS = ['if', 'when', 'roll back if', 'roll back when', 'rollback if', 'rollback when'];
const COUNTING = ['the total number of', 'the number of', 'number of', 'count of', 'total', 'the'];
const SHARING = [
  ...['the share of', 'share of', 'the percentage of', 'percentage of'],
  ...['percent of', 'the rate of', 'rate of', 'proportion of'],
];

/** What the words before the measure say; null when they are no surface’s name. */
export function wordsBefore(all: readonly Token[]): WordsBefore | null {
  const tokens = all.slice(longestOf(all, OPENINGS));
  const sharing = longestOf(tokens, SHARING);
  const named = tokens.slice(sharing === 0 ? longestOf(tokens, COUNTING) : sharing);
  const statistic = statisticIn(named);
  const plain = without(named, statistic);
  const statuses = statusesIn(plain);
  const surface = without(plain, statuses);
  if (!isName(surface)) return null;
  return {
    surface: surface.length > 0 ? surface.map(({ text }) => text).join(' ') : null,
    share: sharing > 0,
    statistic: statistic?.found.statistic ?? null,
    withStatus: statuses?.found ?? [],
  };
}

const longestOf = (tokens: readonly Token[], phrases: readonly string[]) =>
  Math.max(...phrases.map((phrase) => phraseAt(tokens, 0, phrase)));

const statisticIn = (tokens: readonly Token[]) =>
  firstOf(tokens, (at) => longestAt(tokens, at, STATISTICS));

const statusesIn = (tokens: readonly Token[]) => firstOf(tokens, (at) => statusesAt(tokens, at));

/** Words that show that a sentence, not a surface, stands before the measure. */
const NO_NAMES = new Set([
  ...['of', 'with', 'without', 'on', 'in', 'per', 'for', 'or', 'no', 'not'],
  ...['the', 'if', 'when', 'total'],
]);

function isName(tokens: readonly Token[]): boolean {
  const isOpen = tokens.every(({ text }) => !NO_NAMES.has(text));
  return isOpen && !statisticIn(tokens) && !statusesIn(tokens);
}

type TokenStretch = { readonly at: number; readonly length: number };

/** The first place among these tokens at which something is read, with what is read there. */
function firstOf<T extends { readonly length: number }>(
  tokens: readonly Token[],
  read: (at: number) => T | null,
): (T & TokenStretch) | null {
  for (const at of tokens.keys()) {
    const found = read(at);
    if (found) return { ...found, at };
  }
  return null;
}

const without = (tokens: readonly Token[], stretch: TokenStretch | null) =>
  stretch ? tokens.toSpliced(stretch.at, stretch.length) : tokens;
