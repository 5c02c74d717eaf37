import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { logFloor } from '../floor.ts';
import {
  crossing,
  isWell,
  logCombined,
  logMeanCombined,
  verdictOn,
  WEIGHTS,
  type Components,
  type RestOfSurface,
} from './combination.ts';
import {
  afterFailedVisit,
  afterPlannedRestart,
  afterSlowAnswer,
  labelEvidence,
  newHarmWatch,
  type HarmWatch,
} from './harm.ts';

const ALPHA = 0.01;
const RULES = { alpha: ALPHA, tolerance: 1, restarts: 0 };

/** Enough people with an error to cross a floor of 1%. */
const CROSSED_FLOOR = { floor: logFloor({ errors: 5, users: 10, ceiling: 0.01 }) };

const verdict = (components: Components, restIsWell = false) =>
  verdictOn(components, { alpha: ALPHA, restIsWell });

describe('the verdict', () => {
  test('is harm once the labels are beyond their part of the budget', () => {
    expect(verdict(labels('TTT'))).toBe('harm');
    expect(verdict(labels('TT'))).toBe('no harm shown');
  });

  test('is no harm at errors that fall as the share does, however many', () => {
    expect(verdict(labels(('T' + 'C'.repeat(19)).repeat(50)))).toBe('no harm shown');
  });

  test('is a global incident when the floor alone is crossed', () => {
    const components = { ...labels(''), ...CROSSED_FLOOR };
    expect(verdict(components)).toBe('global incident');
    expect(crossing(components, ALPHA)).toEqual(['floor']);
  });

  test('is harm when the labels turn the second key of the floor', () => {
    const components = { ...labels('TT'), ...CROSSED_FLOOR };
    expect(verdict(components)).toBe('harm');
    expect(crossing(components, ALPHA)).toEqual(['floor']);
  });

  test('is harm for slow answers, which may spend less', () => {
    const slow = (letters: string) => labelEvidence(after(letters, afterSlowAnswer));
    expect(crossing(slow('TTT'), ALPHA)).toEqual(['slow']);
    expect(verdict(slow('TTT'))).toBe('harm');
    expect(verdict(slow('TT'))).toBe('no harm shown');
  });
});

describe('while the feature is open for everyone', () => {
  const well: RestOfSurface = { logFloor: 0, users: 10, namedDependencyIsDown: false };

  test.each<[string, RestOfSurface, string]>([
    ['the rest of the surface is well, so the feature is at fault', well, 'harm'],
    ['the rest is near its floor, too', { ...well, logFloor: Math.log(51) }, 'global incident'],
    ['fewer people saw the rest', { ...well, users: 9 }, 'global incident'],
    ['a named dependency is down', { ...well, namedDependencyIsDown: true }, 'global incident'],
  ])('%s', (_, rest, expected) => {
    expect(verdict(CROSSED_FLOOR, isWell(rest, 10, ALPHA))).toBe(expected);
  });
});

test('a restart begins every labeled process again', () => {
  const quiet = after('CC', afterFailedVisit, newHarmWatch({ ...RULES, restarts: 1 }));
  const watch = after('T', afterSlowAnswer, afterPlannedRestart(quiet, NO_PAGES));
  expect(watch.labels.label.sinceRestarts).toMatchObject([{ counts: [] }]);
  expect(watch.labels.slow.sinceRestarts).toMatchObject([{ counts: [{ on: 1 }] }]);
});

test('the largest weighted evidence decides, and the mean is never below it', () => {
  expect(logCombined({ label: 3, floor: 5 })).toBeCloseTo(Math.log(0.2) + 5, 12);
  fc.assert(
    fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (log) => {
      const components = { label: log, slow: 0, floor: -log };
      return logMeanCombined(components) >= logCombined(components);
    }),
  );
});

test('the weights spend the budget once', () => {
  const spent = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0);
  expect(spent).toBeCloseTo(1, 12);
});

test('a watch that was stored half way goes on as if it had not been', () => {
  const step: fc.Arbitrary<(watch: HarmWatch) => HarmWatch> = fc.oneof(
    fc
      .constantFrom('T', 'C')
      .map((letter) => (watch: HarmWatch) => after(letter, afterFailedVisit, watch)),
    fc
      .constantFrom('T', 'C')
      .map((letter) => (watch: HarmWatch) => after(letter, afterSlowAnswer, watch)),
    fc.constant((watch: HarmWatch) => afterPlannedRestart(watch, NO_PAGES)),
  );
  const goneOn = (watch: HarmWatch, steps: readonly ((watch: HarmWatch) => HarmWatch)[]) =>
    steps.reduce((before, next) => next(before), watch);
  const begun = newHarmWatch({ ...RULES, restarts: 60 });
  const some = fc.array(step, { maxLength: 30 });
  fc.assert(
    fc.property(some, some, (before, later) => {
      const stored = JSON.parse(JSON.stringify(goneOn(begun, before))) as HarmWatch;
      expect(goneOn(stored, later)).toEqual(goneOn(begun, [...before, ...later]));
    }),
  );
});

const NO_UNITS = { errors: 0, units: 0, unitsBeforeToday: 0 };
const NO_PAGES = { feature: NO_UNITS, elsewhere: NO_UNITS };

/** First failed visits at a share of 5%: `T` with the feature, `C` without. */
function labels(letters: string): Components {
  return labelEvidence(after(letters, afterFailedVisit));
}

function after(
  letters: string,
  fold: typeof afterFailedVisit,
  begun = newHarmWatch(RULES),
): HarmWatch {
  return Array.from(letters).reduce(
    (watch, letter) => fold(watch, { open: letter === 'T', share: 0.05 }),
    begun,
  );
}
