import {
  stageField,
  stageFigures,
  type Phase,
  type PlanDocument,
  type Stage,
  type StageFigures,
} from '../../plan/index.ts';

export type FiguredStage = { readonly stage: Stage; readonly figures: StageFigures };

/** The stages of all rollout phases, in the order in which they are written; attempts that are over left out. */
export function rolloutStages(plan: PlanDocument): readonly FiguredStage[] {
  return rolloutPhases(plan)
    .flatMap(({ stages }) => stages.filter(({ superseded }) => !superseded))
    .map((stage) => ({ stage, figures: stageFigures(plan, stage) }));
}

export function rolloutPhases({ phases }: PlanDocument): readonly Phase[] {
  return phases.filter(({ kind }) => kind === 'rollout');
}

/** Where a finding about a stage’s share stands: at the share, or at the heading when the share has no field. */
export function placeOfShare(stage: Stage): number {
  return stageField(stage, 'percentage')?.span.start ?? stage.span.start;
}

/** Where a finding about a rollout as a whole stands. */
export function placeOfRollout(plan: PlanDocument): number {
  return rolloutPhases(plan)[0]?.span.start ?? 0;
}
