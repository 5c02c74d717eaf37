import { MINUTES_PER_DAY } from '../lib/duration.ts';
import { detectableRateRatio, expectedPeople, shippedThreshold } from '../guard/index.ts';
import type { ReleaseStage, Terms } from '../plan/index.ts';
import { FURTHER_REQUESTS, type Scenario } from './scenario.ts';

/**
 * The smallest rate ratio of failing people that the guard as it ships catches in a stage with a chance of 80 %,
 * computed from the same traffic that the rehearsal simulates. Null where nothing is compared: at 0 % and 100 %.
 */
export function detectableIn(
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
