import { splitKnownLabel } from '../meaning/split-label.ts';
import type { Territory } from '../meaning/template-row.ts';
import type { Entry } from '../text/entries.ts';
import type { PlanText } from '../text/plan-text.ts';
import type { Listing } from './draft.ts';
import { wordsAt } from './row-labels.ts';

/** What people say in a listing, where a label that is broken over two lines is whole. */
export function withWholeLabels(plan: PlanText, { entries, territory }: Listing): readonly Entry[] {
  const whole: Entry[] = [];
  for (const entry of withoutInstructions(plan, entries)) {
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

/** Without the paragraphs in which the template speaks to the people who fill it in. */
function withoutInstructions(plan: PlanText, entries: readonly Entry[]): readonly Entry[] {
  let isInside = false;
  return entries.filter((entry) => {
    const goesOn = entry.kind === 'line' && entry.continues;
    isInside = goesOn
      ? isInside
      : entry.kind === 'line' && INSTRUCTION.test(wordsAt(plan, entry.span));
    return !isInside;
  });
}

const INSTRUCTION =
  /^(?:more phases\? sure!|even though your feature has been tested and ready, production is )/i;
