import { type Forecast, planningFigures } from '../../guard/index.ts';
import type { StageFigures } from '../../plan/index.ts';
import type { Linted } from '../rule.ts';

/** What a stage is to be forecast from; null when traffic, share or length is not known. */
export function forecastOf(
  { terms, usersPerDay, baseline }: Pick<Linted, 'terms' | 'usersPerDay' | 'baseline'>,
  { percentage, minimumMinutes, minimumUsers }: StageFigures,
): Forecast | null {
  if (usersPerDay === null || percentage === null || minimumMinutes === null) return null;
  if (percentage < 0 || percentage > 100) return null;
  return {
    usersPerDay,
    baselineShare: baseline ?? 0,
    stage: { percentage, minutes: minimumMinutes, minimumUsers },
    rules: terms,
  };
}

/** Different people whom a stage is expected to reach; null when that can't be said. */
export function expectedPeople(context: Linted, figures: StageFigures): number | null {
  const forecast = forecastOf({ ...context, baseline: null }, figures);
  return forecast && planningFigures(forecast).expectedUsers;
}
