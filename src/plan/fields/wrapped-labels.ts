import { splitKnownLabel } from '../meaning/split-label.ts';
import type { Territory } from '../meaning/template.ts';
import type { Entry } from '../text/entries.ts';
import type { PlanText } from '../text/plan-text.ts';
import type { Listing } from './draft.ts';

/** The entries of a listing, where a label that is broken over two lines is whole. */
export function withWholeLabels(plan: PlanText, { entries, territory }: Listing): readonly Entry[] {
  const whole: Entry[] = [];
  for (const entry of entries) {
    const before = whole.at(-1);
    const together = before && joined(plan, territory, { before, entry });
    if (together) whole.splice(-1, 1, together);
    else whole.push(entry);
  }
  return whole;
}

/** Both lines in one, if the label of the first ends with the colon or question mark in the second. */
function joined(
  plan: PlanText,
  territory: Territory,
  { before, entry }: { readonly before: Entry; readonly entry: Entry },
): Entry | null {
  if (entry.kind !== 'line' || !entry.continues) return null;
  if (before.kind !== 'line' && before.kind !== 'bullet') return null;
  const span = { start: before.span.start, end: entry.span.end };
  const known = splitKnownLabel(plan, span, territory);
  if (!known || known.value.start <= entry.span.start) return null;
  const isSetOff = /[:?][*_]*$/.test(plan.text.slice(span.start, known.value.start));
  return isSetOff ? { ...before, span } : null;
}
