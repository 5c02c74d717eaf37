import { OpenFeature } from '@openfeature/server-sdk';
import { expect, onTestFinished, test } from 'vitest';

import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { createLog } from '../../lib/log.ts';
import { createFlags, createMemoryStore, openFeatureProvider, type Actor } from '../index.ts';

const ALMA = { targetingKey: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' };

test('groups are those that the program registers when it makes the engine', async () => {
  const groups = new Map([
    ['staff', ({ properties }: Actor) => properties['staff'] === true],
    ['late', (() => Promise.resolve(true)) as unknown as () => boolean],
  ]);
  const engine = createFlags({
    store: createMemoryStore(),
    log: createLog('silent'),
    snapshotLimitMs: 30_000,
    surroundings: { groups },
  });
  groups.set('later', () => true);
  onTestFinished(async () => {
    await OpenFeature.clearProviders();
    await engine.close();
  });
  await OpenFeature.setProviderAndWait('groups', openFeatureProvider(engine));
  const asked = OpenFeature.getClient('groups');
  await engine.change('letters', { kind: 'enable-group', group: 'staff' }, BY_ENZO);
  expect(await asked.getBooleanValue('letters', false, { ...ALMA, staff: true })).toBe(true);
  expect(await asked.getBooleanValue('letters', true, ALMA)).toBe(false);
  // A promise is no answer: taken for one, it would be true for everybody.
  await engine.change('late', { kind: 'enable-group', group: 'late' }, BY_ENZO);
  expect(await asked.getBooleanDetails('late', true, ALMA)).toMatchObject({
    value: false,
    flagMetadata: { problems: expect.stringContaining('"late"') as string },
  });
  await engine.change('later', { kind: 'enable-group', group: 'later' }, BY_ENZO);
  expect(await asked.getBooleanValue('later', true, ALMA)).toBe(false);
  const known = ['staff', 'nobody', 'later'].map((name) => engine.hasGroup(name));
  expect(known).toEqual([true, false, false]);
});
