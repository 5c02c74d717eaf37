import type { Field, PlanDocument } from '../document.ts';
import { hintSpans, isRecommendation } from '../figures/hints.ts';
import { blanked } from '../text/blank.ts';
import { overlap, type Span } from '../text/source.ts';
import { spansTouching } from '../text/touching.ts';
import { oncePerPart } from './once.ts';

/** A field's value as a reader sees it, without markers and hints; blanks keep every offset. */
export type FieldWords = {
  readonly words: string;
  /** Where the words begin in `source.text`. */
  readonly at: number;
  readonly span: Span;
};

export const saidBy = oncePerPart((plan, { span }: Field) => saidWithout(plan, span, hintSpans));

/** The same with what the template says in parentheses about the least; what it recommends is no value. */
export const saidWithHints = oncePerPart((plan, { span }: Field) =>
  saidWithout(plan, span, (written) =>
    hintSpans(written).filter(({ start, end }) => isRecommendation(written.slice(start, end))),
  ),
);

function saidWithout(
  plan: PlanDocument,
  span: Span,
  hints: (written: string) => readonly Span[],
): FieldWords {
  const { start, end } = span;
  const written = plan.readable.slice(start, end);
  const markers = spansTouching(plan.markers, span)
    .filter((marker) => overlap(marker, span))
    .map((marker) => ({ start: marker.start - start, end: marker.end - start }));
  // A pick-list that nobody picked from says nothing.
  const unpicked = [...written.matchAll(PICK_LIST)].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
  }));
  const words = blanked(written, [...markers, ...hints(written), ...unpicked], ' ');
  return { words, at: start, span };
}

const PICK_LIST = /\byes\s*[/|]\s*no(?:\s*[/|]\s*n\/a)?(?!\w)/gi;
