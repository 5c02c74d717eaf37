import type { Field, Part } from '../document.ts';
import type { KnownLabel } from '../meaning/labels.ts';
import type { KnownName, Territory } from '../meaning/template.ts';
import type { Entry } from '../text/entries.ts';
import type { Fold } from '../text/folds.ts';
import type { PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import { labelsOf, paragraphsWithLabels } from './carriers.ts';
import { belongs, pieceOf } from './belonging.ts';
import {
  awaits,
  besidePiece,
  draftOf,
  type Draft,
  type Listing,
  type DraftPiece,
} from './draft.ts';
import { withWholeLabels } from './wrapped-labels.ts';
import { readValue, type ValueReading } from './value.ts';
import { entriesStillSaid } from './withdrawn.ts';

/** A field, the pieces that make up its value (the one beside its label first), and the fold it stands in. */
export type BoundField = {
  readonly field: Field;
  readonly pieces: readonly DraftPiece[];
  readonly fold: Fold | null;
  /** Where the template has the field; null where it has none. */
  readonly territory: Territory | null;
};

/** What was labelled, and the prose that belongs to nothing. */
export type Bound = {
  readonly fields: readonly BoundField[];
  readonly prose: readonly Span[];
};

type State = {
  readonly plan: PlanText;
  readonly listing: Listing;
  readonly labelledParagraphs: ReadonlySet<Entry>;
  readonly drafts: Draft[];
  readonly prose: Span[];
  current: Draft | null;
};

/** The fields of a listing. Values are bound to the label before them, however deep either is nested. */
export function bindFields(plan: PlanText, listed: Listing): Bound {
  const entries = entriesStillSaid(plan, listed.entries);
  const listing = { ...listed, entries };
  const state = begun(plan, listing);
  for (const entry of withWholeLabels(plan, listing)) take(state, entry);
  const fields = state.drafts.map((draft) => boundField(plan, draft, listing.part));
  return { fields, prose: state.prose };
}

function begun(plan: PlanText, listing: Listing): State {
  const { label } = listing;
  const first =
    label &&
    draftOf(plan, { fold: listing.fold, depth: 0 }, { labelled: label, carrier: 'heading' });
  return {
    plan,
    listing,
    prose: [],
    drafts: first ? [first] : [],
    current: first,
    labelledParagraphs: paragraphsWithLabels(plan, listing),
  };
}

function take(state: State, entry: Entry): void {
  const { plan, listing, drafts, current } = state;
  if (entry.kind === 'rule') {
    divide(state, entry);
    return;
  }
  const labels = labelsOf(plan, entry, state);
  if (labels === 'says nothing') return;
  if (labels === 'divides') {
    state.current = null;
  } else if (current && repeats(labels, current)) {
    current.pieces.push(...labels.flatMap(({ pieces }) => pieces));
  } else if (labels.length > 0) {
    drafts.push(...labels);
    state.current = labels.at(-1) ?? null;
  } else if (entry.kind === 'line' && entry.continues) {
    extend(state, entry);
  } else if (current && belongs(entry, current, listing)) {
    current.pieces.push(pieceOf(plan, entry, current));
  } else {
    state.current = null;
    state.prose.push(entry.span);
  }
}

/** A line across the page ends a value; below a heading it only parts one thing that is said from the next. */
function divide(state: State, { depth, span: { start } }: Entry): void {
  const { current } = state;
  if (current?.carrier !== 'heading') state.current = null;
  else
    current.pieces.push({
      ...besidePiece({ start, end: start }),
      kind: 'rule',
      depth,
      isApart: true,
    });
}

/** `**Rollback plan:**` below the heading “Rollback plan” is the same field, said again. */
function repeats(labels: readonly Draft[], current: Draft): boolean {
  const [label, ...more] = labels;
  const name = label?.labelled.known?.name;
  if (!label || more.length > 0 || label.carrier === 'cell') return false;
  return current.carrier === 'heading' && awaits(current) && current.labelled.known?.name === name;
}

/** Another line of the paragraph goes where the one before it went. */
function extend({ current, prose }: State, { span }: Entry): void {
  const last = current?.pieces.pop();
  if (current && last) {
    const start = last.span.end > last.span.start ? last.span.start : span.start;
    current.pieces.push({ ...last, span: { start, end: span.end } });
    return;
  }
  const before = prose.pop() ?? span;
  prose.push({ start: before.start, end: span.end });
}

/** The field of a label that is known to have its whole value already. */
export function fieldOfDraft(plan: PlanText, draft: Draft): Field {
  return boundField(plan, draft, 'planning').field;
}

function boundField(plan: PlanText, draft: Draft, part: Part): BoundField {
  const { labelled, carrier, pieces, fold, ticked } = draft;
  const spoken = pieces.filter(({ span }) => span.end > span.start);
  const { label, known } = labelled;
  const reading =
    carrier === 'box'
      ? boxReading(ticked)
      : readValue(plan, spoken.map(withBox), known?.kind ?? 'text');
  const field = {
    label,
    known: known && { name: known.name, kind: known.kind },
    part: draft.part ?? partOf(known) ?? part,
    span: spanOfAll(pieces, spoken),
    resultSpan: spanOfAll(
      pieces,
      spoken.filter(({ isApart }) => !isApart),
    ),
    value: reading.value,
    open: reading.open || (!TICKED_LATER.has(known?.name) && spoken.some(isUnticked)),
  };
  return { field, pieces: spoken, fold, territory: known?.territory ?? null };
}

/** A value is read with its boxes, which say what is still to be done. */
function withBox(piece: DraftPiece): DraftPiece {
  const { box, span } = piece;
  return box ? { ...piece, span: { start: box.span.start, end: span.end } } : piece;
}

const isUnticked = ({ box }: DraftPiece) => box?.ticked === false;

/** Their boxes are ticked while the release runs. */
const TICKED_LATER: ReadonlySet<KnownName | undefined> = new Set(['success criteria', 'rollback']);

/** A box that is not ticked has no answer yet. */
function boxReading(ticked: boolean): ValueReading {
  return ticked ? { value: 'yes', open: false } : { value: null, open: true };
}

/** The half of the plan that the template puts a field in, wherever it stands. */
function partOf(known: KnownLabel | null): Part | null {
  if (!known) return null;
  if (PLANNED_ANYWHERE.has(known.name)) return 'planning';
  const { territory } = known;
  return territory === 'planning' || territory === 'results' ? territory : null;
}

const PLANNED_ANYWHERE: ReadonlySet<KnownName> = new Set([
  'rollback',
  'toggle name',
  'toggle description',
]);

/** From the first words of the value to its last; where there are none, the place behind the label. */
function spanOfAll(all: readonly DraftPiece[], spoken: readonly DraftPiece[]): Span {
  const first = spoken[0] ?? all[0];
  const last = spoken.at(-1) ?? first;
  return { start: first?.span.start ?? 0, end: last?.span.end ?? 0 };
}
