import type { Chance } from './chance.ts';
import { DAYS_BETWEEN_VISITS } from '../guard/index.ts';

/** Everybody who may come, by number. Each keeps the same place on the line from 0 to 1 for the whole run. */
export type Population = {
  readonly size: number;
  /** Open for a person when their place lies below the share. */
  readonly place: Float64Array;
  /** The number of the stage in which the feature was last shown to a person; 0 is never. */
  readonly shownIn: Uint16Array;
  /** The number of the stage in which a person first came, open or not; 0 is never. */
  readonly countedIn: Uint16Array;
  /** 1: had a failed visit, which counts once. */
  readonly failed: Uint8Array;
  /** 1: met a failure that the regression made. */
  readonly harmed: Uint8Array;
};

export function populationOf(usersPerDay: number, chance: Chance): Population {
  const size = Math.max(1, Math.round(usersPerDay * DAYS_BETWEEN_VISITS));
  return {
    size,
    place: Float64Array.from({ length: size }, () => chance.fraction()),
    shownIn: new Uint16Array(size),
    countedIn: new Uint16Array(size),
    failed: new Uint8Array(size),
    harmed: new Uint8Array(size),
  };
}
