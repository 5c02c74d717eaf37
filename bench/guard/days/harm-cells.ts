/** Days on which the change breaks things for the people treated, each in its own way. */
import { BREAKING, type Cell } from './cells.ts';
import { always, breaking, HEAVY_OUTAGE, SHARED_OUTAGE, USUAL } from './traffic.ts';
import type { Effect, Traffic } from './traffic.ts';

/** A stage: on its quiet days every rule is set to the same false alarms, on its other days they are compared. */
export type HarmStage = {
  /** Nothing wrong, but for an outage of both arms; as many days of the one kind as of the other. */
  readonly calibration: readonly Cell[];
  /** On these the guard is to harm at most half as many people as the best rule elsewhere. */
  readonly bound: readonly Cell[];
  /** On these it is only told how they compare. */
  readonly told: readonly Cell[];
};

const NOON = 720;

const SUDDEN: readonly (readonly [string, Effect])[] = [
  [BREAKING.two, breaking(0.02)],
  [BREAKING.ten, breaking(0.1)],
  [BREAKING.thirty, breaking(0.3)],
  ['breaks 10 % from noon on', breaking(0.1, { fromMinute: NOON })],
  ['breaks 10 % of first requests', breaking(0.1, { requests: 'first' })],
];

/** Few errors a day, or errors that grow over hours: there is little to see, for whoever looks. */
const SMALL: readonly (readonly [string, Effect])[] = [
  [BREAKING.half, breaking(0.005)],
  ['breaks 2 % from noon on', breaking(0.02, { fromMinute: NOON })],
  ['breaks 30 % in one browser', breaking(0.3, { concerns: 0.1 })],
  ['slow leak up to 10 %', breaking(0.1, { grows: true })],
];

/** The shares of the worked history's first two stages, with as many visitors as the tables have at most but one. */
const BUSY = { ...USUAL, visitorsADay: 33_000 };
const CANARY: Traffic = { ...BUSY, share: always(0.2) };
const HALF: Traffic = { ...BUSY, share: always(0.5) };

export const HARM_STAGES: readonly HarmStage[] = [
  { ...calibratedOn('20 %', CANARY), ...cells('20 %', CANARY) },
  { ...calibratedOn('50 %', HALF), ...cells('50 %', HALF) },
  {
    ...calibratedOn('500 a day', USUAL),
    bound: [],
    told: SUDDEN.map((kind) => cell('500 a day', USUAL, kind)),
  },
];

function calibratedOn(stage: string, traffic: Traffic): Pick<HarmStage, 'calibration'> {
  const calibration = [SHARED_OUTAGE, HEAVY_OUTAGE].map((outage) => ({
    name: `${stage}, calibration: outage of ${outage.minutes} minutes`,
    traffic: { ...traffic, outage },
    partOfRuns: 0.5,
  }));
  return { calibration };
}

function cells(stage: string, traffic: Traffic): Pick<HarmStage, 'bound' | 'told'> {
  return {
    bound: SUDDEN.map((kind) => cell(stage, traffic, kind)),
    told: SMALL.map((kind) => cell(stage, traffic, kind)),
  };
}

function cell(stage: string, traffic: Traffic, [name, effect]: readonly [string, Effect]): Cell {
  return { name: `${stage}, ${name}`, traffic: { ...traffic, effect }, partOfRuns: 0.25 };
}
