/** The second key where everybody has the feature: is an outage blamed on it, and is its own failing found? */
import {
  afterPlannedRestart,
  type Counts,
  harmReading,
  newHarmWatch,
  usualRules,
} from '../../../src/guard/index.ts';
import { percentile } from '../../table.ts';
import { MINUTES_A_DAY } from '../days/day.ts';
import { openDay, type OpenDay, type PageRequest } from '../days/everybody.ts';
import { randomFrom } from '../days/random.ts';
import { DEPLOY_BLIP, HEAVY_OUTAGE, SHARED_OUTAGE } from '../days/traffic.ts';
import type { Options } from '../options.ts';
import { keepsBudget, withBound } from './false-alarms.ts';

const WIDTH = 40;
const MINUTES_BETWEEN_RESTARTS = 120;
const RESTARTS = MINUTES_A_DAY / MINUTES_BETWEEN_RESTARTS - 1;
/** Of days on which a third or a tenth of the feature's own pages fails. */
const AT_LEAST_FOUND = 0.95;

const QUIET = { opens: 0.4, outage: null, breaks: null };

const WITHOUT_HARM: readonly OpenDay[] = [
  { ...QUIET, name: 'nothing wrong' },
  { ...QUIET, name: 'shared outage', outage: SHARED_OUTAGE },
  { ...QUIET, name: 'heavy outage', outage: HEAVY_OUTAGE },
  { ...QUIET, name: 'heavy outage, one in ten opens it', opens: 0.1, outage: HEAVY_OUTAGE },
  { ...QUIET, name: 'heavy outage, all open it', opens: 1, outage: HEAVY_OUTAGE },
  { ...QUIET, name: 'deploy blip', outage: DEPLOY_BLIP },
  {
    ...QUIET,
    name: 'two bad hours',
    outage: { minutes: 120, errorShare: 0.3 },
  },
];

const WITH_HARM: readonly OpenDay[] = [0.1, 0.4, 1].flatMap((opens) => [
  { ...QUIET, name: said('30%', opens), opens, breaks: { delta: 0.3, fromMinute: 0 } },
  { ...QUIET, name: said('30% from noon on', opens), opens, breaks: fromNoon(0.3) },
  { ...QUIET, name: said('10% from noon on', opens), opens, breaks: fromNoon(0.1) },
]);

function said(breaks: string, opens: number): string {
  return `breaks ${breaks}, ${opens * 100}% open it`;
}

function fromNoon(delta: number): OpenDay['breaks'] {
  return { delta, fromMinute: MINUTES_A_DAY / 2 };
}

/** The answer: is the budget of false rollbacks kept, and nearly every broken day found? */
export function everybodyStudy({ runs, seed }: Options): boolean {
  console.log('\nOpen for everybody, so that no labels come: days without harm taken back');
  const counted = WITHOUT_HARM.map((day) => {
    const blamed = daysOf(day, runs, seed).filter(({ found }) => found).length;
    const row = withBound(day.name, runs, blamed);
    const upper = (100 * row.upper).toFixed(2);
    console.log(`  ${day.name.padEnd(WIDTH)}${`${blamed} of ${runs}`.padEnd(14)}at most ${upper}%`);
    return row;
  });
  console.log('\nOpen for everybody: days on which its own pages fail, taken back');
  const found = WITH_HARM.map((day) => {
    const days = daysOf(day, runs, seed);
    const share = days.filter((one) => one.found).length / runs;
    const harmed = percentile(
      days.map((one) => one.harmed),
      0.5,
    );
    console.log(
      `  ${day.name.padEnd(WIDTH)}${(100 * share).toFixed(1)}%   people harmed, median: ${harmed}`,
    );
    return share >= AT_LEAST_FOUND;
  });
  return keepsBudget(counted) && found.every(Boolean);
}

type Judged = { readonly found: boolean; readonly harmed: number };

function daysOf(day: OpenDay, runs: number, seed: string): readonly Judged[] {
  return Array.from({ length: runs }, (_, run) =>
    judged(openDay(day, randomFrom(`${seed}, everybody, ${day.name}, run ${run}`))),
  );
}

/** One day as the guard sees it, request by request; harmed: whose visit to the feature failed until then. */
function judged(requests: readonly PageRequest[]): Judged {
  let watch = newHarmWatch(usualRules(RESTARTS));
  const feature = peopleOf();
  const elsewhere = peopleOf();
  const counts = (): Counts => ({
    share: 1,
    feature: feature.units(),
    elsewhere: elsewhere.units(),
    stage: { open: 0, closed: 0 },
    dependencyDown: false,
  });
  let restarts = 0;
  for (const { at, person, ofFeature, failed } of requests) {
    for (; restarts < Math.floor(at / MINUTES_BETWEEN_RESTARTS); restarts += 1) {
      watch = afterPlannedRestart(watch, counts());
    }
    (ofFeature ? feature : elsewhere).note(person, failed);
    // Nothing of it rises but by an error.
    if (failed && harmReading(watch, counts()).kind === 'harm') {
      return { found: true, harmed: feature.units().errors };
    }
  }
  return { found: false, harmed: feature.units().errors };
}

function peopleOf() {
  const met = new Set<number>();
  const failing = new Set<number>();
  return {
    note: (person: number, failed: boolean) => {
      met.add(person);
      if (failed) failing.add(person);
    },
    units: () => ({ errors: failing.size, units: met.size, unitsBeforeToday: 0 }),
  };
}
