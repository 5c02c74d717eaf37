import { askedOf, type PlannedRules } from '../release/decisions/index.ts';
import type { ReleasePlan } from '../plan/index.ts';
import { canSimulate } from './figures.ts';

/** The criteria and rules that simulated traffic can’t show, as the plan words them; each counts as met, or as never broken. */
export function notRehearsed(
  plan: Pick<ReleasePlan, 'criteria'>,
  { criteria, rollback }: PlannedRules,
): readonly string[] {
  const unseen = [...criteria, ...rollback].filter(({ criterion }) => !canSimulate(criterion));
  return [...unseen.map(({ text }) => text), ...askedOf(plan)];
}
