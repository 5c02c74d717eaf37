import { planningFigures, type Forecast } from '../../guard/index.ts';
import { termsIn, type StageFigures } from '../../plan/index.ts';
import type { LintContext } from '../rule.ts';

/** What a stage is to be forecast from; null when traffic, share or length is not known. */
export function forecastOf(
  { plan, usersPerDay, baseline }: Pick<LintContext, 'plan' | 'usersPerDay' | 'baseline'>,
  { percentage, minimumMinutes, minimumUsers }: StageFigures,
): Forecast | null {
  if (usersPerDay === null || percentage === null || minimumMinutes === null) return null;
  if (percentage < 0 || percentage > 100) return null;
  return {
    usersPerDay,
    baselineShare: baseline ?? 0,
    stage: { percentage, minutes: minimumMinutes, minimumUsers },
    rules: termsIn(plan.source.text).terms,
  };
}

/** Different people whom a stage is expected to reach; null when that can't be said. */
export function expectedPeople(context: LintContext, figures: StageFigures): number | null {
  const forecast = forecastOf({ ...context, baseline: null }, figures);
  return forecast && planningFigures(forecast).expectedUsers;
}
