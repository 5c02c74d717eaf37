import type { GuardRules } from '../guard/index.ts';
import type { ReleasePlan, ReleaseStage } from '../../plan/index.ts';
import { plannedRestarts, restartsOf } from './restarts.ts';

/** How strictly a release is watched, as its plan has it. */
export function guardRulesOf({ terms, stages }: Pick<ReleasePlan, 'terms' | 'stages'>): GuardRules {
  const { alpha, tolerance } = terms;
  return { alpha, tolerance, restarts: plannedRestarts(stages) };
}

/**
 * How a stage is watched, as the plan has it when the stage opens. Of a run, the rules of its first stage hold: a
 * budget that could be changed after a look at the evidence would be none.
 */
export type StageWatch = GuardRules & {
  /** Minutes after the opening at which the evidence begins anew besides going on. */
  readonly anewAfter: readonly number[];
};

export function stageWatchOf(plan: ReleasePlan, stage: ReleaseStage): StageWatch {
  return { ...guardRulesOf(plan), anewAfter: restartsOf(stage) };
}
