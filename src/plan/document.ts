import type { Root } from 'mdast';
import type { Known } from './meaning/labels.ts';
import type { Link } from './text/plan-text.ts';
import type { Source, Span } from './text/source.ts';

export type Part = 'head' | 'planning' | 'results';
export type PhaseKind = 'moderated-testing' | 'rollout';
/** What is looked at after the launch: the check-ins after a week and a month, the questions at the end. */
export type CheckInKind = 'week' | 'month' | 'questions' | 'other';

/** A release plan as it was written, understood as far as it can be; the text itself stays whole in `source`. */
export type PlanDocument = {
  readonly source: Source;
  /** Its Markdown, parsed once: what is written into the plan is placed by it. */
  readonly root: Root;
  /** `source.text` as a reader sees it, offset for offset: markup and what is struck through are blanks. */
  readonly readable: string;
  readonly title: string | null;
  /** Where something still has to be filled in, code left aside. */
  readonly markers: readonly Span[];
  /** Struck through or in a comment. */
  readonly withdrawn: readonly Span[];
  readonly links: readonly Link[];
  readonly toggles: readonly Words[];
  /** Fields outside the phases, those of the check-ins among them. */
  readonly fields: readonly Field[];
  readonly phases: readonly Phase[];
  readonly checkIns: readonly CheckIn[];
  readonly criteria: readonly Statement[];
  readonly rollback: readonly Statement[];
  /** What is said below the headings of phases and stages and belongs to no field. */
  readonly prose: readonly Prose[];
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
  /** Whether the plan has folded it away as an attempt that is over. */
  readonly superseded: boolean;
  readonly fields: readonly Field[];
};

export type CheckIn = {
  readonly name: string;
  readonly kind: CheckInKind;
  readonly span: Span;
  readonly fields: readonly Field[];
};

export type Prose = { readonly span: Span; readonly stage: string | null };

export type Field = {
  /** As the plan words it. */
  readonly label: string;
  /** What the template's field of that label asks for; null where the template has none. */
  readonly known: Known | null;
  readonly part: Part;
  /** The value as written, hints and markers included; empty at the place where it should stand. */
  readonly span: Span;
  /** The part of it that a result replaces or goes on with: beyond it people's tables and other lists stand. */
  readonly resultSpan: Span;
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
