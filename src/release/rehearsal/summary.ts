import type { HoldCause } from '../journal.ts';
import type { ReleasePlan, ReleaseStage } from '../plan/index.ts';
import { atMostShare } from './at-most-share.ts';
import { detectableIn } from './detectable.ts';
import type { RehearsedRun } from './run.ts';
import type { Scenario } from './scenario.ts';

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
  readonly holds: readonly HoldSummary[];
  /** Share of runs that reached the end of the last stage. */
  readonly finished: number;
};

export type Spread = { readonly median: number | null; readonly p90: number | null };

export type StageSummary = {
  readonly name: string;
  readonly letter: string;
  readonly percentage: number;
  /** Share of runs in which it was opened. */
  readonly reached: number;
  readonly minutes: Spread;
  readonly exposed: Spread;
  /** The smallest rise of errors that the guard as it ships catches there four times in five; null: none. */
  readonly detectableRateRatio: number | null;
};

export type HoldSummary = {
  readonly cause: HoldCause;
  /** Share of runs with such a hold. */
  readonly share: number;
  readonly minutes: Spread;
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
      detectableRateRatio: detectableIn(stage, scenario),
    })),
    holds: holdsOf(runs),
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

function stageSummary(
  { name, letter, percentage }: ReleaseStage,
  index: number,
  runs: readonly RehearsedRun[],
): Omit<StageSummary, 'detectableRateRatio'> {
  const openings = runs.map(({ stages }) => stages.filter(({ stage }) => stage === index));
  const reached = openings.filter((times) => times.length > 0);
  const sums = (value: (opening: RehearsedRun['stages'][number]) => number) =>
    spreadOf(reached.map((times) => times.reduce((sum, opening) => sum + value(opening), 0)));
  return {
    name,
    letter,
    percentage,
    reached: share(reached, runs),
    minutes: sums(({ minutes }) => minutes),
    exposed: sums(({ figures }) => figures.people),
  };
}

function holdsOf(runs: readonly RehearsedRun[]): readonly HoldSummary[] {
  const ofRun = ({ stages }: RehearsedRun) => stages.flatMap(({ holds }) => holds);
  const all = runs.flatMap(ofRun);
  return [...new Set(all.map(({ cause }) => cause))].toSorted().map((cause) => ({
    cause,
    share: share(
      runs.filter((run) => ofRun(run).some((hold) => hold.cause === cause)),
      runs,
    ),
    minutes: spreadOf(all.filter((hold) => hold.cause === cause).map(({ minutes }) => minutes)),
  }));
}

function share(some: readonly unknown[], all: readonly unknown[]): number {
  return all.length === 0 ? 0 : some.length / all.length;
}

/** Null when there is nothing to take the middle of. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] ?? null;
  return { median: at(0.5), p90: at(0.9) };
}
