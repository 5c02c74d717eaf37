import { MINUTES_PER_DAY } from '../../lib/duration.ts';
import type { ReleasePlan } from '../plan/index.ts';
import type { PlannedRules } from '../rules.ts';
import type { Scenario } from './scenario.ts';

/** What is rehearsed: a plan, its criteria and rules, and the traffic. */
export type Setting = {
  readonly plan: ReleasePlan;
  readonly rules: PlannedRules;
  readonly scenario: Scenario;
  /** When the first stage opens. */
  readonly from: Date;
};

/** A plan that asks for more people than come is given up after this many times its planned length, and a month. */
const PATIENCE = 3;
const MONTH_MINUTES = 30 * MINUTES_PER_DAY;

/** How long the stages last if each is left as soon as it may be; a stage without a length counts as a day. */
export function plannedMinutes({ stages }: Pick<ReleasePlan, 'stages'>): number {
  return stages.reduce((sum, { minimumMinutes }) => sum + (minimumMinutes ?? MINUTES_PER_DAY), 0);
}

/** After so many minutes a rehearsal gives up. */
export function longestMinutes(plan: Pick<ReleasePlan, 'stages'>): number {
  return PATIENCE * plannedMinutes(plan) + MONTH_MINUTES;
}
