/** Days on which the change harms nobody, whatever else happens. Every alarm is a false one. */
import type { Cell } from './cells.ts';
import { always, DEPLOY_BLIP, HEAVY_OUTAGE, SHARED_OUTAGE, USUAL } from './traffic.ts';
import type { Traffic } from './traffic.ts';

const STEP_UPS = [
  { fromMinute: 0, share: 0.05 },
  { fromMinute: 480, share: 0.2 },
  { fromMinute: 960, share: 0.5 },
];

const FIVE_HUNDRED = {
  at1: { visitorsADay: 50_000, share: always(0.01) },
  at5: { visitorsADay: 10_000, share: always(0.05) },
  at20: { visitorsADay: 2_500, share: always(0.2) },
  at50: { visitorsADay: 1_000, share: always(0.5) },
};
const FIVE_THOUSAND = {
  at20: { visitorsADay: 25_000, share: always(0.2) },
  at50: { visitorsADay: 10_000, share: always(0.5) },
};

/** By volume, share and errors first, then by what happens. */
export const NULL_CELLS: readonly Cell[] = [
  cell('500 treated, 1%', FIVE_HUNDRED.at1),
  cell('500 treated, 5%', FIVE_HUNDRED.at5),
  cell('500 treated, 20%, errors 0.5%', { ...FIVE_HUNDRED.at20, errorShare: 0.005 }),
  cell('500 treated, 50%, errors 2%', { ...FIVE_HUNDRED.at50, errorShare: 0.02 }),
  cell('1,650 treated, 5%', { visitorsADay: 33_000 }),
  cell('5,000 treated, 20%', FIVE_THOUSAND.at20),
  cell('5,000 treated, 50%, errors 0.01%', { ...FIVE_THOUSAND.at50, errorShare: 0.0001 }),
  cell('5,000 treated, 50%, errors 2%', { ...FIVE_THOUSAND.at50, errorShare: 0.02 }),
  cell('50,000 treated, 50%', { visitorsADay: 100_000, share: always(0.5) }),
  cell('outage, 5%', { ...FIVE_HUNDRED.at5, outage: SHARED_OUTAGE }),
  cell('heavy outage, 5%', { ...FIVE_HUNDRED.at5, outage: HEAVY_OUTAGE }),
  cell('heavy outage, 50%', { ...FIVE_THOUSAND.at50, outage: HEAVY_OUTAGE }),
  cell('deploy blip, 20%', { ...FIVE_HUNDRED.at20, outage: DEPLOY_BLIP }),
  cell('bots, 5%', { ...FIVE_HUNDRED.at5, bots: { share: 0.002, requests: 200 } }),
  cell('error-prone people, 50%', {
    ...FIVE_THOUSAND.at50,
    errorProne: { share: 0.05, times: 50 },
  }),
  cell('long bursts, 5%', { ...FIVE_HUNDRED.at5, burst: { chance: 0.9, ends: 0.1 } }),
  cell('telemetry gap, 20%', {
    ...FIVE_HUNDRED.at20,
    telemetryGap: { fromMinute: 600, minutes: 120 },
  }),
  cell('step-ups', { share: STEP_UPS }),
  cell('step-ups, heavy outage', { share: STEP_UPS, outage: HEAVY_OUTAGE }),
];

function cell(name: string, otherwise: Partial<Traffic>): Cell {
  return { name, traffic: { ...USUAL, ...otherwise }, partOfRuns: 1 };
}
