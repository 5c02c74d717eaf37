import type { ReleasePlan } from '../../plan/index.ts';
import type { RehearsedRun } from '../run.ts';
import type { Scenario } from '../scenario.ts';
import { boundsOf, share, spreadOf, type ShareBounds, type Spread } from './shares.ts';
import { stageSummaries, type StageSummary } from './stage-summary.ts';

/** What many runs of one plan came to. Shares are from 0 to 1, times in minutes. */
export type RehearsalSummary = {
  readonly runs: number;
  /** Rollbacks without a reason; null when there was a regression. */
  readonly falseRollback: Rate | null;
  /** Rollbacks after the regression had begun; null when there was none. */
  readonly detection:
    | (Rate & {
        /** From the beginning of the regression to the rollback, over the runs that detected it. */
        readonly minutes: Spread;
        /** Distinct people who met a failure that the regression made, over all runs. */
        readonly harmed: Spread;
      })
    | null;
  readonly stages: readonly StageSummary[];
  /** Share of runs that reached the end of the last stage. */
  readonly finished: number;
};

/** A share of the runs. */
export type Rate = ShareBounds & { readonly rate: number };

export function summaryOf(
  plan: ReleasePlan,
  scenario: Scenario,
  runs: readonly RehearsedRun[],
): RehearsalSummary {
  const { regression } = scenario;
  const rolledBack = runs.filter(({ ended }) => ended === 'rolled-back');
  return {
    runs: runs.length,
    falseRollback: regression ? null : rateOf(rolledBack, runs),
    detection: regression && detectionOf(runs, rolledBack, regression.onsetMinutes),
    stages: stageSummaries(plan, scenario, runs),
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
    ...rateOf(detected, runs),
    minutes: spreadOf(detected.map(({ minutes }) => minutes - onset)),
    harmed: spreadOf(runs.map(({ harmedPeople }) => harmedPeople)),
  };
}

function rateOf(some: readonly RehearsedRun[], all: readonly RehearsedRun[]): Rate {
  return { rate: share(some, all), ...boundsOf(some.length, all.length) };
}
