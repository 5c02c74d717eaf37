import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { expected, labelsOf } from '../../../test/world/labels.ts';
import {
  afterObservation,
  beginWatch,
  logCombined,
  logMeanCombined,
  readingOf,
  WEIGHTS,
  type Observation,
  type RestOfSurface,
  type Signal,
  type Watch,
} from '../index.ts';

const RULES = { alpha: 0.01, tolerance: 1, restarts: 0 };

/** Enough people with an error to cross a floor of 1 %. */
const CROSSED_FLOOR: Observation = {
  kind: 'floor',
  floor: { count: { errors: 5, users: 10, ceiling: 0.01 }, rest: null },
};

describe('the verdict', () => {
  test('is harm once the labels are beyond their part of the budget', () => {
    expect(after(seen('TTT')).verdict).toBe('harm');
    expect(after(seen('TT')).verdict).toBe('no harm shown');
  });

  test('stays harm when later labels speak for the feature', () => {
    const reading = readingOf(after(seen('TTT' + 'C'.repeat(100))));
    expect(reading.verdict).toBe('harm');
    expect(reading.combined.logEvidence).toBeLessThan(0);
    expect(reading.processes).toMatchObject([{ name: 'label', everCrossed: true }]);
  });

  test('is no harm at errors that fall as the share does, however many', () => {
    expect(after(seen(('T' + 'C'.repeat(19)).repeat(50))).verdict).toBe('no harm shown');
  });

  test('is a global incident when the floor alone is crossed', () => {
    const watch = after([CROSSED_FLOOR]);
    expect(watch.verdict).toBe('global incident');
    expect(watch.crossed).toEqual(['floor']);
  });

  test('is harm when the labels turn the second key of the floor', () => {
    const watch = after([...seen('TT'), CROSSED_FLOOR]);
    expect(watch.verdict).toBe('harm');
    expect(watch.crossed).toEqual(['floor']);
  });

  test('is harm when labels cross after an incident', () => {
    expect(after([CROSSED_FLOOR, ...seen('TTT')]).verdict).toBe('harm');
  });

  test('is harm for slow answers, which may spend less', () => {
    expect(after(seen('TTT', 'slow')).crossed).toEqual(['slow']);
    expect(after(seen('TTT', 'slow')).verdict).toBe('harm');
    expect(after(seen('TT', 'slow')).verdict).toBe('no harm shown');
  });
});

describe('while the feature is open for everybody', () => {
  const well: RestOfSurface = { logFloor: 0, users: 10, namedDependencyIsDown: false };

  test.each<[string, RestOfSurface, string]>([
    ['the rest of the surface is well, so the feature is at fault', well, 'harm'],
    ['the rest is near its floor, too', { ...well, logFloor: Math.log(51) }, 'global incident'],
    ['fewer people saw the rest', { ...well, users: 9 }, 'global incident'],
    ['a named dependency is down', { ...well, namedDependencyIsDown: true }, 'global incident'],
  ])('%s', (_, rest, verdict) => {
    const count = { errors: 5, users: 10, ceiling: 0.01 };
    expect(after([{ kind: 'floor', floor: { count, rest } }]).verdict).toBe(verdict);
  });
});

describe('the sample ratio', () => {
  test('has a budget of its own, and its gravest departure stays', () => {
    const watch = after([sample(300, 700), sample(100, 900), sample(200, 800)]);
    expect(watch.sampleRatio).toBe('too-few-open');
    expect(watch.crossed).toEqual(['sample-ratio']);
  });

  test('is no part of the combined evidence', () => {
    const reading = readingOf(after([sample(100, 900)]));
    expect(reading.combined.logEvidence).toBeCloseTo(Math.log(WEIGHTS.label), 12);
    expect(reading.verdict).toBe('no harm shown');
    expect(reading.sampleRatio).toBe('too-few-open');
  });
});

test('an observation that can’t be is a sentence', () => {
  const impossible: readonly Observation[] = [
    { kind: 'label', signal: 'slow', label: { arm: 'on', share: 0 } },
    { kind: 'restart' },
    { kind: 'floor', floor: { count: { errors: 2, users: 1, ceiling: 0.03 }, rest: null } },
    { kind: 'sample', sample: { counts: [1], shares: [1] } },
  ];
  for (const observation of impossible) {
    expect(afterObservation(beginWatch(RULES), observation).ok).toBe(false);
  }
});

test('a restart begins every labelled process anew', () => {
  const rules = { ...RULES, restarts: 1 };
  const watch = after([...seen('CC'), { kind: 'restart' }, ...seen('T', 'slow')], rules);
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

test('the running lower bound stays where it has been highest', () => {
  const { rateRatio } = readingOf(after(seen('TTT' + 'C'.repeat(30))));
  expect(rateRatio.runningLower).toBeCloseTo(3.21451368, 8);
  expect(rateRatio.lower).toBeLessThan(rateRatio.runningLower);
});

test('a watch that was stored half way goes on as if it had not been', () => {
  const observation: fc.Arbitrary<Observation> = fc.oneof(
    fc.constantFrom(...seen('TC'), ...seen('TC', 'slow'), ...seen('TC', 'other')),
    fc.constantFrom<Observation>(CROSSED_FLOOR, { kind: 'restart' }, sample(300, 700)),
  );
  const rules = { ...RULES, restarts: 60 };
  const some = fc.array(observation, { maxLength: 30 });
  fc.assert(
    fc.property(some, some, (before, later) => {
      const stored = JSON.parse(JSON.stringify(after(before, rules))) as Watch;
      expect(goneOn(stored, later)).toEqual(after([...before, ...later], rules));
    }),
  );
});

function seen(letters: string, signal: Signal = 'label'): readonly Observation[] {
  return labelsOf(letters, 0.05).map((label) => ({ kind: 'label', signal, label }));
}

function sample(open: number, closed: number): Observation {
  return { kind: 'sample', sample: { counts: [open, closed], shares: [0.2, 0.8] } };
}

function after(observations: readonly Observation[], rules = RULES): Watch {
  return goneOn(beginWatch(rules), observations);
}

function goneOn(watch: Watch, observations: readonly Observation[]): Watch {
  return observations.reduce((before, next) => expected(afterObservation(before, next)), watch);
}
