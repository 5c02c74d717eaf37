import { changedGates } from '../change.ts';
import { CLOSED_GATES, type Feature } from '../feature.ts';
import type { FlagStore } from './store.ts';

/** A store that lives and dies with the process, for tests and rehearsals. */
export function createMemoryStore(): FlagStore {
  const features = new Map<string, Feature>();
  return {
    load: () => Promise.resolve([...features.values()]),
    write: (key, change) => {
      const before = features.get(key)?.gates ?? CLOSED_GATES;
      features.set(key, { key, gates: changedGates(before, change) });
      return Promise.resolve();
    },
    remove: (key) => {
      features.delete(key);
      return Promise.resolve();
    },
  };
}
