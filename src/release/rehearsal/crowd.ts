import type { Counts } from '../watch/counts.ts';
import type { Population } from './population.ts';
import type { Visitor } from './traffic.ts';

/** Who came, who failed, who was harmed: distinct people, counted as the guard and the report count them. */
export type Crowd = {
  /** A stage opened; `number` counts openings from 1, a stage that is opened again included. */
  openStage(number: number): void;
  nextDay(): void;
  came(visitor: Visitor): void;
  /** True when this is the person’s first failed visit of the release. */
  failed(person: number): boolean;
  /** Somebody with the feature met an error of the feature itself, or of another page. */
  unitFailed(person: number, where: 'feature' | 'elsewhere'): void;
  harmed(person: number): void;
  counts(share: number, dependencyDown: boolean): Counts;
  /** To whom the feature was shown in the open stage. */
  exposed(): number;
  harmedPeople(): number;
};

export function crowdOf(population: Population): Crowd {
  const seenOn = new Uint32Array(population.size);
  const failedOn = {
    feature: new Uint32Array(population.size),
    elsewhere: new Uint32Array(population.size),
  };
  const state = { stage: 0, day: 1, exposed: 0, harmed: 0, units: 0, unitsBeforeToday: 0 };
  const unitErrors = { feature: 0, elsewhere: 0 };
  let stagePeople = { open: 0, closed: 0 };
  const firstTimeInStage = (seen: Uint16Array, person: number) => {
    if (seen[person] === state.stage) return false;
    seen[person] = state.stage;
    return true;
  };
  const show = (person: number) => {
    if (firstTimeInStage(population.shownIn, person)) state.exposed += 1;
    if (seenOn[person] === state.day) return;
    seenOn[person] = state.day;
    state.units += 1;
  };
  const unitsOf = (where: 'feature' | 'elsewhere') => ({
    errors: unitErrors[where],
    units: state.units,
    unitsBeforeToday: state.unitsBeforeToday,
  });
  return {
    openStage: (number) => {
      [state.stage, state.exposed] = [number, 0];
      stagePeople = { open: 0, closed: 0 };
    },
    nextDay: () => {
      state.day += 1;
      state.unitsBeforeToday = state.units;
    },
    came: ({ person, open }) => {
      if (firstTimeInStage(population.countedIn, person))
        stagePeople[open ? 'open' : 'closed'] += 1;
      if (open) show(person);
    },
    failed: (person) => {
      if (population.failed[person] === 1) return false;
      population.failed[person] = 1;
      return true;
    },
    unitFailed: (person, where) => {
      if (failedOn[where][person] === state.day) return;
      failedOn[where][person] = state.day;
      unitErrors[where] += 1;
    },
    harmed: (person) => {
      if (population.harmed[person] === 1) return;
      population.harmed[person] = 1;
      state.harmed += 1;
    },
    counts: (share, dependencyDown) => ({
      share,
      feature: unitsOf('feature'),
      elsewhere: unitsOf('elsewhere'),
      stage: stagePeople,
      dependencyDown,
    }),
    exposed: () => state.exposed,
    harmedPeople: () => state.harmed,
  };
}
