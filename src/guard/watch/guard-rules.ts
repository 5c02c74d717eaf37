import type { GuardRules } from '../judging/rules.ts';
import { plannedRestarts, restartsOf, type StageLength } from './restarts.ts';

/** What a plan says of how strictly it is watched. */
type WatchedPlan = {
  readonly terms: Pick<GuardRules, 'alpha' | 'tolerance'>;
  readonly stages: readonly StageLength[];
};

/** How strictly a release is watched, as its plan has it. */
export function guardRulesOf({ terms, stages }: WatchedPlan): GuardRules {
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

export function stageWatchOf(plan: WatchedPlan, stage: StageLength): StageWatch {
  return { ...guardRulesOf(plan), anewAfter: restartsOf(stage) };
}
