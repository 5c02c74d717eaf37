import { OpenFeature } from '@openfeature/server-sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { createLog } from '../../lib/log.ts';
import {
  CLOSED_GATES,
  createFlags,
  createMemoryStore,
  openFeatureProvider,
  type Flags,
} from '../index.ts';

const FEATURE = 'profile_contacts';
const ALMA = { targetingKey: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' };

let flags: Flags;
let now: number;

const client = () => OpenFeature.getClient('contacts');
const set = (gates: Partial<typeof CLOSED_GATES>) =>
  flags.change(FEATURE, { kind: 'replace', gates: { ...CLOSED_GATES, ...gates } }, BY_ENZO);

beforeEach(async () => {
  now = 0;
  flags = createFlags({
    store: createMemoryStore(),
    log: createLog('silent'),
    snapshotLimitMs: 30_000,
    refreshEveryMs: 60_000,
    monotonicMs: () => now,
  });
  await OpenFeature.setProviderAndWait('contacts', openFeatureProvider(flags));
});

afterEach(async () => {
  await OpenFeature.clearProviders();
  await flags.close();
});

describe('the OpenFeature provider, asked through the stock SDK', () => {
  test.each([
    [{ boolean: 'true' }, true, 'STATIC', { gate: 'boolean' }],
    [{ actors: new Set([ALMA.targetingKey]) }, true, 'TARGETING_MATCH', { gate: 'actor' }],
    [
      { percentageOfActors: '100' },
      true,
      'SPLIT',
      { gate: 'percentage_of_actors', percentage: 100, bucket: expect.any(Number) as number },
    ],
    [{}, false, 'DEFAULT', { because: 'no-gate-open' }],
  ])('answers with %j: %s, because %s', async (gates, value, reason, metadata) => {
    await set(gates);
    const details = await client().getBooleanDetails(FEATURE, !value, ALMA);
    expect(details).toMatchObject({ value, reason, variant: value ? 'on' : 'off' });
    expect(details.errorCode).toBeUndefined();
    expect(details.flagMetadata).toMatchObject(metadata);
    expect(details.flagMetadata).toHaveProperty('version');
  });

  test('is ready as soon as it has read the features', async () => {
    expect(client().providerStatus).toBe('READY');
    expect(flags.snapshotAgeMs()).not.toBe(Infinity);
  });

  test('gives the default and a code where there is no value', async () => {
    await set({ percentageOfActors: '50' });
    const codeOf = async (details: Promise<{ value: unknown; errorCode?: string }>) => {
      const { value, errorCode } = await details;
      return [value, errorCode];
    };
    expect(await codeOf(client().getBooleanDetails('unknown', true, ALMA))).toEqual([
      true,
      'FLAG_NOT_FOUND',
    ]);
    expect(await codeOf(client().getBooleanDetails(FEATURE, true))).toEqual([
      true,
      'TARGETING_KEY_MISSING',
    ]);
    expect(await codeOf(client().getStringDetails(FEATURE, 'x', ALMA))).toEqual([
      'x',
      'TYPE_MISMATCH',
    ]);
    expect(await codeOf(client().getNumberDetails(FEATURE, 7, ALMA))).toEqual([7, 'TYPE_MISMATCH']);
    expect(await codeOf(client().getObjectDetails('unknown', {}, ALMA))).toEqual([
      {},
      'FLAG_NOT_FOUND',
    ]);
  });

  test('needs no targeting key for a feature that is open for everybody or for nobody', async () => {
    await set({ boolean: 'true' });
    expect(await client().getBooleanValue(FEATURE, false)).toBe(true);
    await set({});
    expect(await client().getBooleanDetails(FEATURE, true)).toMatchObject({
      value: false,
      reason: 'DEFAULT',
    });
  });

  test.each([42, null, true, [], new Date(0)])(
    'takes no targeting key that is no text: %j',
    async (targetingKey) => {
      await set({ actors: new Set(['42']), boolean: 'true' });
      const context = { targetingKey } as unknown as typeof ALMA;
      expect(await client().getBooleanDetails(FEATURE, false, context)).toMatchObject({
        value: false,
        errorCode: 'INVALID_CONTEXT',
      });
    },
  );

  test('opens nothing by a negative expression for nobody', async () => {
    await set({ expression: '{"NotEqual":[{"Property":["age"]},18]}' });
    const nobody = await client().getBooleanDetails(FEATURE, false, { age: 18 });
    expect(nobody).toMatchObject({ value: false, errorCode: 'TARGETING_KEY_MISSING' });
    expect(await client().getBooleanValue(FEATURE, true, { ...ALMA, age: 18 })).toBe(false);
  });

  test('is not ready before the features were read, and closed once they are too old', async () => {
    const unread = createFlags({
      store: { ...createMemoryStore(), load: () => Promise.reject(new Error('away')) },
      log: createLog('silent'),
      snapshotLimitMs: 30_000,
    });
    const waiting = OpenFeature.setProviderAndWait('unread', openFeatureProvider(unread));
    await expect(waiting).rejects.toThrow('away');
    const early = await OpenFeature.getClient('unread').getBooleanDetails(FEATURE, true, ALMA);
    expect(early).toMatchObject({ value: true, errorCode: 'PROVIDER_NOT_READY' });
    const otherType = await OpenFeature.getClient('unread').getStringDetails(FEATURE, 'x', ALMA);
    expect(otherType).toMatchObject({ value: 'x', errorCode: 'PROVIDER_NOT_READY' });
    await unread.close();
    await set({ boolean: 'true' });
    now = 30_001;
    const late = await client().getBooleanDetails(FEATURE, true, ALMA);
    expect(late).toMatchObject({ value: false, reason: 'STALE' });
  });

  test('does not throw though the engine does', async () => {
    const broken: Flags = {
      ...flags,
      snapshotAgeMs: () => 0,
      feature: () => {
        throw new Error('broken');
      },
    };
    await OpenFeature.setProviderAndWait('broken', openFeatureProvider(broken));
    const broke = OpenFeature.getClient('broken');
    expect(await broke.getBooleanDetails(FEATURE, true, ALMA)).toMatchObject({
      value: true,
      errorCode: 'GENERAL',
    });
    expect(await broke.getStringDetails(FEATURE, 'x', ALMA)).toMatchObject({
      value: 'x',
      errorCode: 'GENERAL',
    });
  });
});
