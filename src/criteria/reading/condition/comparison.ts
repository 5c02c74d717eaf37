import { numberAt } from '../words/numbers.ts';
import type { Comparison } from '../../criterion.ts';
import type { Complaint } from '../problem.ts';
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

type NamedComparison = { readonly name: string; readonly comparison: WrittenComparison };

const COMPARISONS: readonly NamedComparison[] = Object.entries(WORDS).flatMap(
  ([comparison, names]) =>
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

/** A condition that stands before the measure: its own tokens, and how many tokens of the text they take. */
export type Inverted = { readonly tokens: readonly Token[]; readonly length: number };

/** `no errors`, `at least 50 people`, `fewer than 2 complaints`; null when the text does not begin so. */
export function invertedAt(tokens: readonly Token[]): Inverted | null {
  const comparison = comparisonAt(tokens, 0);
  if (!comparison) return noneAt(tokens) ?? orMoreAt(tokens);
  const number = numberAt(tokens, comparison.length);
  if (!number?.ok) return null;
  const length = comparison.length + number.length;
  return { tokens: tokens.slice(0, length), length };
}

/** What is wrong with the number that stands before a measure, and where; null when nothing is. */
export function malformedBefore(tokens: readonly Token[]): Match<Complaint> | null {
  const length = comparisonAt(tokens, 0)?.length ?? 0;
  const number = numberAt(tokens, length);
  return number && !number.ok ? { found: number.complaint, length } : null;
}

/** `500+ people` is `people >= 500`. */
function orMoreAt([first, second, third]: readonly Token[]): Inverted | null {
  if (first?.kind !== 'number' || second?.text !== '+' || second.start !== first.end) return null;
  if (third?.kind !== 'word') return null;
  return { tokens: [{ ...second, text: '>=' }, first], length: 2 };
}

/** `no errors` is `errors = 0`. */
function noneAt([first, second]: readonly Token[]): Inverted | null {
  if (!first || !['no', 'zero', '0'].includes(first.text) || second?.kind !== 'word') return null;
  return {
    tokens: [
      { ...first, text: '=' },
      { ...first, kind: 'number', text: '0' },
    ],
    length: 1,
  };
}
