import { MINUTES_PER_DAY } from '../../lib/duration.ts';
import { detectableRateRatio, expectedPeople, shippedThreshold } from '../../guard/index.ts';
import type { ReleasePlan, ReleaseStage, Terms } from '../../plan/index.ts';
import type { HoldCause } from '../../release/journal/index.ts';
import type { RehearsedRun } from '../run.ts';
import { FURTHER_REQUESTS, type Scenario } from '../scenario.ts';
import { share, spreadOf, type Spread } from './shares.ts';

/** What many runs came to in one stage. A stage that a run opened twice counts once, with both times together. */
export type StageSummary = {
  readonly name: string;
  readonly letter: string;
  readonly percentage: number;
  /** Share of runs in which it was opened. */
  readonly reached: number;
  readonly minutes: Spread;
  readonly exposed: Spread;
  readonly holds: readonly HoldSummary[];
  /** Share of runs that were rolled back in it. */
  readonly rolledBack: number;
  /** The smallest rise of errors that the guard as it ships catches there four times in five; null: none. */
  readonly detectableRateRatio: number | null;
};

export type HoldSummary = {
  readonly cause: HoldCause;
  /** Share of runs with such a hold in this stage. */
  readonly share: number;
  readonly minutes: Spread;
};

export function stageSummaries(
  { stages, terms }: Pick<ReleasePlan, 'stages' | 'terms'>,
  scenario: Scenario,
  runs: readonly RehearsedRun[],
): readonly StageSummary[] {
  return stages.map((stage, index) => ({
    ...stageSummary(stage, index, runs),
    detectableRateRatio: detectableIn(stage, terms, scenario),
  }));
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
    holds: holdsIn(openings),
    rolledBack: share(
      runs.filter(({ ended, stages }) => ended === 'rolled-back' && stages.at(-1)?.stage === index),
      runs,
    ),
  };
}

function holdsIn(openings: readonly RehearsedRun['stages'][]): readonly HoldSummary[] {
  const ofRuns = openings.map((times) => times.flatMap(({ holds }) => holds));
  const causes = new Set(ofRuns.flat().map(({ cause }) => cause));
  return [...causes].toSorted().map((cause) => {
    const held = ofRuns.map((holds) => holds.filter((hold) => hold.cause === cause));
    return {
      cause,
      share: share(
        held.filter((holds) => holds.length > 0),
        openings,
      ),
      minutes: spreadOf(held.flat().map(({ minutes }) => minutes)),
    };
  });
}

/**
 * The smallest rate ratio of failing people that the guard as it ships catches in a stage with a chance of 80%,
 * computed from the same traffic that the rehearsal simulates. Null where nothing is compared: at 0% and 100%.
 */
function detectableIn(
  { percentage, minimumMinutes }: ReleaseStage,
  { alpha, tolerance }: Terms,
  scenario: Scenario,
): number | null {
  const days = (minimumMinutes ?? MINUTES_PER_DAY) / MINUTES_PER_DAY;
  return detectableRateRatio({
    share: percentage / 100,
    erringUsers: peopleWhoFail(scenario, days),
    threshold: shippedThreshold(alpha),
    tolerance,
  });
}

/** Distinct people with a failed visit in so many days, with the feature or without it, when it does no harm. */
function peopleWhoFail({ usersPerDay, errorRate }: Scenario, days: number): number {
  const visitIsWell = (1 - errorRate) * Math.exp(-FURTHER_REQUESTS * errorRate);
  // Failed visits come at random as all visits do, only less often.
  return expectedPeople(usersPerDay, days * (1 - visitIsWell));
}
