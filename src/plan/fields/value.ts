import type { FieldKind } from '../meaning/template-row.ts';
import { unmarkedWords, type PlanText } from '../text/plan-text.ts';
import { minutesIn } from '../typed/amounts.ts';
import { withoutAsides } from '../figures/figure.ts';
import { isTemplateHint, isTemplatesOwn, withoutHints } from '../figures/hints.ts';
import type { DraftPiece } from './draft.ts';
import { rowWords, withoutEmphasis, wordsAsRead } from './words-as-read.ts';

export type ValueReading = { readonly value: string | null; readonly open: boolean };

type Settled = {
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
export function readValue(
  plan: PlanText,
  pieces: readonly DraftPiece[],
  kind: FieldKind,
): ValueReading {
  const read = pieces.map((piece) => settled(plan, piece, kind));
  const answers = read.filter(({ words, answered }) => answered && words !== '');
  const value = answers.length > 0 ? answers.map(({ words }) => words).join('\n') : null;
  return { value, open: value === null || read.some(({ marked }) => marked) };
}

/** The piece without hints and pick-lists, and without what the template only explains. */
function settled(plan: PlanText, piece: DraftPiece, kind: FieldKind): Settled {
  const { words: written, markers } = unmarkedWords(plan, piece.span);
  const words = piece.kind === 'row' ? rowWords(written) : written;
  const plain = withoutEmphasis(withoutHints(wordsAsRead(words)).trim());
  const answer = isTemplatesOwn(plain) ? '' : withoutPickList(plain, kind).trim();
  if (markers.length === 0) {
    return { words: withoutLooseBracket(answer), marked: false, answered: true };
  }
  const unmarked = answer.replace(/^[\s:,;/|.-]+|[\s:,;/|\]]+$/g, '');
  const isBracketed = markers.every(({ start }) => /^\\?\[/.test(plan.text.slice(start)));
  return { words: unmarked, marked: true, answered: isAnswer(unmarked, kind, isBracketed) };
}

function withoutPickList(words: string, kind: FieldKind): string {
  if (kind !== 'yes-no') return words;
  return words.replace(/\byes\s*[/|]\s*no(?:\s*[/|]\s*n\/a)?(?!\w)[\s,]*/i, '');
}

/** `no]` is what is left of a pick-list bracket. */
function withoutLooseBracket(words: string): string {
  return words.includes('[') ? words : words.replace(/\s*\]$/, '');
}

const SAYS = /[\p{L}\p{N}]/u;

/**
 * Whether words beside a marker are an answer; what stands in parentheses is only about it. Prose is one unless the template says the same there; beside a marker
 * without brackets it is a sentence with a hole in it: `CTR above xx%`.
 */
function isAnswer(words: string, kind: FieldKind, isBracketed: boolean): boolean {
  switch (kind) {
    case 'yes-no':
      return SAYS.test(words);
    case 'percent':
      return /\d\s*(%|percent)/i.test(withoutAsides(words));
    case 'duration':
      return minutesIn(withoutAsides(words)) !== null;
    case 'counts':
    case 'count':
    case 'dates':
      return /\d/.test(withoutAsides(words));
    case 'count-or-words':
      return isBracketed && SAYS.test(withoutAsides(words)) && !isTemplateHint(words);
    case 'link':
      return /\]\(|https?:|#\d/.test(words);
    case 'identifier':
      return false;
    case 'text':
    case 'list':
      return isBracketed && SAYS.test(words) && !isTemplateHint(words);
  }
}
