import type { FlagStore } from './store.ts';

class ReadOnlyStoreError extends Error {
  override readonly name = 'ReadOnlyStoreError';
  readonly code = 'read-only';
}

/** A store that can be read and not changed: in front of a copy, say, or while the data is moved. */
export function readOnly(store: FlagStore): FlagStore {
  const refuse = () => Promise.reject(new ReadOnlyStoreError(SENTENCE));
  return {
    ...store,
    write: refuse,
    remove: refuse,
    replaceAll: refuse,
    undo: refuse,
    recordOutside: async () => [],
  };
}

const SENTENCE =
  'These flags can only be read here, so nothing was changed. Change them where they are kept.';
