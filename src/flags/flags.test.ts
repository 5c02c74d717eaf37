import { afterEach, describe, expect, test, vi } from 'vitest';

import { BY_ENZO } from '../../test/world/flag-notes.ts';
import { listeningLog } from '../../test/world/listening-log.ts';
import { createLog } from '../lib/log.ts';
import {
  CLOSED_GATES,
  createFlags,
  createMemoryStore,
  type Flags,
  type HistoryEntry,
} from './index.ts';
import type { FlagStore } from './store/store.ts';

const FEATURE = 'profile_contacts';
const TESTER = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const SOMEBODY_ELSE = '16fd2706-8baf-433b-82eb-8c7fada847da';
const tester = { id: TESTER, properties: {} };

let flags: Flags | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await flags?.close();
});

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
    expect(explain(FEATURE, [tester])).toEqual({ open: false, because: 'unknown-feature' });
  });

  test('opens for an actor on the list and for nobody else', async () => {
    const { change, isOpen, explain } = await engine();
    await change(FEATURE, { kind: 'enable-actor', actorId: TESTER }, BY_ENZO);
    expect(explain(FEATURE, [tester])).toEqual({ open: true, gate: 'actor' });
    expect(isOpen(FEATURE, SOMEBODY_ELSE)).toBe(false);
    expect(isOpen(FEATURE, null)).toBe(false);
  });

  test('says in which bucket an actor stands when the percentage opens for them', async () => {
    const { change, explain } = await engine();
    await change(FEATURE, { kind: 'set-percentage-of-actors', percentage: 100 }, BY_ENZO);
    expect(explain(FEATURE, [tester])).toMatchObject({
      open: true,
      gate: 'percentage_of_actors',
      percentage: 100,
    });
    expect(explain(FEATURE, [])).toEqual({ open: false, because: 'no-gate-open' });
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
    expect(explain(FEATURE, [tester]).open).toBe(true);
    now = 30_001;
    expect(explain(FEATURE, [tester])).toEqual({ open: false, because: 'snapshot-too-old' });
    await refresh();
    expect(explain(FEATURE, [tester]).open).toBe(true);
  });

  test('closes by itself when the limit is over, although nobody asks the clock, and says so once', async () => {
    vi.useFakeTimers();
    const { log, lines } = listeningLog();
    const store = createMemoryStore();
    await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    let reachable = true;
    const load = () => (reachable ? store.load() : Promise.reject(new Error('out of reach')));
    const { isOpen, snapshotAgeMs } = await engine({ store: { ...store, load }, log });
    reachable = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(isOpen(FEATURE, TESTER)).toBe(true);
    await vi.advanceTimersByTimeAsync(2);
    expect(isOpen(FEATURE, TESTER)).toBe(false);
    expect(snapshotAgeMs()).toBeGreaterThan(30_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines.filter((line) => line.includes('every feature is closed'))).toHaveLength(1);
    reachable = true;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(isOpen(FEATURE, TESTER)).toBe(true);
    expect(lines.at(-1)).toContain('answers again');
  });

  test('gives a read that hangs up, reads anew, and does not believe what comes of it late', async () => {
    const store = createMemoryStore();
    const held: (() => void)[] = [];
    const hangsOnce: FlagStore = {
      ...store,
      load: async () => {
        const features = await store.load();
        if (held.length === 0) await new Promise<void>((resolve) => held.push(resolve));
        return features;
      },
    };
    flags = createFlags({ store: hangsOnce, log: createLog('silent'), snapshotLimitMs: 6_000 });
    const late = flags.refresh();
    const change = flags.change(FEATURE, { kind: 'enable' }, BY_ENZO);
    await expect(late).rejects.toThrow('did not answer within 2000 ms');
    await change;
    expect(flags.isOpen(FEATURE, TESTER)).toBe(true);
    held[0]?.();
    await flags.refresh();
    expect(flags.isOpen(FEATURE, TESTER)).toBe(true);
  });

  test('reads once more for all notices that arrive during a read', async () => {
    const store = createMemoryStore();
    const notices: (() => void)[] = [];
    const listen = (_channel: string, onNotice: () => void) => {
      notices.push(onNotice);
      return { stop: () => Promise.resolve() };
    };
    let reads = 0;
    const load = () => {
      reads += 1;
      return store.load();
    };
    const { isOpen } = await engine({
      store: { ...store, load },
      listen,
      refreshEveryMs: 60_000,
    });
    reads = 0;
    await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    for (let notice = 0; notice < 100; notice++) notices[0]?.();
    await expect.poll(() => isOpen(FEATURE, TESTER)).toBe(true);
    expect(reads).toBe(2);
  });

  test('tells the program of each change from outside, and logs it, although the program fails', async () => {
    const { log, lines } = listeningLog();
    const store = createMemoryStore();
    const [entry] = await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    const outside = { ...entry, through: 'outside' } as HistoryEntry;
    const told: HistoryEntry[] = [];
    await engine({
      store: { ...store, recordOutside: async () => [outside] },
      log,
      refreshEveryMs: 1,
      onOutside: (found) => {
        told.push(found);
        return Promise.reject(new Error('the program failed'));
      },
    });
    await expect.poll(() => lines.some((line) => line.includes('nothing was done'))).toBe(true);
    expect(told).toEqual([outside]);
    expect(lines[0]).toContain('a feature was changed from outside');
  });

  test('stays open while the program is slow to act on a change from outside', async () => {
    vi.useFakeTimers();
    const store = createMemoryStore();
    const [entry] = await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    const outside = { ...entry, through: 'outside' } as HistoryEntry;
    let acted: () => void = () => undefined;
    const { isOpen } = await engine({
      store: { ...store, recordOutside: async () => [outside] },
      onOutside: () => new Promise<void>((resolve) => (acted = resolve)),
    });
    await vi.advanceTimersByTimeAsync(90_000);
    expect(isOpen(FEATURE, TESTER)).toBe(true);
    acted();
  });

  test('imports, undoes and tells the history, and the next answer knows', async () => {
    const { importAll, undo, history, isOpen, state } = await engine();
    await importAll([{ key: FEATURE, gates: { ...CLOSED_GATES, boolean: 'true' } }], BY_ENZO);
    expect(isOpen(FEATURE, TESTER)).toBe(true);
    const [entry] = await history.entries({ feature: FEATURE });
    expect(await undo(entry?.id ?? 0, BY_ENZO)).toMatchObject({ ok: true });
    expect(state(FEATURE)).toBe('off');
    expect(await history.entries()).toHaveLength(2);
  });
});
