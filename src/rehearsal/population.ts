import type { Chance } from './chance.ts';
import { DAYS_BETWEEN_VISITS } from '../guard/index.ts';

/** Everybody who may come, by number. Each keeps the same place on the line from 0 to 1 for the whole run. */
export type Population = {
  readonly size: number;
  /** Open for a person when their place lies below the share. */
  readonly place: Float64Array;
};

export function populationOf(usersPerDay: number, chance: Chance): Population {
  const size = Math.max(1, Math.round(usersPerDay * DAYS_BETWEEN_VISITS));
  return {
    size,
    place: Float64Array.from({ length: size }, () => chance.fraction()),
  };
}
