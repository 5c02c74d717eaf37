import {
  stageFigures,
  type Phase,
  type PlanDocument,
  type Stage,
  type StageFigures,
} from '../../plan/index.ts';

export type FiguredStage = { readonly stage: Stage; readonly figures: StageFigures };

/** The stages of all rollout phases, in the order in which they are written. */
export function rolloutStages(plan: PlanDocument): readonly FiguredStage[] {
  return rolloutPhases(plan)
    .flatMap(({ stages }) => stages)
    .map((stage) => ({ stage, figures: stageFigures(stage, plan.source.text) }));
}

export function rolloutPhases({ phases }: PlanDocument): readonly Phase[] {
  return phases.filter(({ kind }) => kind === 'rollout');
}
