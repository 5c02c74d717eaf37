import {
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
    .map((stage) => ({ stage, figures: stageFigures(stage, plan.source.text) }));
}

export function rolloutPhases({ phases }: PlanDocument): readonly Phase[] {
  return phases.filter(({ kind }) => kind === 'rollout');
}
