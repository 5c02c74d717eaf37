import type {
  CheckInKind,
  Field,
  Part,
  Phase,
  PhaseKind,
  PlanDocument,
  Stage,
  Statement,
} from './document.ts';
import { stageFigures, type StageFigures } from './figures/stage-figures.ts';
import { typedView, type TypedView } from './show-typed.ts';
import { placeAt, type Place } from './text/source.ts';
import { typedValue } from './typed/typed-value.ts';

/** A plan as data, in the shape that `phcc plan show` prints. Lines and columns count from 1. */
export type PlanView = {
  readonly title: string | null;
  /** How often the document, code left aside, still says that something is to be filled in. */
  readonly placeholders: number;
  readonly toggles: readonly string[];
  /** Those outside the phases. */
  readonly fields: readonly FieldView[];
  readonly phases: readonly PhaseView[];
  readonly criteria: readonly StatementView[];
  readonly rollback: readonly StatementView[];
  /** The looks back after the launch; their fields are among `fields`. */
  readonly checkIns: readonly CheckInView[];
};

export type CheckInView = {
  readonly name: string;
  readonly kind: CheckInKind;
  readonly fields: readonly FieldView[];
};

export type PhaseView = {
  readonly name: string;
  readonly kind: PhaseKind;
  readonly fields: readonly FieldView[];
  readonly stages: readonly StageView[];
};

export type StageView = StageFigures & {
  readonly name: string;
  readonly letter: string;
  /** Whether it is an earlier attempt that the plan has folded away. */
  readonly superseded: boolean;
  readonly fields: readonly FieldView[];
};

/** `raw` is the value as written, which stands at `line` and `column`; `value` is without hints and markers. */
export type FieldView = Place & {
  readonly label: string;
  readonly part: Part;
  readonly raw: string;
  readonly value: string | null;
  readonly open: boolean;
  /** The value by what the template asks for. */
  readonly typed: TypedView;
};

export type StatementView = {
  readonly text: string;
  readonly code: string | null;
  readonly kind: 'measured' | 'asked';
  readonly line: number;
};

/** Why this is no release plan, or null when it is one. */
export function noPhaseIn({ phases }: PlanDocument): string | null {
  return phases.length > 0 ? null : NO_PHASE;
}

const NO_PHASE =
  'No phase of a release plan is recognised in this document. A heading such as ' +
  '“Phase I: moderated production testing” or “Phase II: staged rollout” is expected, at any level. ' +
  'Add one, or check that this is the release plan.';

export function showPlan(plan: PlanDocument): PlanView {
  return {
    title: plan.title,
    placeholders: plan.markers.length,
    toggles: plan.toggles.map(({ words }) => words),
    fields: fieldViews(plan, plan.fields),
    phases: plan.phases.map((phase) => phaseView(plan, phase)),
    criteria: plan.criteria.map((statement) => statementView(plan, statement)),
    rollback: plan.rollback.map((statement) => statementView(plan, statement)),
    checkIns: plan.checkIns.map(({ name, kind, fields }) => ({
      name,
      kind,
      fields: fieldViews(plan, fields),
    })),
  };
}

function phaseView(plan: PlanDocument, { name, kind, fields, stages }: Phase): PhaseView {
  return {
    name,
    kind,
    fields: fieldViews(plan, fields),
    stages: stages.map((stage) => stageView(plan, stage)),
  };
}

function stageView(plan: PlanDocument, stage: Stage): StageView {
  const { name, letter, superseded } = stage;
  const figures = stageFigures(plan, stage);
  return { name, letter, superseded, ...figures, fields: fieldViews(plan, stage.fields) };
}

function fieldViews(plan: PlanDocument, fields: readonly Field[]): readonly FieldView[] {
  return fields.map((field) => {
    const { label, part, span, value, open } = field;
    const raw = plan.source.text.slice(span.start, span.end);
    const typed = typedView(plan.source, typedValue(plan, field));
    return { label, part, raw, value, open, typed, ...placeAt(plan.source, span.start) };
  });
}

function statementView({ source }: PlanDocument, { text, code, span }: Statement): StatementView {
  const kind = code === null ? 'asked' : 'measured';
  return { text, code, kind, line: placeAt(source, span.start).line };
}
