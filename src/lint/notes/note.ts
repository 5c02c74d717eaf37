import type { Span } from '../../plan/index.ts';

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
