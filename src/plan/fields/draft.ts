import type { Part } from '../document.ts';
import type { Labelled } from '../meaning/split-label.ts';
import type { Territory } from '../meaning/template-row.ts';
import type { Box, Entry } from '../text/entries.ts';
import type { Fold } from '../text/folds.ts';
import type { PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import { spokenSpan } from './spoken.ts';

/** What is said below one heading, and how its fields are to be told apart. */
export type Listing = {
  /** The heading itself, where it is a field's label; what stands below it are then values, not fields. */
  readonly label: Labelled | null;
  readonly entries: readonly Entry[];
  /** Of the heading. */
  readonly fold: Fold | null;
  readonly part: Part;
  readonly territory: Territory;
  /** What a top-level bullet with a label unknown to the template is. */
  readonly bullets: 'fields' | 'artifacts' | 'values';
};

/** A label that has been met, on its way to become a field. */
export type Draft = {
  readonly labelled: Labelled;
  /** How the label was written; a ticked box answers by itself. */
  readonly carrier: 'heading' | 'bullet' | 'line' | 'cell' | 'box';
  readonly ticked: boolean;
  readonly part: Part | null;
  /** How deep in lists the label stands. */
  readonly depth: number;
  readonly fold: Fold | null;
  readonly pieces: DraftPiece[];
};

export type DraftPiece = {
  readonly kind: Entry['kind'] | 'beside';
  readonly depth: number;
  readonly span: Span;
  readonly box: Box | null;
  /** Whether something stands between it and the label that a result is never written beyond. */
  readonly isApart: boolean;
};

/** A label with what stands beside it. */
export function draftOf(
  plan: PlanText,
  { fold, depth }: Pick<Entry, 'fold' | 'depth'>,
  { labelled, carrier }: Pick<Draft, 'labelled' | 'carrier'>,
): Draft {
  const pieces = [beside(plan, labelled.value)];
  return { labelled, carrier, ticked: false, part: null, depth, fold, pieces };
}

/** The piece beside a label. */
function beside(plan: PlanText, value: Span): DraftPiece {
  return besidePiece(spokenSpan(plan, value));
}

export function besidePiece(span: Span): DraftPiece {
  return { kind: 'beside', depth: 0, span, box: null, isApart: false };
}

/** Whether a label still waits for all of its value. */
export function awaits(draft: Draft | null): boolean {
  return draft?.pieces.every(({ span }) => span.end === span.start) ?? false;
}

/** Whether its value may go on over several paragraphs. */
export function isOfWords({ labelled: { known } }: Draft): boolean {
  return known === null || ['text', 'list', 'link'].includes(known.kind);
}

/** Whether rows are its value: of a label that waits for one, or of a table that has begun to be it. */
export function takesTable(draft: Draft, depth: number): boolean {
  if (draft.pieces.at(-1)?.kind === 'row') return true;
  if (!awaits(draft)) return false;
  const {
    carrier,
    labelled: { known },
  } = draft;
  return depth > 0 || carrier !== 'bullet' || !isResult(known) || known?.name === 'metrics';
}

/** A table behind a list is no part of the list: only what asks for measures has it for its value. */
const isResult = (known: Labelled['known']) => known?.territory === 'results';
