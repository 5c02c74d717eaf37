import { durationInWords, MINUTE_MS, MINUTES_PER_DAY } from '../lib/duration.ts';
import { whyNotRaise } from '../calendar/index.ts';
import type { ReleasePlan } from '../plan/index.ts';
import type { PlannedRules } from '../release/decisions/index.ts';
import type { Scenario } from './scenario.ts';

/** What is rehearsed: a plan, its criteria and rules, and the traffic. */
export type RehearsalSetting = {
  readonly plan: ReleasePlan;
  readonly rules: PlannedRules;
  readonly scenario: Scenario;
  /** When the first stage opens, or as soon after it as the plan permits. */
  readonly from: Date;
};

const YEAR_DAYS = 366;
const YEAR_MINUTES = YEAR_DAYS * MINUTES_PER_DAY;
/** A plan that asks for more people than come is given up after this many times its planned length, and a month. */
const PATIENCE = 3;
const MONTH_MINUTES = 30 * MINUTES_PER_DAY;

/** How long the stages last if each is left as soon as it may be; a stage without a length counts as a day. */
export function plannedMinutes({ stages }: Pick<ReleasePlan, 'stages'>): number {
  return stages.reduce((sum, { minimumMinutes }) => sum + (minimumMinutes ?? MINUTES_PER_DAY), 0);
}

/**
 * After so many minutes a rehearsal gives up: a year after the planned end at the latest. It waits for days on which
 * the plan lets nothing be raised.
 */
export function longestMinutes(plan: Pick<ReleasePlan, 'stages' | 'terms'>): number {
  const frozen = plan.terms.raises.notOn.length * MINUTES_PER_DAY;
  const planned = plannedMinutes(plan);
  return Math.min(PATIENCE * planned + MONTH_MINUTES, planned + YEAR_MINUTES) + frozen;
}

/** Two in the afternoon UTC, morning in the East: the hour changes what happens, and one seed is to give one result. */
export function thisMorning(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 14));
}

/** Why this plan can’t be rehearsed, as a sentence; null when it can. */
export function whyNoRehearsal(
  plan: Pick<ReleasePlan, 'stages' | 'terms'>,
  from: Date,
): string | null {
  const [longest] = plan.stages.toSorted(
    (one, other) => (other.minimumMinutes ?? 0) - (one.minimumMinutes ?? 0),
  );
  if (longest && plannedMinutes(plan) > YEAR_MINUTES) {
    return (
      `${longest.name} lasts at least ${durationInWords(longest.minimumMinutes ?? 0)}, and a rehearsal covers ` +
      `stages of ${YEAR_DAYS} days in all. If the stage is meant to be shorter, change its length of time ` +
      `(line ${longest.line}).`
    );
  }
  return firstRaise(plan, from) === null
    ? (whyNotRaise(plan.terms.raises, from)?.sentence ?? null)
    : null;
}

const MOST_YEARS = 10;

/** The first moment from this one on at which the plan lets a share be raised; null when there is none in ten years. */
export function firstRaise({ terms }: Pick<ReleasePlan, 'terms'>, from: Date): Date | null {
  let time = from;
  for (let year = 0; year < MOST_YEARS; year += 1) {
    const notNow = whyNotRaise(terms.raises, time);
    if (notNow === null) return time;
    if (notNow.nextAt) return notNow.nextAt;
    time = new Date(time.getTime() + YEAR_MINUTES * MINUTE_MS);
  }
  return null;
}
