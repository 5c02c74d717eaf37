import { shortened } from '../../lib/text-from-people.ts';
import type { Field, PlanDocument, Span, Stage } from '../../plan/index.ts';

/** Something in a plan that a person should look at, though it can be read. */
export type Note = {
  /** Stable. */
  readonly code: NoteCode;
  /** Into `PlanDocument.source.text`. */
  readonly span: Span;
  /** What was understood, what is odd about it, what to do. */
  readonly sentence: string;
};

export type NoteCode =
  | 'marker-beside-value'
  | 'number-missing'
  | 'percent-in-prose'
  | 'percent-in-heading'
  | 'percent-conflict'
  | 'ratio-and-percent-disagree'
  | 'users-in-another-unit'
  | 'half-unknown'
  | 'implausible-number'
  | 'implausible-year'
  | 'partial-date'
  | 'end-before-start'
  | 'length-without-end'
  | 'limit-missing'
  | 'field-twice'
  | 'letter-twice'
  | 'letter-skipped'
  | 'earlier-attempt'
  | 'withdrawn-text'
  | 'same-text-as-earlier'
  | 'event-in-prose';

/** Where fields stand together: outside the phases, in a phase, in a stage. */
export type FieldGroup = {
  readonly stage: Stage | null;
  /** The stages of the same kind of phase before it that were not folded away. */
  readonly earlier: readonly Stage[];
  readonly fields: readonly Field[];
};

export function fieldGroups({ fields, phases }: PlanDocument): readonly FieldGroup[] {
  const stages = phases.flatMap(({ kind, stages }) => stages.map((stage) => ({ kind, stage })));
  return [
    { stage: null, earlier: [], fields },
    ...phases.map((phase) => ({ stage: null, earlier: [], fields: phase.fields })),
    ...stages.map(({ kind, stage }, index) => ({
      stage,
      fields: stage.fields,
      earlier: stages
        .slice(0, index)
        .filter((other) => other.kind === kind && !other.stage.superseded)
        .map((other) => other.stage),
    })),
  ];
}

/** In UTF-16 units. */
const LONGEST_QUOTE = 60;

/** Words on one line and not too long to be quoted. */
export function inBrief(words: string): string {
  return shortened(words.replace(/\s+/g, ' '), LONGEST_QUOTE);
}
