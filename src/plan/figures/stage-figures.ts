import type { Field, PlanDocument, Stage } from '../document.ts';
import type { FieldKind } from '../meaning/template-row.ts';
import type { KnownName } from '../meaning/template.ts';
import { oncePerPart } from '../typed/once.ts';
import { malformedIn, type FigureProblem } from './figure.ts';
import { businessDaysOf, lengthOf } from './stage-length.ts';
import { isMinimum, minimumSampleOf, minimumUsersOf, type PlannedSample } from './stage-minimum.ts';
import { percentageOf } from './stage-share.ts';

/** What a stage's planning says in numbers; null is what it leaves open. Recommendations are never values. */
export type StageFigures = {
  /** 0 to 100 when the plan is sound; as written otherwise. */
  readonly percentage: number | null;
  /** The planned length, else the template's minimum while the length is open. */
  readonly minimumMinutes: number | null;
  /** The same in business days, where it is written in them. */
  readonly minimumBusinessDays: number | null;
  /** Distinct people that the plan wants to have seen before the next stage. */
  readonly minimumUsers: number | null;
  /** What else the plan wants to have seen before the next stage: `until at least 40 saves`. */
  readonly minimumSample: PlannedSample | null;
};

export const stageFigures = oncePerPart((plan, stage: Stage): StageFigures => {
  return {
    percentage: percentageOf(plan, stage).value,
    minimumMinutes: lengthOf(plan, stage).value,
    minimumBusinessDays: businessDaysOf(plan, stage),
    minimumUsers: minimumUsersOf(plan, stage),
    minimumSample: minimumSampleOf(plan, stage),
  };
});

/** Why the share of a stage can't be read although it is there. */
export function shareProblem(plan: PlanDocument, stage: Stage): FigureProblem | null {
  return percentageOf(plan, stage).problem;
}

/** What else the planning of a stage says in figures that can't be read, so that it can't be carried out as planned. */
export function figureProblems(plan: PlanDocument, stage: Stage): readonly FigureProblem[] {
  const others = stage.fields.filter(
    ({ known }) => known === null || !REPORTED.includes(known.name),
  );
  return [lengthOf(plan, stage).problem ?? [], malformedAmong(plan, others)].flat();
}

/** What has a problem of its own. */
const REPORTED: readonly KnownName[] = ['length', 'percentage'];

/** The figures that can't be read in the fields of a planning that ask for one. */
export function malformedAmong(
  plan: PlanDocument,
  fields: readonly Field[],
): readonly FigureProblem[] {
  return fields
    .filter((field) => field.part === 'planning' && (isOfFigures(field) || isMinimum(field)))
    .flatMap((field) => malformedIn(plan, field) ?? []);
}

const OF_FIGURES: readonly FieldKind[] = ['dates', 'count', 'percent', 'duration'];

function isOfFigures({ known }: Field): boolean {
  return known !== null && OF_FIGURES.includes(known.kind);
}
