import type { Part } from '../document.ts';
import type { Labelled } from '../meaning/split-label.ts';
import type { Territory } from '../meaning/template.ts';
import type { Entry } from '../text/entries.ts';
import type { Fold } from '../text/folds.ts';
import type { PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import { spokenSpan } from './spoken.ts';

/** What is said below one heading, and how its fields are to be told apart. */
export type Listing = {
  /** The heading itself, where it is a field's label; what stands below it are then values, not fields. */
  readonly label: Labelled | null;
  readonly entries: readonly Entry[];
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
  readonly fold: Fold | null;
  readonly pieces: Piece[];
};

export type Piece = {
  readonly kind: Entry['kind'] | 'beside';
  readonly depth: number;
  readonly span: Span;
};

/** A label with what stands beside it. */
export function draftOf(
  plan: PlanText,
  { fold }: Pick<Entry, 'fold'>,
  { labelled, carrier }: Pick<Draft, 'labelled' | 'carrier'>,
): Draft {
  const pieces = [beside(plan, labelled.value)];
  return { labelled, carrier, ticked: false, part: null, fold, pieces };
}

/** The piece beside a label. */
export function beside(plan: PlanText, value: Span): Piece {
  return { kind: 'beside', depth: 0, span: spokenSpan(plan, value) };
}

/** Whether a label still waits for all of its value. */
export function awaits(draft: Draft | null): boolean {
  return draft?.pieces.every(({ span }) => span.end === span.start) ?? false;
}

/** Whether its value may go on over several paragraphs. */
export function isOfWords({ labelled: { known } }: Draft): boolean {
  return known === null || ['text', 'list', 'link'].includes(known.kind);
}
