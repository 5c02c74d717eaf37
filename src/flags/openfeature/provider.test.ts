import { OpenFeature, ProviderEvents } from '@openfeature/server-sdk';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';

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
    await expect(waiting).rejects.toThrow('did not answer');
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

describe('the provider’s status and events', () => {
  /** The events that the client hears, with the names of the features where there are some. */
  function listen(): readonly unknown[] {
    const heard: unknown[] = [];
    for (const event of Object.values(ProviderEvents)) {
      client().addHandler(event, (details) => {
        const { flagsChanged } = (details ?? {}) as { flagsChanged?: readonly string[] };
        heard.push(flagsChanged ? [event, ...flagsChanged] : event);
      });
    }
    return heard;
  }
  /** An engine whose store can be taken away. */
  async function engineWithStore() {
    let isAway = false;
    const store = createMemoryStore();
    const away = () => Promise.reject(new Error('away'));
    const engine = createFlags({
      store: { ...store, load: () => (isAway ? away() : store.load()) },
      log: createLog('silent'),
      snapshotLimitMs: 30_000,
      refreshEveryMs: 60_000,
      monotonicMs: () => now,
    });
    onTestFinished(() => engine.close());
    const take = async (goes: boolean) => {
      isAway = goes;
      await engine.refresh().catch(() => undefined);
    };
    return { engine, store, take };
  }

  test('name the features that have become others, whoever changed them', async () => {
    const heard = listen();
    await set({ boolean: 'true' });
    await flags.change('letters', { kind: 'add' }, BY_ENZO);
    await flags.remove('letters', BY_ENZO);
    await flags.refresh();
    const CHANGED = ProviderEvents.ConfigurationChanged;
    await expect
      .poll(() => heard)
      .toEqual([
        ProviderEvents.Ready,
        [CHANGED, FEATURE],
        [CHANGED, 'letters'],
        [CHANGED, 'letters'],
      ]);
  });

  test('name a feature that is closed in this instance alone, and that it is open again', async () => {
    await set({ boolean: 'true' });
    const heard = listen();
    const closing = flags.closeHere([FEATURE]);
    closing.end();
    const CHANGED = [ProviderEvents.ConfigurationChanged, FEATURE];
    await expect.poll(() => heard).toEqual([ProviderEvents.Ready, CHANGED, CHANGED]);
  });

  test('are stale while the store is away, in error once every feature is closed, then ready', async () => {
    const { engine, take } = await engineWithStore();
    await OpenFeature.setProviderAndWait('contacts', openFeatureProvider(engine));
    const heard = listen();
    await take(true);
    await take(true);
    expect(client().providerStatus).toBe('STALE');
    now = 30_001;
    await take(true);
    expect(client().providerStatus).toBe('ERROR');
    await take(false);
    expect(client().providerStatus).toBe('READY');
    const { Ready, Stale, Error } = ProviderEvents;
    await expect.poll(() => heard).toEqual([Ready, Stale, Error, Ready]);
  });

  test('are in error when nothing could be read at first, for every type, and ready by themselves later', async () => {
    const { engine, take } = await engineWithStore();
    await take(true);
    const messages: unknown[] = [];
    client().addHandler(ProviderEvents.Error, (told) => void messages.push(told?.message));
    const waiting = OpenFeature.setProviderAndWait('contacts', openFeatureProvider(engine));
    await expect(waiting).rejects.toMatchObject({ cause: expect.any(Error) as Error });
    expect(messages).toEqual([expect.stringMatching(/store did not answer.* ready by itself/)]);
    expect(client().providerStatus).toBe('ERROR');
    const details = [
      client().getBooleanDetails(FEATURE, true, ALMA),
      client().getStringDetails(FEATURE, 'x', ALMA),
      client().getNumberDetails(FEATURE, 1, ALMA),
      client().getObjectDetails(FEATURE, {}, ALMA),
    ];
    const codes = (await Promise.all<{ errorCode?: string }>(details)).map(
      (each) => each.errorCode,
    );
    expect(codes).toEqual(Array(4).fill('PROVIDER_NOT_READY'));
    await take(false);
    expect(client().providerStatus).toBe('READY');
  });

  test('are ready with what was read before, though the store is away at the start', async () => {
    const { engine, take } = await engineWithStore();
    await take(false);
    await take(true);
    await OpenFeature.setProviderAndWait('contacts', openFeatureProvider(engine));
    expect(client().providerStatus).toBe('READY');
    await take(true);
    expect(client().providerStatus).toBe('STALE');
  });

  test('end with the provider, which leaves the engine to who made it', async () => {
    const provider = openFeatureProvider(flags);
    await OpenFeature.setProviderAndWait('other', provider);
    const heard: unknown[] = [];
    OpenFeature.getClient('other').addHandler(ProviderEvents.ConfigurationChanged, (details) =>
      heard.push(details),
    );
    await provider.onClose?.();
    await set({ boolean: 'true' });
    expect(heard).toEqual([]);
    expect(flags.isOpen(FEATURE, null)).toBe(true);
  });

  test('are not told to anybody by a provider that was closed before it was ready', async () => {
    const provider = openFeatureProvider(flags);
    const told: unknown[] = [];
    provider.events?.addHandler(
      ProviderEvents.ConfigurationChanged,
      (each) => void told.push(each),
    );
    const waiting = provider.initialize?.();
    await provider.onClose?.();
    await waiting;
    await set({ boolean: 'true' });
    expect(told).toEqual([]);
    // The SDK may set it again.
    await provider.initialize?.();
    await set({});
    expect(told).toEqual([{ flagsChanged: [FEATURE] }]);
  });

  test('reach every listener though one of them fails', async () => {
    const heard: string[] = [];
    client().addHandler(ProviderEvents.ConfigurationChanged, () => {
      throw new Error('a listener’s own');
    });
    client().addHandler(ProviderEvents.ConfigurationChanged, () => void heard.push('changed'));
    await set({ boolean: 'true' });
    await expect.poll(() => heard).toEqual(['changed']);
  });
});
