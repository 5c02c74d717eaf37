import { describe, expect, test } from 'vitest';

import { CLOSED_GATES, type Feature, type GateValues } from '../feature.ts';
import { checkFeature, isReady, type Checked } from './check.ts';

const KEY = 'profile_contacts';
const featureWith = (gates: Partial<GateValues>, key = KEY): Feature => ({
  key,
  gates: { ...CLOSED_GATES, ...gates },
});
const SOUND: Checked = {
  key: KEY,
  feature: featureWith({}),
  others: [],
  release: null,
  probes: [{ surface: 'contacts page', forListed: true, forUnlisted: false }],
  problems: [],
};
const failures = (changes: Partial<Checked>) =>
  checkFeature({ ...SOUND, ...changes }).filter(({ verdict }) => verdict === 'failed');

describe('a feature', () => {
  test('that is there, wired and readable is ready', () => {
    const checks = checkFeature(SOUND);
    expect(isReady(checks)).toBe(true);
    expect(checks.map(({ verdict }) => verdict)).toEqual(Array(5).fill('passed'));
  });

  test('that has gates left over is warned of, unless a release has opened it', () => {
    const feature = featureWith({ percentageOfActors: '20' });
    const closed = (changes: Partial<Checked>) =>
      checkFeature({ ...SOUND, feature, ...changes }).filter(({ name }) => name === 'closed');
    const [found] = closed({});
    expect(found?.verdict).toBe('warning');
    expect(found?.sentence).toContain('Open for 20% of actors.');
    expect(closed({ release: 'mvp' })).toEqual([]);
  });

  test('that nobody added is not ready', () => {
    expect(failures({ feature: undefined, probes: [] })).toMatchObject([
      {
        name: 'exists',
        sentence: expect.stringContaining('no feature profile_contacts') as string,
      },
    ]);
  });

  test('that a page does not ask for is not ready', () => {
    const probes = [{ surface: 'hub card', forListed: false, forUnlisted: false }];
    expect(failures({ probes })).toMatchObject([{ name: 'wired: hub card' }]);
  });

  test('that shows to somebody who is not on its list is not ready', () => {
    const probes = [{ surface: 'OFREP', forListed: true, forUnlisted: true }];
    expect(failures({ probes })[0]?.sentence).toContain('would leak');
  });

  test('that opens at random times is not ready', () => {
    const [failure] = failures({ feature: featureWith({ percentageOfTime: '5' }) });
    expect(failure).toMatchObject({ name: 'percentage of time' });
  });

  test('with a gate that can’t be read is not ready', () => {
    const problem = {
      gate: 'expression',
      reason: 'malformed-expression',
      sentence: 'no JSON.',
    } as const;
    expect(failures({ problems: [problem] })).toMatchObject([{ name: 'readable' }]);
  });
});

describe('another feature that is partly open', () => {
  const other = (key: string, percentageOfActors: string) =>
    featureWith({ percentageOfActors }, key);
  const overlapWith = (others: readonly Feature[], gates: Partial<GateValues> = {}) =>
    checkFeature({ ...SOUND, others, feature: featureWith(gates) }).filter(({ name }) =>
      name.startsWith('overlap'),
    );

  test('is named with the figures; one that meets too few or too many is a warning', () => {
    const names = Array.from({ length: 40 }, (_, n) => `feature_${n}`);
    const checks = overlapWith(names.map((name) => other(name, '20')));
    expect(checks).toHaveLength(40);
    const verdicts = new Set(checks.map(({ verdict }) => verdict));
    expect(verdicts).toEqual(new Set(['passed', 'warning']));
    for (const { sentence } of checks) expect(sentence).toContain('would share 4.0%');
    expect(isReady(checks)).toBe(true);
  });

  test('is no matter when it is open for nobody or for everybody', () => {
    expect(overlapWith([other('a', '0'), other('b', '100'), featureWith({}, 'c')])).toEqual([]);
  });

  test('is held against the share that is open, where one is', () => {
    const [check] = overlapWith([other('search_v2', '10')], { percentageOfActors: '50' });
    expect(check?.sentence).toContain('At 50%');
    expect(check?.sentence).toContain('would share 5.0%');
  });
});
