import { describe, expect, test } from 'vitest';

import {
  afterFailedVisit,
  afterPlannedRestart,
  ALPHA,
  defaultCeiling,
  labelEvidence,
  logFloor,
  newHarmWatch,
  verdictOn,
} from '../../../src/guard/index.ts';
import { sinceTheStart, type Day, type FirstError } from '../../../bench/guard/days/day.ts';
import { randomFrom } from '../../../bench/guard/days/random.ts';
import { confidenceSequence, fisherP } from '../../../bench/guard/rules/erring-people.ts';
import { firstAbove, ruleNamed, shippedGuard } from '../../../bench/guard/rules/index.ts';
import { simulateDay } from '../../../bench/guard/days/simulate.ts';
import { breaking, HEAVY_OUTAGE, USUAL } from '../../../bench/guard/days/traffic.ts';
import { dayOf, every, type Story } from './days.ts';

function firesAt(rule: string, story: Story): number | null {
  const { threshold, scores } = ruleNamed(rule);
  return firstAbove(scores(dayOf(story)), threshold);
}

describe('thresholds on request rates', () => {
  const steady = every(1, 10);
  const oneError = { on: { requests: steady, errors: [[100, 1]] } } satisfies Story;

  test('one error in 50 requests is more than 1%; in 100 it is not', () => {
    expect(firesAt('>1% in 5 min', oneError)).toBe(100);
    expect(
      firesAt('>1% in 5 min', { on: { requests: every(1, 20), errors: [[100, 1]] } }),
    ).toBeNull();
  });

  test('where enough requests or errors are asked for, the rule waits for them', () => {
    expect(firesAt('… n >= 50', { on: { requests: every(1, 9), errors: [[100, 5]] } })).toBeNull();
    expect(firesAt('… n >= 50', oneError)).toBe(100);
    const errors = [
      [100, 2],
      [102, 3],
    ] as const;
    expect(firesAt('… >= 5 errors', { on: { requests: steady, errors } })).toBe(102);
  });

  test('Argo aborts at the fourth failed measurement, on a tick of five minutes', () => {
    const errors = [
      [0, 1],
      [11, 1],
      [12, 1],
      [21, 1],
      [33, 1],
    ] as const;
    expect(firesAt('Argo L3, no data ok', { on: { requests: steady, errors } })).toBe(34);
  });

  test('Argo aborts at the fifth measurement in a row without data, where that is an error', () => {
    expect(firesAt('Argo L3, no data ok', {})).toBeNull();
    expect(firesAt('Argo L3, no data is an error', {})).toBe(24);
  });

  test('Flagger rolls back at the fifth bad minute, however far apart they are', () => {
    const errors = [3, 200, 500, 800, 1_200].map((minute) => [minute, 1] as const);
    expect(firesAt('Flagger, no data ignored', { on: { requests: steady, errors } })).toBe(1_200);
    expect(firesAt('Flagger, no data is bad', {})).toBe(4);
  });

  test('the burn rate must be too high over the hour and over the last five minutes', () => {
    const requests = every(1, 1);
    expect(firesAt('Burn rate, SLO 99.9', { on: { requests, errors: [[100, 1]] } })).toBe(100);
    expect(
      firesAt('Burn rate, SLO 99.9', { on: { requests: every(1, 2), errors: [[100, 1]] } }),
    ).toBeNull();
  });
});

describe('shares of people with an error', () => {
  test('Fisher: the exact chance of so many treated', () => {
    // 3 of 10 treated and none of 10 others: C(10,3) / C(20,3).
    const tally = { treated: 10, treatedErring: 3, control: 10, controlErring: 0 };
    expect(fisherP(tally)).toBeCloseTo(120 / 1_140, 12);
    expect(fisherP({ ...tally, treatedErring: 0 })).toBeCloseTo(1, 12);
  });

  test('Fisher: looks when a treated person meets an error for the first time', () => {
    const visitors = { on: [[0, 50]], off: [[0, 950]] } as const;
    const newlyErring = [
      [10, 1],
      [20, 1],
    ] as const;
    const story = { on: { visitors: visitors.on, newlyErring }, off: { visitors: visitors.off } };
    expect(firesAt('Fisher peeking', story)).toBe(20);
  });

  test('the confidence sequence has the bound of GrowthBook’s own formula', () => {
    const tally = { treated: 1_000, treatedErring: 30, control: 1_000, controlErring: 10 };
    const { difference, width } = confidenceSequence(tally);
    expect(difference - width).toBeCloseTo(0.0019768486, 9);
  });

  test('GrowthBook looks every ten minutes, or every six hours', () => {
    const on = { visitors: [[0, 1_000]], newlyErring: [[3, 30]] } satisfies Story['on'];
    const off = { visitors: [[0, 1_000]], newlyErring: [[3, 10]] } satisfies Story['off'];
    expect(firesAt('GrowthBook CS 10 min', { on, off })).toBe(9);
    expect(firesAt('GrowthBook CS 6 h', { on, off })).toBe(359);
  });
});

describe('Kayenta', () => {
  const requests = every(1, 100);

  test('sees after an hour that every minute is worse', () => {
    const story = {
      on: { requests, errors: every(1, 20) },
      off: { requests, errors: every(1, 1) },
    };
    expect(firesAt('Kayenta-style', story)).toBe(59);
  });

  test('does not see errors in one minute of three, nor arms that are alike', () => {
    const rare = { on: { requests, errors: every(3, 90) }, off: { requests } };
    expect(firesAt('Kayenta-style', rare)).toBeNull();
    const alike = { requests, errors: every(1, 20) };
    expect(firesAt('Kayenta-style', { on: alike, off: alike })).toBeNull();
  });
});

describe('labels', () => {
  const label = (at: number, arm: FirstError['arm']): FirstError => ({ at, arm, share: 0.05 });
  const three = [label(300.2, 'on'), label(310.7, 'on'), label(320.9, 'on')];

  test('three treated people in a row are enough at 5%, two are not', () => {
    expect(firesAt('Label mixture', { firstErrors: three })).toBe(320);
    expect(firesAt('Label mixture', { firstErrors: three.slice(1) })).toBeNull();
  });

  test('a long quiet time lets the plain process wait, and not the one that began anew', () => {
    const quiet = Array.from({ length: 20 }, (_, n) => label(n, 'off'));
    const later = [400, 410, 420].map((at) => label(at, 'on'));
    const firstErrors = [...quiet, ...later];
    expect(firesAt('Label mixture', { firstErrors })).toBeNull();
    expect(firesAt('Label, 12 restarts', { firstErrors })).toBe(420);
  });

  test('Dirichlet fires on too few treated people as well', () => {
    const firstErrors = Array.from({ length: 1_000 }, (_, n) => label(n, 'off'));
    expect(firesAt('Dirichlet two-sided', { firstErrors })).not.toBeNull();
    expect(firesAt('Label mixture', { firstErrors })).toBeNull();
  });

  test('the floor sees a large break by itself, unless the others break too', () => {
    const on = { visitors: [[0, 60]], newlyErring: [[5, 12]] } satisfies Story['on'];
    const off = { visitors: [[0, 600]], newlyErring: [[5, 120]] } satisfies Story['off'];
    expect(firesAt('Label + floor', { on, off: { visitors: [[0, 600]] } })).toBe(5);
    expect(firesAt('Label + floor', { on, off })).toBeNull();
  });
});

test.each([
  { name: 'a quiet day', traffic: USUAL },
  { name: 'a heavy outage', traffic: { ...USUAL, outage: HEAVY_OUTAGE } },
  { name: 'a small break', traffic: { ...USUAL, effect: breaking(0.02) } },
  { name: 'a large break', traffic: { ...USUAL, effect: breaking(0.3) } },
])('the guard as it ships decides here as the whole guard does, on $name', ({ traffic }) => {
  for (const seed of ['first', 'second', 'third']) {
    const day = simulateDay({ ...traffic, visitorsADay: 5_000 }, randomFrom(seed));
    const minute = firstAbove(shippedGuard.scores(day), shippedGuard.threshold);
    expect(minute).toBe(minuteOfHarm(day));
  }
});

/** The minute in which the product's own guard, given everything in order, first says harm. */
function minuteOfHarm(day: Day): number | null {
  const users = sinceTheStart(day.on.visitors);
  const errors = sinceTheStart(day.on.newlyErring);
  const ceiling = defaultCeiling(day.erringShareBefore);
  let watch = newHarmWatch({ alpha: ALPHA, tolerance: 1, restarts: 11 });
  for (const { arm, share, at } of day.firstErrors) {
    while ((watch.starts.length + 1) * 120 <= at) watch = afterPlannedRestart(watch, NO_PAGES);
    watch = afterFailedVisit(watch, { open: arm === 'on', share });
    const minute = Math.floor(at);
    const count = { users: users[minute] ?? 0, errors: errors[minute] ?? 0, ceiling };
    const components = { ...labelEvidence(watch), floor: logFloor(count) };
    if (verdictOn(components, { alpha: ALPHA, restIsWell: false }) === 'harm') return minute;
  }
  return null;
}

const NO_UNITS = { errors: 0, units: 0, unitsBeforeToday: 0 };
const NO_PAGES = { feature: NO_UNITS, elsewhere: NO_UNITS };
