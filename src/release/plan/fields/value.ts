import type { FieldKind } from '../meaning/labels.ts';
import { unmarkedWords, type PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import { minutesIn } from './duration.ts';
import { withoutHints } from './hints.ts';

export type Reading = { readonly value: string | null; readonly open: boolean };

type Piece = { readonly words: string; readonly marked: boolean };

/**
 * What a field says, piece by piece (the words beside its label, then each bullet or paragraph below).
 *
 * A marker or nothing leaves it open, with two exceptions, where people forgot to delete the marker: a real
 * answer of the kind that is asked for beside it (`[PICK_ONE]: no`), and a marker with real bullets below it.
 */
export function readValue(plan: PlanText, pieces: readonly Span[], kind: FieldKind): Reading {
  const read = pieces.map((span) => settled(unmarkedWords(plan, span), kind));
  const real = read.filter(({ words, marked }) => !marked && words !== '');
  const value = real.length > 0 ? real.map(({ words }) => words).join('\n') : null;
  const [first, ...below] = read;
  const markerAboveAnswer = first?.marked === true && below.every(({ marked }) => !marked);
  return { value, open: value === null || (read.some(isMarked) && !markerAboveAnswer) };
}

const isMarked = ({ marked }: Piece) => marked;

/** The piece without hints and pick-lists; no longer marked when it holds an answer all the same. */
function settled({ words, marked }: Piece, kind: FieldKind): Piece {
  const answer = withoutPickList(withoutHints(words), kind)
    .replace(/[ \t]*[\r\n]+[ \t]*/g, ' ')
    .trim();
  if (!marked) return { words: withoutLooseBracket(answer), marked };
  const unmarked = answer.replace(/^[\s:,;/|.-]+|[\s:,;/|\]]+$/g, '');
  return answers(unmarked, kind) ? { words: unmarked, marked: false } : { words: unmarked, marked };
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
function answers(words: string, kind: FieldKind): boolean {
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
