import { setTimeout } from 'node:timers/promises';

import { errorFields, type Log } from '../../lib/log.ts';

/** How often what people meet is written down and looked at, in milliseconds. */
const LOOK_EVERY_MS = 250;
/** How often each instance says that it is heard, in milliseconds. */
const BEAT_EVERY_MS = 1_000;

export type Watching = {
  /** Tells the heartbeats of what this instance carries. */
  readonly beat: () => void;
  readonly flush: () => Promise<void>;
  readonly look: () => Promise<unknown>;
  readonly log: Log;
};

/** Writes down, looks and acts, again and again. The answer ends that, when what is under way has been done. */
export function keepWatching({ beat, flush, look, log }: Watching): () => Promise<void> {
  const stop = new AbortController();
  let beatAt = 0;
  const round = async () => {
    if (performance.now() >= beatAt) {
      beatAt = performance.now() + BEAT_EVERY_MS;
      beat();
    }
    await flush();
    await look();
  };
  const watch = async () => {
    while (!stop.signal.aborted) {
      await round().catch((error: unknown) => {
        log.warn('releases could not be looked at', errorFields(error));
      });
      await setTimeout(LOOK_EVERY_MS, null, { signal: stop.signal }).catch(() => null);
    }
  };
  const watching = watch();
  return async () => {
    stop.abort();
    await watching;
    await flush();
  };
}
