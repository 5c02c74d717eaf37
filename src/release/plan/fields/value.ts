import type { FieldKind } from '../meaning/labels.ts';
import { unmarkedWords, type PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import { minutesIn } from './duration.ts';
import { withoutHints } from './hints.ts';

export type Reading = { readonly value: string | null; readonly open: boolean };

type Piece = {
  readonly words: string;
  readonly marked: boolean;
  /** False for what stands beside a marker and is no answer: the template's own hint. */
  readonly answered: boolean;
};

/**
 * What a field says, piece by piece (the words beside its label, then each bullet or paragraph below).
 *
 * A marker or nothing leaves a field open. An answer that people wrote beside a marker which they forgot to
 * delete (`[PICK_ONE]: no`) is its value all the same.
 */
export function readValue(plan: PlanText, pieces: readonly Span[], kind: FieldKind): Reading {
  const read = pieces.map((span) => settled(unmarkedWords(plan, span), kind));
  const answers = read.filter(({ words, answered }) => answered && words !== '');
  const value = answers.length > 0 ? answers.map(({ words }) => words).join('\n') : null;
  return { value, open: value === null || read.some(({ marked }) => marked) };
}

/** The piece without hints and pick-lists. */
function settled(
  { words, marked }: { readonly words: string; readonly marked: boolean },
  kind: FieldKind,
): Piece {
  const answer = withoutPickList(withoutHints(words), kind)
    .replace(/[ \t]*[\r\n]+[ \t]*/g, ' ')
    .trim();
  if (!marked) return { words: withoutLooseBracket(answer), marked, answered: true };
  const unmarked = answer.replace(/^[\s:,;/|.-]+|[\s:,;/|\]]+$/g, '');
  return { words: unmarked, marked, answered: isAnswer(unmarked, kind) };
}

function withoutPickList(words: string, kind: FieldKind): string {
  if (kind !== 'yes-no') return words;
  return words.replace(/\byes\s*[/|]\s*no(?:\s*[/|]\s*n\/a)?(?!\w)[\s,]*/i, '');
}

/** `no]` is what is left of a pick-list bracket. */
function withoutLooseBracket(words: string): string {
  return words.includes('[') ? words : words.replace(/\s*\]$/, '');
}

/** Whether words beside a marker are an answer. Of prose nobody can tell: it may be the template's own hint. */
function isAnswer(words: string, kind: FieldKind): boolean {
  switch (kind) {
    case 'yes-no':
      return /\w/.test(words);
    case 'percent':
      return /\d\s*(%|percent)/i.test(words);
    case 'duration':
      return minutesIn(words) !== null;
    case 'counts':
      return /\d\D+\d/.test(words);
    case 'count':
    case 'dates':
      return /\d/.test(words);
    case 'link':
      return /\]\(|https?:|#\d/.test(words);
    case 'text':
    case 'list':
      return false;
  }
}
