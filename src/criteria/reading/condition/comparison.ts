import type { Comparison } from '../../criterion.ts';
import { longestAt, type Match } from '../words/phrases.ts';
import type { Token } from '../words/tokens.ts';

/** How a value is to stand to a limit; `no-worse` depends on which way is good. */
export type WrittenComparison = Comparison | 'near' | 'no-worse';

const WORDS: Readonly<Record<WrittenComparison, readonly string[]>> = {
  '<': ['<', 'below', 'under', 'less than', 'lower than', 'fewer than', 'smaller than'],
  '<=': [
    '<=',
    'at most',
    'no more than',
    'not more than',
    'not above',
    'not over',
    'up to',
    'max',
    'does not exceed',
    'not exceed',
  ],
  '>': ['>', 'above', 'over', 'more than', 'greater than', 'higher than', 'exceeds', 'exceed'],
  '>=': ['>=', 'at least', 'no less than', 'not less than', 'no fewer than', 'not below', 'min'],
  '=': ['=', 'equals', 'equal to', 'exactly'],
  near: ['within', '+-', 'within +-'],
  'no-worse': ['no worse than', 'not worse than', 'as good as'],
};

type Named = { readonly name: string; readonly comparison: WrittenComparison };

const COMPARISONS: readonly Named[] = Object.entries(WORDS).flatMap(([comparison, names]) =>
  names.map((name) => ({ name, comparison: comparison as WrittenComparison })),
);

const FILLERS = [
  ...['is', 'are', 'be', 'stays', 'stay', 'remains', 'must', 'should', 'has', 'to', 'keeps'],
  ...['rises', 'falls', 'drops', 'goes', 'gets'],
];

/** The comparison at `at`, words like “stays” before it included; null when there is none. */
export function comparisonAt(
  tokens: readonly Token[],
  at: number,
): Match<WrittenComparison> | null {
  const fillers = fillersAt(tokens, at);
  const match = longestAt(tokens, at + fillers, COMPARISONS);
  return match && { found: match.found.comparison, length: fillers + match.length };
}

function fillersAt(tokens: readonly Token[], at: number): number {
  const rest = tokens.slice(at);
  const end = rest.findIndex(({ text }) => !FILLERS.includes(text));
  return end === -1 ? rest.length : end;
}
