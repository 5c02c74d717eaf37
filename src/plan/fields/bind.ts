import type { Field, Part } from '../document.ts';
import type { KnownLabel } from '../meaning/labels.ts';
import type { KnownName, Territory } from '../meaning/template.ts';
import type { Entry } from '../text/entries.ts';
import type { Fold } from '../text/folds.ts';
import type { PlanText } from '../text/plan-text.ts';
import type { Row } from '../text/tables.ts';
import { overlap, type Span } from '../text/source.ts';
import { labelsOf, paragraphsWithLabels } from './carriers.ts';
import { awaits, beside, isOfWords, type Draft, type Listing, type Piece } from './draft.ts';
import { withWholeLabels } from './wrapped-labels.ts';
import { readValue, type Reading } from './value.ts';

/** A field, the pieces that make up its value (the one beside its label first), and the fold it stands in. */
export type BoundField = {
  readonly field: Field;
  readonly pieces: readonly Piece[];
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
export function bindFields(plan: PlanText, listing: Listing): Bound {
  const state = begun(plan, listing);
  const entries = withWholeLabels(plan, listing);
  for (const entry of entries) if (!isWithdrawn(plan, entry.span)) take(state, entry);
  const fields = state.drafts.map((draft) => boundField(plan, draft, listing.part));
  return { fields, prose: state.prose };
}

function begun(plan: PlanText, listing: Listing): State {
  const { label } = listing;
  const whole = { carrier: 'heading', ticked: false, part: null, fold: null } as const;
  const first = label && { ...whole, labelled: label, pieces: [beside(plan, label.value)] };
  return {
    plan,
    listing,
    prose: [],
    drafts: first ? [first] : [],
    current: first,
    labelledParagraphs: paragraphsWithLabels(plan, listing),
  };
}

/** Whether nothing is left of what was said once. */
function isWithdrawn({ readable, withdrawn }: PlanText, span: Span): boolean {
  const isTouched = withdrawn.some((other) => overlap(other, span));
  return isTouched && !/[\p{L}\p{N}]/u.test(readable.slice(span.start, span.end));
}

function take(state: State, entry: Entry): void {
  const { plan, listing, drafts, current } = state;
  const labels = labelsOf(plan, entry, state);
  if (labels === 'says nothing') return;
  if (labels === 'divides') {
    state.current = null;
  } else if (labels.length > 0) {
    drafts.push(...labels);
    state.current = labels.at(-1) ?? null;
  } else if (entry.kind === 'line' && entry.continues) {
    extend(state, entry);
  } else if (current && belongs(entry, current, listing)) {
    current.pieces.push(pieceOf(entry));
  } else {
    state.current = null;
    state.prose.push(entry.span);
  }
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

function belongs(entry: Entry, current: Draft, { bullets }: Listing): boolean {
  if (bullets === 'values' || entry.depth > 0) return true;
  if (entry.kind === 'row') return goesOnInRow(entry.row, current);
  if (awaits(current)) return isOfWords(current);
  const goesOn = current.carrier === 'line' && current.labelled.known !== null;
  return goesOn && isOfWords(current) && entry.fold === current.fold;
}

/** A table below a label is its value; a cell that was broken over two lines goes on in a row of its own. */
function goesOnInRow({ cells }: Row, current: Draft): boolean {
  if (current.carrier === 'cell') return cells.length === 1;
  return awaits(current) || current.pieces.at(-1)?.kind === 'row';
}

function pieceOf({ kind, depth, span }: Entry): Piece {
  return { kind, depth, span };
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
    carrier === 'box' ? boxReading(ticked) : readValue(plan, spoken, known?.kind ?? 'text');
  const field = {
    label,
    known: known && { name: known.name, kind: known.kind },
    part: draft.part ?? partOf(known) ?? part,
    span: spanOfAll(pieces, spoken),
    ...reading,
  };
  return { field, pieces: spoken, fold, territory: known?.territory ?? null };
}

/** A box that is not ticked has no answer yet. */
function boxReading(ticked: boolean): Reading {
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
function spanOfAll(all: readonly Piece[], spoken: readonly Piece[]): Span {
  const first = spoken[0] ?? all[0];
  const last = spoken.at(-1) ?? first;
  return { start: first?.span.start ?? 0, end: last?.span.end ?? 0 };
}
