/** Days on which the change breaks things for the people treated, each in its own way. */
import { BREAKING, OTHER_VOLUMES, inWords, type Cell, type Volume } from './cells.ts';
import { always, breaking, HEAVY_OUTAGE, SHARED_OUTAGE, USUAL } from './traffic.ts';
import type { Effect, Traffic } from './traffic.ts';

/** So many people a day: on its quiet days every rule is set to the same false alarms, on the others compared. */
export type HarmVolume = {
  /** Nothing wrong but for an outage of both arms, of one kind and of the other. */
  readonly calibration: readonly Cell[];
  /** On these the guard is to harm at most half as many people as the best rule elsewhere. */
  readonly bound: readonly Cell[];
  /** On these it is only told how they compare. */
  readonly told: readonly Cell[];
};

const NOON = 720;
const OUTAGES = [SHARED_OUTAGE, HEAVY_OUTAGE];

type Kind = readonly [name: string, effect: Effect];

/** What the tables of the reference have at every volume. */
const BOUND: readonly Kind[] = [
  [BREAKING.two, breaking(0.02)],
  [BREAKING.ten, breaking(0.1)],
];

const TOLD: readonly Kind[] = [
  [BREAKING.half, breaking(0.005)],
  [BREAKING.thirty, breaking(0.3)],
  ['breaks 2% from noon on', breaking(0.02, { fromMinute: NOON })],
  ['breaks 10% from noon on', breaking(0.1, { fromMinute: NOON })],
  ['breaks 30% in one browser', breaking(0.3, { concerns: 0.1 })],
  ['breaks 10% of first requests', breaking(0.1, { requests: 'first' })],
  ['slow leak up to 10%', breaking(0.1, { grows: true })],
  ['breaks 10%, half unheard', breaking(0.1, { silenced: 0.5 })],
];

/** The volumes of the reference, all five: two kinds of harm each, and at the usual one eight more. */
export const HARM_VOLUMES: readonly HarmVolume[] = [
  volume({ visitorsADay: USUAL.visitorsADay, share: 0.05 }, TOLD),
  ...OTHER_VOLUMES.map((other) => volume(other, [])),
];

function volume({ visitorsADay, share }: Volume, told: readonly Kind[]): HarmVolume {
  const usual = { ...USUAL, visitorsADay, share: always(share) };
  const cell = (name: string, otherwise: Partial<Traffic>): Cell => ({
    name: `${inWords({ visitorsADay, share })}: ${name}`,
    traffic: { ...usual, ...otherwise },
    partOfRuns: 1,
  });
  return {
    calibration: OUTAGES.map((outage) => cell(`outage of ${outage.minutes} min`, { outage })),
    bound: BOUND.map(([name, effect]) => cell(name, { effect })),
    told: told.map(([name, effect]) => cell(name, { effect })),
  };
}
