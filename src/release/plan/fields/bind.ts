import type { Field, Part } from '../document.ts';
import type { FieldKind, Known, Territory } from '../meaning/labels.ts';
import {
  splitAnyLabel,
  splitArtifact,
  splitKnownLabel,
  type Labelled,
} from '../meaning/split-label.ts';
import type { Entry } from '../text/entries.ts';
import type { PlanText } from '../text/plan-text.ts';
import { trimmed, type Span } from '../text/source.ts';
import { readValue } from './value.ts';

/** What is said below one heading, and how its fields are to be told apart. */
export type Listing = {
  /** The heading itself, where it is a field's label; bullets below it are then values, not fields. */
  readonly label: Labelled | null;
  readonly entries: readonly Entry[];
  readonly part: Part;
  readonly territory: Territory;
  /** What a top-level bullet with a label unknown to the template is. */
  readonly bullets: 'fields' | 'artifacts' | 'values';
};

/** A field and the entries that make up its value, the one beside its label first. */
export type BoundField = { readonly field: Field; readonly entries: readonly Entry[] };

type Draft = { readonly labelled: Labelled; readonly entries: Entry[] };

/** The fields of a listing. Values are bound to the label before them, however deep either is nested. */
export function bindFields(plan: PlanText, listing: Listing): readonly BoundField[] {
  const drafts: Draft[] = [];
  let current = listing.label && draftOf(plan, listing.label);
  if (current) drafts.push(current);
  for (const entry of listing.entries) {
    const labelled = labelOf(plan, entry, listing);
    if (labelled) {
      current = draftOf(plan, labelled);
      drafts.push(current);
    } else if (listing.bullets !== 'values' && entry.depth === 0) {
      current = null;
    } else {
      current?.entries.push(entry);
    }
  }
  return drafts.map((draft) => boundField(plan, draft, listing.part));
}

function labelOf(plan: PlanText, entry: Entry, { territory, bullets }: Listing): Labelled | null {
  if (entry.kind !== 'bullet') return null;
  const known = splitKnownLabel(plan, entry.span, territory);
  if (known || bullets === 'values' || entry.depth > 1) return known;
  return bullets === 'artifacts'
    ? splitArtifact(plan, entry.span)
    : splitAnyLabel(plan, entry.span);
}

function draftOf(plan: PlanText, labelled: Labelled): Draft {
  const beside = trimmed(plan.text, labelled.value);
  return { labelled, entries: [{ kind: 'paragraph', depth: 0, span: beside }] };
}

function boundField(plan: PlanText, { labelled, entries }: Draft, part: Part): BoundField {
  const spoken = entries.filter(({ span }) => span.end > span.start);
  const { label, known } = labelled;
  const reading = readValue(
    plan,
    spoken.map(({ span }) => span),
    kindOf(known),
  );
  return {
    field: { label, known, part, span: spanOfAll(entries, spoken), ...reading },
    entries: spoken,
  };
}

const kindOf = (known: Known | null): FieldKind => known?.kind ?? 'text';

/** From the first words of the value to its last; where there are none, the place behind the label. */
function spanOfAll(all: readonly Entry[], spoken: readonly Entry[]): Span {
  const first = spoken[0] ?? all[0];
  const last = spoken.at(-1) ?? first;
  return { start: first?.span.start ?? 0, end: last?.span.end ?? 0 };
}
