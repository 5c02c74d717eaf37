import { MINUTES_PER_DAY } from '../lib/duration.ts';
import { whyNotRaise } from '../calendar/index.ts';
import type { ReleasePlan } from '../plan/index.ts';
import type { PlannedRules } from '../release/decisions/index.ts';
import type { Scenario } from './scenario.ts';

/** What is rehearsed: a plan, its criteria and rules, and the traffic. */
export type Setting = {
  readonly plan: ReleasePlan;
  readonly rules: PlannedRules;
  readonly scenario: Scenario;
  /** When the first stage opens, or as soon after it as the plan lets it. */
  readonly from: Date;
};

/** A plan that asks for more people than come is given up after this many times its planned length, and a month. */
const PATIENCE = 3;
const MONTH_MINUTES = 30 * MINUTES_PER_DAY;

/** How long the stages last if each is left as soon as it may be; a stage without a length counts as a day. */
export function plannedMinutes({ stages }: Pick<ReleasePlan, 'stages'>): number {
  return stages.reduce((sum, { minimumMinutes }) => sum + (minimumMinutes ?? MINUTES_PER_DAY), 0);
}

/** After so many minutes a rehearsal gives up. Days on which the plan lets nothing be raised are waited for. */
export function longestMinutes(plan: Pick<ReleasePlan, 'stages' | 'terms'>): number {
  const frozen = plan.terms.raises.notOn.length * MINUTES_PER_DAY;
  return PATIENCE * plannedMinutes(plan) + MONTH_MINUTES + frozen;
}

/** The same, begun at the first moment at which the plan lets a share be raised. */
export function atFirstRaise(setting: Setting): Setting {
  const { plan, from } = setting;
  return { ...setting, from: whyNotRaise(plan.terms.raises, from)?.nextAt ?? from };
}
