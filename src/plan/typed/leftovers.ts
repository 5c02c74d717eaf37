import { blanked } from '../text/blank.ts';
import type { Span } from '../text/source.ts';
import type { Amount } from './amounts.ts';

/** The words with these spans of the plan blanked out. */
export function without(words: string, at: number, spans: readonly Span[]): string {
  const inside = spans.map(({ start, end }) => ({ start: start - at, end: end - at }));
  return blanked(words, inside, ' ');
}

/** Whether nothing else is said than these amounts. */
export function isOnlyAmounts(words: string, amounts: readonly Amount[], at: number): boolean {
  const rest = without(
    words,
    at,
    amounts.map(({ span }) => span),
  );
  return !/\p{L}{2,}/u.test(rest.replace(/\b(?:and|or|of|total)\b/gi, ' '));
}
