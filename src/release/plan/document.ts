import type { Known } from './meaning/labels.ts';
import type { Source, Span } from './text/source.ts';

export type Part = 'head' | 'planning' | 'results';
export type PhaseKind = 'moderated-testing' | 'rollout';

/** A release plan as it was written, understood as far as it can be; the text itself stays whole in `source`. */
export type PlanDocument = {
  readonly source: Source;
  readonly title: string | null;
  /** Where something still has to be filled in, code left aside. */
  readonly markers: readonly Span[];
  readonly toggles: readonly Words[];
  /** Fields outside the phases. */
  readonly fields: readonly Field[];
  readonly phases: readonly Phase[];
  readonly criteria: readonly Statement[];
  readonly rollback: readonly Statement[];
};

export type Words = { readonly words: string; readonly span: Span };

export type Phase = {
  readonly name: string;
  readonly kind: PhaseKind;
  readonly span: Span;
  readonly fields: readonly Field[];
  readonly stages: readonly Stage[];
};

export type Stage = {
  readonly name: string;
  /** `A`, or a number where the plan counts its stages. */
  readonly letter: string;
  readonly span: Span;
  readonly fields: readonly Field[];
};

export type Field = {
  /** As the plan words it. */
  readonly label: string;
  /** What the template's field of that label asks for; null where the template has none. */
  readonly known: Known | null;
  readonly part: Part;
  /** The value as written, hints and markers included; empty at the place where it should stand. */
  readonly span: Span;
  /** The value without hints and markers; null when there is none. */
  readonly value: string | null;
  /** Whether someone still has to fill it in. */
  readonly open: boolean;
};

/** One success criterion or rollback rule. */
export type Statement = {
  /** As written, on one line. */
  readonly text: string;
  /** The code span that is measured; null when a person is asked instead. */
  readonly code: string | null;
  readonly span: Span;
};
