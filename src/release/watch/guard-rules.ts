import type { GuardRules } from '../guard/index.ts';
import type { ReleasePlan } from '../plan/index.ts';
import { plannedRestarts } from './restarts.ts';

/** How strictly a release is watched, as its plan has it. */
export function guardRulesOf({ terms, stages }: Pick<ReleasePlan, 'terms' | 'stages'>): GuardRules {
  const { alpha, tolerance } = terms;
  return { alpha, tolerance, restarts: plannedRestarts(stages) };
}
