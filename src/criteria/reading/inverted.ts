import { comparisonAt } from './condition/comparison.ts';
import { numberAt } from './words/numbers.ts';
import type { Token } from './words/tokens.ts';

/** A condition that stands before the measure: its own tokens, and how many tokens of the text they take. */
export type Inverted = { readonly tokens: readonly Token[]; readonly length: number };

/** `no errors`, `at least 50 people`, `fewer than 2 complaints`; null when the text does not begin so. */
export function invertedAt(tokens: readonly Token[]): Inverted | null {
  const comparison = comparisonAt(tokens, 0);
  if (!comparison) return noneAt(tokens);
  const number = numberAt(tokens, comparison.length);
  if (!number?.ok) return null;
  const length = comparison.length + number.length;
  return { tokens: tokens.slice(0, length), length };
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
