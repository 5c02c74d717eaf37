import { describe, expect, test } from 'vitest';

import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { createLog } from '../../lib/log.ts';
import { CLOSED_GATES } from '../feature.ts';
import { failsafe } from './failsafe-store.ts';
import { createMemoryStore } from './memory-store.ts';
import { readOnly } from './read-only-store.ts';
import { keepsTheStoreContract } from './store.contract.ts';

const FEATURE = 'profile_contacts';

describe('the memory store', () => {
  keepsTheStoreContract(createMemoryStore);
});

describe('the failsafe store, while the store answers', () => {
  keepsTheStoreContract(() => failsafe(createMemoryStore(), createLog('silent')));
});

describe('the failsafe store, while the store does not answer', () => {
  const broken = { ...createMemoryStore(), load: () => Promise.reject(new Error('out of reach')) };

  test('has no feature that could be open, and says so once', async () => {
    const lines: string[] = [];
    const store = failsafe(broken, createLog('info', { write: (line) => void lines.push(line) }));
    await broken.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    expect(await store.load()).toEqual([]);
    expect(await store.load()).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('every feature is closed');
  });

  test('has them again, and says so, when it answers again', async () => {
    const lines: string[] = [];
    let reachable = false;
    const memory = createMemoryStore();
    const load = () => (reachable ? memory.load() : broken.load());
    const log = createLog('info', { write: (line) => void lines.push(line) });
    const store = failsafe({ ...memory, load }, log);
    await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    expect(await store.load()).toEqual([]);
    reachable = true;
    expect(await store.load()).toHaveLength(1);
    expect(lines.at(-1)).toContain('answers again');
  });

  test('does not take a failed change for made', async () => {
    const failing = { ...broken, write: () => Promise.reject(new Error('out of reach')) };
    const store = failsafe(failing, createLog('silent'));
    await expect(store.write(FEATURE, { kind: 'enable' }, BY_ENZO)).rejects.toThrow('out of reach');
  });
});

describe('the read-only store', () => {
  test('reads features and history, and refuses every change in a sentence', async () => {
    const kept = createMemoryStore();
    const [entry] = await kept.write(FEATURE, { kind: 'add' }, BY_ENZO);
    const store = readOnly(kept);
    for (const change of [
      store.write(FEATURE, { kind: 'enable' }, BY_ENZO),
      store.remove(FEATURE, BY_ENZO),
      store.replaceAll([], BY_ENZO),
      store.undo(entry?.id ?? 0, BY_ENZO),
    ]) {
      await expect(change).rejects.toThrow('can only be read here, so nothing was changed');
    }
    expect(await store.load()).toEqual([{ key: FEATURE, gates: CLOSED_GATES }]);
    expect(await store.entries()).toEqual(entry ? [entry] : []);
    expect(await store.entry(entry?.id ?? 0)).toEqual(entry);
    expect(await store.recordOutside()).toEqual([]);
  });
});
