import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../../lib/duration.ts';
import { ALPHA } from './combination.ts';

/** How strictly one release is watched. Fixed before the first label. */
export type GuardRules = {
  /** The false-rollback budget of the release, such as 0.01. */
  readonly alpha: number;
  /** The rate ratio that is still no harm; 1 tolerates none. */
  readonly tolerance: number;
  /** How many restarts are planned. */
  readonly restarts: number;
};

/** The rules where a plan sets none. */
export function usualRules(restarts: number): GuardRules {
  return { alpha: ALPHA, tolerance: 1, restarts };
}

/** What a plan says about how strictly it is watched. */
type WatchedPlan = {
  readonly terms: Pick<GuardRules, 'alpha' | 'tolerance'>;
  readonly stages: readonly StageLength[];
};

/** How long a stage lasts at least; null where the plan does not say. */
type StageLength = { readonly minimumMinutes: number | null };

/** How strictly a release is watched, by its plan. */
export function guardRulesOf({ terms, stages }: WatchedPlan): GuardRules {
  const { alpha, tolerance } = terms;
  return { alpha, tolerance, restarts: plannedRestarts(stages) };
}

/**
 * How a stage is watched, by the plan at the time when the stage opens. The rules of a run's first stage hold for
 * the whole run: a budget that could be changed after a look at the evidence would be none.
 */
export type StageWatch = GuardRules & {
  /** Minutes after the opening at which the evidence restarts besides going on. */
  readonly anewAfter: readonly number[];
};

export function stageWatchOf(plan: WatchedPlan, stage: StageLength): StageWatch {
  return { ...guardRulesOf(plan), anewAfter: restartsOf(stage) };
}

const SHORTEST_MINUTES = 2 * MINUTES_PER_HOUR;
const PARTS_OF_A_STAGE = 24;

/**
 * The moments, in minutes after a stage opened, at which the label evidence restarts besides going on. The plan
 * fixes them before there are any data, and the data never choose them. The opening is the first.
 */
export function restartsOf({ minimumMinutes }: StageLength): readonly number[] {
  const planned = minimumMinutes ?? MINUTES_PER_DAY;
  const every = Math.max(SHORTEST_MINUTES, Math.ceil(planned / PARTS_OF_A_STAGE));
  const further = Math.max(0, Math.ceil(planned / every) - 1);
  return Array.from({ length: further + 1 }, (_, index) => index * every);
}

/** How many restarts a release has in all. The first stage opens with the evidence itself, so it is none. */
export function plannedRestarts(stages: readonly StageLength[]): number {
  return stages.reduce((sum, stage) => sum + restartsOf(stage).length, -1);
}
