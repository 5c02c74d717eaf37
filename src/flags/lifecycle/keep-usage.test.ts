import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import type { Clock } from '../../lib/clock.ts';
import { createLog } from '../../lib/log.ts';
import { createFlags, createMemoryStore, keepUsage, type Flags } from '../index.ts';

const FEATURE = 'profile_contacts';
const ALMA = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const TEN_O_CLOCK = new Date('2026-11-24T10:00:00Z');
const clock: Clock = { now: () => TEN_O_CLOCK };

let flags: Flags;
let lines: string[];
let notes: { readonly keys: readonly string[]; readonly at: Date }[];
let isReachable: boolean;
let stop: () => Promise<void>;

beforeEach(async () => {
  vi.useFakeTimers();
  flags = createFlags({
    store: createMemoryStore(),
    log: createLog('silent'),
    snapshotLimitMs: 600_000,
  });
  for (const key of [FEATURE, 'search', 'unasked']) {
    await flags.change(key, { kind: 'add' }, BY_ENZO);
  }
  [lines, notes, isReachable] = [[], [], true];
  const noteAsked = async (keys: readonly string[], at: Date) => {
    await Promise.resolve();
    if (!isReachable) throw new Error('out of reach');
    notes.push({ keys, at });
  };
  const log = createLog('info', { write: (line) => void lines.push(line) });
  stop = keepUsage({ takeAsked: flags.takeAsked, noteAsked, clock, log });
});

afterEach(async () => {
  await stop();
  await flags.close();
  vi.useRealTimers();
});

const aMinute = () => vi.advanceTimersByTimeAsync(60_000);

describe('which features were asked for', () => {
  test('is written down once a minute, however often somebody asks', async () => {
    for (let n = 0; n < 100; n++) flags.isOpen(FEATURE, ALMA);
    flags.ask('search', []);
    flags.explain('only_looked_at', []);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(notes).toEqual([]);
    await aMinute();
    expect(notes).toEqual([{ keys: [FEATURE, 'search'], at: TEN_O_CLOCK }]);
  });

  test('is not written down again where nobody asked again', async () => {
    flags.isOpen(FEATURE, ALMA);
    for (let n = 0; n < 3; n++) await aMinute();
    expect(notes).toHaveLength(1);
  });

  test('does not include names that are no features', async () => {
    flags.isOpen('made_up_by_a_visitor', ALMA);
    flags.explain('made_up_by_a_visitor', [{ id: ALMA, properties: {} }]);
    await aMinute();
    expect(notes).toEqual([]);
  });

  test('is kept until the database can be written again, with one warning for each try', async () => {
    isReachable = false;
    flags.isOpen(FEATURE, ALMA);
    await aMinute();
    flags.isOpen('search', ALMA);
    await aMinute();
    expect(notes).toEqual([]);
    expect(lines).toHaveLength(2);
    isReachable = true;
    await aMinute();
    expect(notes.map(({ keys }) => keys)).toEqual([[FEATURE, 'search']]);
  });

  test('is written down at the end, too, and nothing afterwards', async () => {
    flags.isOpen(FEATURE, ALMA);
    await stop();
    expect(notes).toHaveLength(1);
    flags.isOpen(FEATURE, ALMA);
    await aMinute();
    expect(notes).toHaveLength(1);
  });

  test('does not keep the program from stopping when it can’t be written', async () => {
    isReachable = false;
    flags.isOpen(FEATURE, ALMA);
    await expect(stop()).resolves.toBeUndefined();
  });
});
