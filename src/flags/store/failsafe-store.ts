import { errorFields, type Log } from '../../lib/log.ts';
import type { FlagStore } from './store.ts';

/**
 * A store that closes every feature the moment it can't be read, and says so in the log, where a snapshot
 * would go on answering up to its limit. For programs that would rather be closed than slightly behind. Only
 * reading is answered for: a change that failed has failed, and must not look as if it were made.
 */
export function failsafe(store: FlagStore, log: Log): FlagStore {
  let reachable = true;
  return {
    ...store,
    load: async () => {
      try {
        const features = await store.load();
        if (!reachable) log.info('the flag store answers again: features open as it says');
        reachable = true;
        return features;
      } catch (error) {
        if (reachable) {
          log.error('every feature is closed: the flag store does not answer', errorFields(error));
        }
        reachable = false;
        return [];
      }
    },
  };
}
