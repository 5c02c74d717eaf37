import { describe, expect, test } from 'vitest';

import { usualRules } from '../index.ts';
import type { Counts } from './counts.ts';
import { afterFailedVisit, afterPlannedRestart, harmReading, newHarmWatch } from './harm.ts';

const NONE = { errors: 0, units: 0, unitsBeforeToday: 0 };

function counts(seen: Partial<Counts> = {}): Counts {
  const stage = { open: 0, closed: 0 };
  return { share: 0.2, feature: NONE, elsewhere: NONE, stage, dependencyDown: false, ...seen };
}

/** First failed visits at a share of 20%: `T` with the feature, `C` without. */
function watchAfter(labels: string, begun = newHarmWatch(usualRules(0))) {
  return Array.from(labels).reduce(
    (watch, label) => afterFailedVisit(watch, { open: label === 'T', share: 0.2 }),
    begun,
  );
}

const reading = (labels: string, seen?: Partial<Counts>) =>
  harmReading(watchAfter(labels), counts(seen));

describe('what the guard says', () => {
  test('calls it harm when those who fail have the feature far more often than chance explains', () => {
    expect(reading('TTT')).toEqual({ kind: 'no-harm-shown' });
    expect(reading('TTTTTT')).toEqual({
      kind: 'harm',
      sentence:
        '6 of the 6 people whose visit failed had the feature; by chance it would be about 1. So visits fail at least 2.6 times as often with it.',
    });
  });

  test('shows no harm when failures fall as the share does, however many there are', () => {
    expect(reading('CTCCC'.repeat(40))).toEqual({ kind: 'no-harm-shown' });
  });

  test('calls a rise that the plan tolerates no harm, and a larger one harm still', () => {
    const tolerant = newHarmWatch({ ...usualRules(0), tolerance: 2 });
    const after = (labels: string) => harmReading(watchAfter(labels, tolerant), counts()).kind;
    const doubled = 'TCC'.repeat(60);
    expect(reading(doubled).kind).toBe('harm');
    expect(after(doubled)).toBe('no-harm-shown');
    expect(after('TTTTTTTT')).toBe('harm');
  });

  test('keeps to the budget of the plan', () => {
    const strict = newHarmWatch({ ...usualRules(0), alpha: 0.0001 });
    expect(reading('TTTTT').kind).toBe('harm');
    expect(harmReading(watchAfter('TTTTT', strict), counts()).kind).toBe('no-harm-shown');
    expect(harmReading(watchAfter('TTTTTTTTT', strict), counts()).kind).toBe('harm');
  });

  test('remembers the highest bound of how much more often visits fail', () => {
    const { rateRatioAtLeast } = watchAfter('TTTTTT');
    expect(rateRatioAtLeast).toBeGreaterThan(2);
    expect(watchAfter(`TTTTTT${'C'.repeat(100)}`).rateRatioAtLeast).toBe(rateRatioAtLeast);
  });

  test('leaves out a label that can’t be', () => {
    const watch = afterFailedVisit(newHarmWatch(usualRules(0)), { open: true, share: 0 });
    expect(watch).toEqual(newHarmWatch(usualRules(0)));
  });

  test('finds harm after a long quiet time by its restarts', () => {
    const quiet = watchAfter('C'.repeat(200), newHarmWatch(usualRules(2)));
    const restarted = afterPlannedRestart(quiet, counts());
    const struck = (watch: typeof quiet) =>
      Array.from('TTTTTTTT').reduce(
        (so) => afterFailedVisit(so, { open: true, share: 0.2 }),
        watch,
      );
    expect(harmReading(struck(quiet), counts()).kind).toBe('no-harm-shown');
    expect(harmReading(struck(restarted), counts())).toEqual({
      kind: 'harm',
      sentence:
        '8 of the 8 people whose visit failed recently had the feature; by chance it would be about 2.',
    });
  });

  test('takes many errors in both groups for an incident, not for the feature’s fault', () => {
    const feature = { errors: 30, units: 100, unitsBeforeToday: 0 };
    expect(reading('CTCCCCTCCC', { feature })).toMatchObject({ kind: 'global-incident' });
  });

  test('blames the feature where everyone has it and only its own pages fail', () => {
    const feature = { errors: 30, units: 100, unitsBeforeToday: 0 };
    const well = { share: 1, feature, elsewhere: { errors: 0, units: 100, unitsBeforeToday: 0 } };
    expect(reading('', well)).toMatchObject({ kind: 'harm' });
    expect(reading('', { ...well, elsewhere: feature })).toMatchObject({ kind: 'global-incident' });
    const noneElsewhere = { ...well, elsewhere: NONE };
    expect(reading('', noneElsewhere)).toMatchObject({ kind: 'global-incident' });
    expect(reading('', { ...well, dependencyDown: true })).toMatchObject({
      kind: 'global-incident',
    });
  });

  test('sees where everyone has it that the few who open it fail', () => {
    const seen = {
      share: 1,
      feature: { errors: 8, units: 40, unitsBeforeToday: 0 },
      elsewhere: { errors: 2, units: 2_000, unitsBeforeToday: 0 },
    };
    expect(reading('', seen)).toMatchObject({ kind: 'harm' });
  });

  test('blames no feature whose pages cross their floor before the others do in an outage', () => {
    const seen = {
      share: 1,
      feature: { errors: 4, units: 6, unitsBeforeToday: 0 },
      elsewhere: { errors: 7, units: 60, unitsBeforeToday: 0 },
    };
    expect(reading('', seen)).toMatchObject({ kind: 'global-incident' });
    const others = { ...seen, elsewhere: { ...seen.elsewhere, errors: 0 } };
    expect(reading('', others)).toMatchObject({ kind: 'harm' });
  });

  test('sees a bad hour after a good month, for the floor restarts too', () => {
    const before = { errors: 20, units: 30_000, unitsBeforeToday: 29_000 };
    const now = { errors: 320, units: 30_100, unitsBeforeToday: 29_000 };
    const seen = { share: 1, elsewhere: { ...before, units: 30_100 } };
    const started = afterPlannedRestart(
      newHarmWatch(usualRules(1)),
      counts({ ...seen, feature: before }),
    );
    expect(harmReading(newHarmWatch(usualRules(1)), counts({ ...seen, feature: now })).kind).toBe(
      'no-harm-shown',
    );
    expect(harmReading(started, counts({ ...seen, feature: now })).kind).toBe('harm');
  });

  test('takes too few people with the feature for harm, and too many for numbers that can’t be', () => {
    expect(reading('', { stage: { open: 200, closed: 800 } })).toEqual({ kind: 'no-harm-shown' });
    expect(reading('', { stage: { open: 100, closed: 900 } })).toMatchObject({ kind: 'harm' });
    expect(reading('', { stage: { open: 300, closed: 700 } })).toMatchObject({
      kind: 'too-many-open',
    });
  });

  test('replays to the same evidence, to the bit', () => {
    const replayed = () => watchAfter('TCCTCTTC', newHarmWatch(usualRules(3)));
    const watch = replayed();
    expect(JSON.parse(JSON.stringify(watch))).toEqual(watch);
    expect(replayed()).toEqual(watch);
  });
});
