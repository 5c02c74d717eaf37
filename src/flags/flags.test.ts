import { afterEach, describe, expect, test } from 'vitest';

import { BY_ENZO } from '../../test/world/flag-notes.ts';
import { createLog } from '../lib/log.ts';
import { createFlags, createMemoryStore, type Flags } from './index.ts';
import type { FlagStore } from './store/store.ts';

const FEATURE = 'profile_contacts';
const TESTER = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const SOMEBODY_ELSE = '16fd2706-8baf-433b-82eb-8c7fada847da';

let flags: Flags | undefined;
afterEach(() => flags?.close());

async function engine(overrides: Partial<Parameters<typeof createFlags>[0]> = {}): Promise<Flags> {
  flags = createFlags({
    store: createMemoryStore(),
    log: createLog('silent'),
    snapshotLimitMs: 30_000,
    ...overrides,
  });
  await flags.refresh();
  return flags;
}

describe('the flag engine', () => {
  test('is closed for a feature that nobody has added, and says so', async () => {
    const { explain } = await engine();
    expect(explain(FEATURE, TESTER)).toEqual({ open: false, because: 'unknown-feature' });
  });

  test('opens for an actor on the list and for nobody else', async () => {
    const { change, isOpen, explain } = await engine();
    await change(FEATURE, { kind: 'enable-actor', actorId: TESTER }, BY_ENZO);
    expect(explain(FEATURE, TESTER)).toEqual({ open: true, gate: 'actor' });
    expect(isOpen(FEATURE, SOMEBODY_ELSE)).toBe(false);
    expect(isOpen(FEATURE, null)).toBe(false);
  });

  test('says in which bucket an actor stands when the percentage opens for them', async () => {
    const { change, explain } = await engine();
    await change(FEATURE, { kind: 'set-percentage-of-actors', percentage: 100 }, BY_ENZO);
    expect(explain(FEATURE, TESTER)).toMatchObject({
      open: true,
      gate: 'percentage_of_actors',
      percentage: 100,
    });
    expect(explain(FEATURE, null)).toEqual({ open: false, because: 'no-gate-open' });
  });

  test('forgets every other gate when it is enabled or disabled fully', async () => {
    const { change, feature } = await engine();
    await change(FEATURE, { kind: 'enable-actor', actorId: TESTER }, BY_ENZO);
    await change(FEATURE, { kind: 'enable' }, BY_ENZO);
    expect(feature(FEATURE)?.gates).toMatchObject({ boolean: 'true', actors: new Set() });
    await change(FEATURE, { kind: 'disable' }, BY_ENZO);
    expect(feature(FEATURE)?.gates.boolean).toBeNull();
  });

  test('learns of a change that another instance made in the store', async () => {
    const store = createMemoryStore();
    const { isOpen } = await engine({ store, refreshEveryMs: 1 });
    await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    await expect.poll(() => isOpen(FEATURE, TESTER)).toBe(true);
  });

  test('closes every feature once its snapshot is older than the limit, and opens when confirmed', async () => {
    let now = 0;
    const { change, explain, refresh } = await engine({ monotonicMs: () => now });
    await change(FEATURE, { kind: 'enable' }, BY_ENZO);
    now = 30_000;
    expect(explain(FEATURE, TESTER).open).toBe(true);
    now = 30_001;
    expect(explain(FEATURE, TESTER)).toEqual({ open: false, because: 'snapshot-too-old' });
    await refresh();
    expect(explain(FEATURE, TESTER).open).toBe(true);
  });

  test('keeps a newer answer of the store when an older one arrives late', async () => {
    const store = createMemoryStore();
    const held: (() => void)[] = [];
    const slowOnce: FlagStore = {
      ...store,
      load: async () => {
        const features = await store.load();
        if (held.length === 0) await new Promise<void>((resolve) => held.push(resolve));
        return features;
      },
    };
    flags = createFlags({ store: slowOnce, log: createLog('silent'), snapshotLimitMs: 30_000 });
    const late = flags.refresh();
    await flags.change(FEATURE, { kind: 'enable' }, BY_ENZO);
    held[0]?.();
    await late;
    expect(flags.isOpen(FEATURE, TESTER)).toBe(true);
  });
});
