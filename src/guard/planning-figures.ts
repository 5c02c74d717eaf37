import { MINUTES_PER_DAY } from '../lib/duration.ts';
import { detectableRateRatio, power, shippedThreshold, type GuardedStage } from './power/power.ts';
import type { GuardRules } from './watch/guard-rules.ts';

/** How often one person comes, on average; a rehearsal simulates the same. */
export const DAYS_BETWEEN_VISITS = 30;

/** How many people a stage should meet when the plan names no number. */
const USUAL_SAMPLE = 500;

const HOURS_PER_DAY = 24;

export type Forecast = {
  /** Visits on one day, with or without the feature. */
  readonly usersPerDay: number;
  /** Of the people of a stage, the share who have an error without the feature, 0 to 1. */
  readonly baselineShare: number;
  readonly stage: {
    /** Percent of people, 0 to 100. */
    readonly percentage: number;
    readonly minutes: number;
    /** People to whom the feature must have been open; null when the plan names no number. */
    readonly minimumUsers: number | null;
  };
  readonly rules: Pick<GuardRules, 'alpha' | 'tolerance'>;
};

export type PlanningFigures = {
  /** Different people to whom the feature is open during the stage. */
  readonly expectedUsers: number;
  /** Until that is `minimumUsers`; null when it never is, or the plan names no number. */
  readonly hoursToMinimum: number | null;
  /** The percentage at which the stage meets 500 people; null when not even 100% is enough. */
  readonly percentageForUsualSample: number | null;
  /** The smallest rise of errors that the shipped guard catches with a chance of 80%; null: none. */
  readonly detectableRateRatio: number | null;
};

/**
 * What a stage can be expected to show, before it begins.
 *
 * Model of visits: `usersPerDay` visits a day, evenly over the day, each by a person who comes once in 30 days
 * on average, at random. So a stage of t days meets 30 (1 − exp(−t / 30)) days' people.
 */
export function planningFigures(forecast: Forecast): PlanningFigures {
  const { percentage } = forecast.stage;
  const people = peopleOf(forecast);
  const forUsual = people > 0 ? (100 * USUAL_SAMPLE) / people : Infinity;
  return {
    expectedUsers: (people * percentage) / 100,
    hoursToMinimum: hoursToMinimum(forecast),
    percentageForUsualSample: forUsual <= 100 ? forUsual : null,
    detectableRateRatio: detectableRateRatio(stageOf(forecast)),
  };
}

/** The chance that the shipped guard lets the stage pass, although errors rise by `rateRatio`. */
export function chanceOfPassing(forecast: Forecast, rateRatio: number): number {
  return 1 - power(stageOf(forecast), rateRatio);
}

function stageOf(forecast: Forecast): GuardedStage {
  return {
    share: forecast.stage.percentage / 100,
    erringUsers: peopleOf(forecast) * forecast.baselineShare,
    threshold: shippedThreshold(forecast.rules.alpha),
    tolerance: forecast.rules.tolerance,
  };
}

/** Different people who come during the stage, with or without the feature. */
function peopleOf({ usersPerDay, stage }: Forecast): number {
  return expectedPeople(usersPerDay, stage.minutes / MINUTES_PER_DAY);
}

/** How many different people are expected among the visits of so many days, by the model of `planningFigures`. */
export function expectedPeople(visitsPerDay: number, days: number): number {
  return -visitsPerDay * DAYS_BETWEEN_VISITS * Math.expm1(-days / DAYS_BETWEEN_VISITS);
}

function hoursToMinimum({ usersPerDay, stage }: Forecast): number | null {
  if (stage.minimumUsers === null) return null;
  const allPeople = usersPerDay * DAYS_BETWEEN_VISITS * (stage.percentage / 100);
  if (stage.minimumUsers >= allPeople) return null;
  const days = -DAYS_BETWEEN_VISITS * Math.log1p(-stage.minimumUsers / allPeople);
  return days * HOURS_PER_DAY;
}
