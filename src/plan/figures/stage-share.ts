import type { PlanDocument, Stage } from '../document.ts';
import { overlap, type Span } from '../text/source.ts';
import { spansTouching } from '../text/touching.ts';
import { amountsIn, type Amount } from '../typed/amounts.ts';
import { isOnlyAmounts } from '../typed/leftovers.ts';
import { saidBy } from '../typed/said.ts';
import { typedValue } from '../typed/typed-value.ts';
import { malformedIn, OPEN, stageField, withoutAsides, type Figure } from './figure.ts';

/** The share of the heading alone counts where its field was left empty; a marker keeps it open. */
export function percentageOf(plan: PlanDocument, stage: Stage): Figure {
  const field = stageField(stage, 'percentage');
  if (isHeadingAlone(plan, stage)) return shareOfHeading(plan, stage);
  if (!field || field.open || field.value === null) return OPEN;
  const problem = malformedIn(plan, field);
  if (problem) return { value: null, problem };
  if (typedValue(plan, field).kind !== 'amounts') return OPEN;
  const { words, at, span } = saidBy(plan, field);
  const share = shareIn(words, { at, span, name: stage.name });
  return share === OPEN ? bareShare(words, at) : share;
}

function shareOfHeading({ markers }: PlanDocument, { name, span }: Stage): Figure {
  if (spansTouching(markers, span).some((marker) => overlap(marker, span))) return OPEN;
  // `Release 2.4 – 10% of users` is no range.
  const words = name.replace(/(?<!%)\s[-–—]\s/g, ' ; ');
  return shareIn(words, { at: 0, span, name });
}

/** Whether only the heading of a stage says for how many people it is. */
function isHeadingAlone(plan: PlanDocument, stage: Stage): boolean {
  const field = stageField(stage, 'percentage');
  if (!field) return true;
  const isMarked = plan.markers.some(
    ({ start, end }) => start >= field.span.start && end <= field.span.end,
  );
  return field.value === null && !isMarked;
}

type WhereShare = { readonly at: number; readonly span: Span; readonly name: string };

/** The one percentage of the words: what stands in parentheses only counts where nothing else does. */
function shareIn(words: string, { at, span, name }: WhereShare): Figure {
  const outside = percentsIn(withoutAsides(words), at);
  const shares = outside.length > 0 ? outside : percentsIn(words, at);
  const [first, ...others] = shares;
  if (!first) return OPEN;
  const written = shares.map(percentInWords);
  if (others.some((_, index) => written[index + 1] !== written[0])) {
    return unreadable(span, `“${name}” names several shares, ${written.join(' and ')}`);
  }
  if (first.least !== first.most && first.least !== null && first.most !== null) {
    return unreadable(span, `The share of “${name}” is read as a range, ${written[0] ?? ''}`);
  }
  const asWritten = words.slice(first.span.start - at, first.span.end - at);
  if (STRICTLY.test(asWritten)) return unreadable(span, `“${name}” is read as “${asWritten}”`);
  return { value: first.least ?? first.most, problem: null };
}

/** Less or more than a share is not that share. */
const STRICTLY = /^(?:less than|fewer than|more than|below|under|over|[<>](?!=))/i;

/** The one percentage that the words name; null where they name none, several or a range. */
export function percentIn(words: string): number | null {
  return shareIn(words, { at: 0, span: { start: 0, end: 0 }, name: words }).value;
}

function percentsIn(words: string, at: number): readonly Amount[] {
  return amountsIn(words, at).filter(({ measure }) => measure === 'percent');
}

function percentInWords({ least, most }: Amount): string {
  return least === most || least === null || most === null
    ? `${least ?? most ?? ''}%`
    : `from ${least}% to ${most}%`;
}

function unreadable(span: Span, understood: string): Figure {
  const sentence = `${understood}. A stage opens to one share of users: write one, for example “5%”.`;
  return { value: null, problem: { span, sentence } };
}

/** `25`, below a label that asks for a percentage. */
function bareShare(words: string, at: number): Figure {
  const amounts = amountsIn(words, at);
  const [only, ...others] = amounts;
  const isBare = only?.unit === null && others.length === 0 && only.least === only.most;
  return isBare && isOnlyAmounts(words, amounts, at) ? { value: only.least, problem: null } : OPEN;
}
