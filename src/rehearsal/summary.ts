import type { ReleasePlan } from '../plan/index.ts';
import { atMostShare } from './at-most-share.ts';
import { detectableIn } from './detectable.ts';
import type { RehearsedRun } from './run.ts';
import type { Scenario } from './scenario.ts';
import { share, spreadOf, type Spread } from './spread.ts';
import { stageSummary, type StageSummary } from './stage-summary.ts';

/** What many runs of one plan came to. Shares are from 0 to 1, times in minutes. */
export type RehearsalSummary = {
  readonly runs: number;
  /** Rollbacks without a reason; null when there was a regression. `upper95`: with 95 % confidence no more than this. */
  readonly falseRollback: { readonly rate: number; readonly upper95: number } | null;
  /** Rollbacks after the regression had begun; null when there was none. */
  readonly detection: {
    readonly rate: number;
    /** From the beginning of the regression to the rollback, over the runs that detected it. */
    readonly minutes: Spread;
    /** Distinct people who met a failure that the regression made, over all runs. */
    readonly harmed: Spread;
  } | null;
  readonly stages: readonly StageSummary[];
  /** Share of runs that reached the end of the last stage. */
  readonly finished: number;
};

export function summaryOf(
  plan: ReleasePlan,
  scenario: Scenario,
  runs: readonly RehearsedRun[],
): RehearsalSummary {
  const { regression } = scenario;
  const rolledBack = runs.filter(({ ended }) => ended === 'rolled-back');
  const falsely = {
    rate: share(rolledBack, runs),
    upper95: atMostShare(rolledBack.length, runs.length),
  };
  return {
    runs: runs.length,
    falseRollback: regression ? null : falsely,
    detection: regression && detectionOf(runs, rolledBack, regression.onsetMinutes),
    stages: plan.stages.map((stage, index) => ({
      ...stageSummary(stage, index, runs),
      detectableRateRatio: detectableIn(stage, plan.terms, scenario),
    })),
    finished: share(
      runs.filter(({ ended }) => ended === 'finished'),
      runs,
    ),
  };
}

function detectionOf(
  runs: readonly RehearsedRun[],
  rolledBack: readonly RehearsedRun[],
  onset: number,
): RehearsalSummary['detection'] {
  const detected = rolledBack.filter(({ minutes }) => minutes > onset);
  return {
    rate: share(detected, runs),
    minutes: spreadOf(detected.map(({ minutes }) => minutes - onset)),
    harmed: spreadOf(runs.map(({ harmedPeople }) => harmedPeople)),
  };
}
