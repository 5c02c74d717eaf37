import type { Entry } from '../text/entries.ts';
import { codesWithin, type PlanText } from '../text/plan-text.ts';
import { overlap, type Span } from '../text/source.ts';
import { spansTouching } from '../text/touching.ts';

/** What a listing still says: also without the items below one that is struck through, unless they hold code. */
export function entriesStillSaid(plan: PlanText, entries: readonly Entry[]): readonly Entry[] {
  let struckDepth = Infinity;
  return entries.flatMap((entry) => {
    const said = stillSaid(plan, entry);
    if (said === null && entry.kind === 'bullet') struckDepth = Math.min(struckDepth, entry.depth);
    else if (entry.depth <= struckDepth) struckDepth = Infinity;
    const isBelowStruck = entry.depth > struckDepth && codesWithin(plan, entry.span).length === 0;
    return said === null || isBelowStruck ? [] : [said];
  });
}

/**
 * What is left of an entry that was struck through, in whole or at its start: its label may have been, so that a value
 * behind it is no longer one. Null: nothing.
 */
function stillSaid(plan: PlanText, entry: Entry): Entry | null {
  if (isWithdrawn(plan, entry.span)) return null;
  if (entry.kind === 'row') return isStruckRow(plan, entry) ? null : entry;
  const start = afterStruckWords(plan, entry.span);
  if (start === entry.span.start) return entry;
  const { text } = plan;
  const isOfStruckLabel = /[:?][*_~\s]*$/.test(text.slice(entry.span.start, start));
  if (isOfStruckLabel || /^[:?]/.test(text.slice(start))) return null;
  return { ...entry, span: { start, end: entry.span.end } };
}

function isStruckRow(plan: PlanText, { row }: Extract<Entry, { kind: 'row' }>): boolean {
  const [first] = row.cells;
  return first !== undefined && isWithdrawn(plan, first);
}

/** Whether nothing is left of what was said once. */
function isWithdrawn({ readable, withdrawn }: PlanText, span: Span): boolean {
  const isTouched = spansTouching(withdrawn, span).some((other) => overlap(other, span));
  return isTouched && !/[\p{L}\p{N}]/u.test(readable.slice(span.start, span.end));
}

/** Where the words begin that are not struck; the start of the span where it begins with such words. */
function afterStruckWords({ text, withdrawn }: PlanText, { start, end }: Span): number {
  const first = start + (/^[*_\s]*/.exec(text.slice(start, end))?.[0].length ?? 0);
  const struck = spansTouching(withdrawn, { start: first, end: first }).find(
    (other) => other.start === first && !text.startsWith('<!', first) && other.end < end,
  );
  if (!struck) return start;
  return struck.end + (/^[*_\s]*/.exec(text.slice(struck.end, end))?.[0].length ?? 0);
}
