/**
 * What OpenFeature's published scenarios say of booleans, as a table of ours; the numbers are those of its
 * specification. What the engine has no state for is named at the end.
 */
import {
  ErrorCode,
  OpenFeature,
  type EvaluationDetails,
  type FlagValue,
} from '@openfeature/server-sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { createLog } from '../../lib/log.ts';
import {
  CLOSED_GATES,
  createFlags,
  createMemoryStore,
  openFeatureProvider,
  type Flags,
  type GateValues,
} from '../index.ts';

/** Open for everybody but the one address: no gate opens for a person and says false. */
const BUT_ONE = '{"NotEqual":[{"Property":["email"]},"ballmer@macrosoft.com"]}';
const ONLY_ONE = '{"Equal":[{"Property":["email"]},"ballmer@macrosoft.com"]}';
const FEATURES: Readonly<Record<string, Partial<GateValues>>> = {
  'boolean-flag': { boolean: 'true' },
  'boolean-zero-flag': {},
  'boolean-targeted-flag': { expression: BUT_ONE },
  'boolean-one-flag': { expression: ONLY_ONE },
};
type HookDetails = EvaluationDetails<FlagValue>;
const BALLMER = { targetingKey: 'a', email: 'ballmer@macrosoft.com' };
const NO_EMAIL = { targetingKey: 'a', email: null } as unknown as typeof BALLMER;

let flags: Flags;
let away: Flags;
const client = (domain = 'stable') => OpenFeature.getClient(domain);

function engine(store = createMemoryStore()): Flags {
  return createFlags({ store, log: createLog('silent'), snapshotLimitMs: 30_000 });
}

beforeAll(async () => {
  flags = engine();
  for (const [key, gates] of Object.entries(FEATURES)) {
    await flags.change(key, { kind: 'replace', gates: { ...CLOSED_GATES, ...gates } }, BY_ENZO);
  }
  await OpenFeature.setProviderAndWait('stable', openFeatureProvider(flags));
  const load = () => Promise.reject(new Error('away'));
  away = engine({ ...createMemoryStore(), load });
});

afterAll(async () => {
  await OpenFeature.clearProviders();
  await Promise.all([flags.close(), away.close()]);
});

describe('a boolean', () => {
  test.each([
    ['1.3.1.1', 'boolean-flag', false, undefined, { value: true, reason: 'STATIC' }],
    ['1.4.6', 'boolean-flag', false, undefined, { flagKey: 'boolean-flag', variant: 'on' }],
    ['1.4.7', 'boolean-targeted-flag', false, { ...BALLMER, email: 'a@b.test' }, matched()],
    ['1.4.7', 'boolean-targeted-flag', true, BALLMER, unmatched()],
    ['1.3.1.1', 'boolean-targeted-flag', false, NO_EMAIL, matched()],
    ['1.4.7', 'boolean-one-flag', false, BALLMER, matched()],
    ['1.4.7', 'boolean-one-flag', true, { ...BALLMER, email: 'a@b.test' }, unmatched()],
    ['1.3.1.1', 'boolean-one-flag', true, NO_EMAIL, unmatched()],
    ['1.4.8', 'non-existent-flag', false, undefined, failure(false, 'FLAG_NOT_FOUND')],
    ['1.4.8', 'non-existent-flag', true, undefined, failure(true, 'FLAG_NOT_FOUND')],
  ])('(%s) %s with the default %j', async (_, key, fallback, context, expected) => {
    expect(await client().getBooleanDetails(key, fallback, context)).toMatchObject(expected);
  });

  test('(1.3.4) is no text, number or object', async () => {
    const asked = client();
    const key = 'boolean-flag';
    expect(await asked.getStringDetails(key, 'bye')).toMatchObject(failure('bye', 'TYPE_MISMATCH'));
    expect(await asked.getNumberDetails(key, 1)).toMatchObject(failure(1, 'TYPE_MISMATCH'));
    expect(await asked.getNumberDetails(key, 0.1)).toMatchObject(failure(0.1, 'TYPE_MISMATCH'));
    expect(await asked.getObjectDetails(key, {})).toMatchObject(failure({}, 'TYPE_MISMATCH'));
  });

  test('(1.4.13) that is not there is named in the message', async () => {
    const { errorMessage } = await client().getBooleanDetails('error-flag', false);
    expect(errorMessage).toContain('error-flag');
  });

  test('(1.4.14) has flat metadata', async () => {
    const { flagMetadata } = await client().getBooleanDetails('boolean-flag', false);
    expect(Object.keys(flagMetadata)).toEqual(expect.arrayContaining(['gate', 'version']));
    expect(Object.values(flagMetadata).every((value) => typeof value !== 'object')).toBe(true);
  });

  test('(1.7.6) has no value before the provider is ready', async () => {
    const waiting = OpenFeature.setProviderAndWait('not-ready', openFeatureProvider(away));
    const asked = client('not-ready');
    expect(asked.providerStatus).toBe('NOT_READY');
    const expected = failure(false, 'PROVIDER_NOT_READY');
    expect(await asked.getBooleanDetails('boolean-flag', false)).toMatchObject(expected);
    await expect(waiting).rejects.toThrow('did not answer');
    expect(asked.providerStatus).toBe('ERROR');
    expect(client().providerStatus).toBe('READY');
  });

  test('(1.5.1) is told to hooks, with its details', async () => {
    const told: unknown[] = [];
    const tell = (stage: string) => () => void told.push(stage);
    const hooks = [
      {
        ...{ before: tell('before'), after: tell('after'), error: tell('error') },
        finally: tellDetails,
      },
    ];
    function tellDetails(_: unknown, { flagKey, value, reason, errorCode }: HookDetails) {
      told.push({ flagKey, value, reason, errorCode });
    }
    await client().getBooleanValue('boolean-flag', false, {}, { hooks });
    await client().getBooleanValue('non-existent-flag', true, {}, { hooks });
    expect(told).toEqual([
      ...['before', 'after'],
      { flagKey: 'boolean-flag', value: true, reason: 'STATIC' },
      ...['before', 'error'],
      { flagKey: 'non-existent-flag', ...failure(true, 'FLAG_NOT_FOUND') },
    ]);
  });

  test('(1.7.1) has the status of what was read: stale where the store is away since', async () => {
    const store = createMemoryStore();
    let isAway = false;
    const load = () => (isAway ? Promise.reject(new Error('away')) : store.load());
    const engineOfIts = engine({ ...store, load });
    await OpenFeature.setProviderAndWait('stale', openFeatureProvider(engineOfIts));
    isAway = true;
    await engineOfIts.refresh().catch(() => undefined);
    expect(client('stale').providerStatus).toBe('STALE');
    await engineOfIts.close();
  });

  test('(1.4.14.1) leaves the context as it was', async () => {
    const context = Object.freeze({ ...BALLMER, nested: Object.freeze({ a: [1] }) });
    await client().getBooleanDetails('boolean-targeted-flag', false, context);
    expect(context).toEqual({ ...BALLMER, nested: { a: [1] } });
  });
});

/**
 * And CACHED (nothing is kept of an answer), DISABLED (a feature that is switched off is closed, and false), FATAL (a
 * store that is away can come back), metadata of one's own, or none (it says how the answer came about).
 */
describe('what the engine has no state for', () => {
  // A gate that says no to a person who is meant; a closed feature is false for want of an open gate.
  test('a false with the reason STATIC or TARGETING_MATCH is one with DEFAULT', async () => {
    const details = await client().getBooleanDetails('boolean-zero-flag', true);
    expect(details).toMatchObject({ value: false, reason: 'DEFAULT', variant: 'off' });
  });

  test('an answer without a targetingKey to who is meant by a property is TARGETING_KEY_MISSING', async () => {
    const { email } = BALLMER;
    for (const context of [{ email }, {}]) {
      const details = await client().getBooleanDetails('boolean-targeted-flag', true, context);
      expect(details).toMatchObject(failure(true, 'TARGETING_KEY_MISSING'));
    }
  });
});

function failure(value: unknown, errorCode: keyof typeof ErrorCode) {
  return { value, reason: 'ERROR', errorCode };
}

function unmatched() {
  return { value: false, reason: 'DEFAULT' };
}

function matched() {
  return { value: true, reason: 'TARGETING_MATCH' };
}
