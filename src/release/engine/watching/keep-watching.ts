import { setTimeout } from 'node:timers/promises';

import { atMost } from '../../../lib/deadline.ts';
import { errorFields, type Log } from '../../../lib/log.ts';
import type { Looked } from './watch-over.ts';

/** How often measurements are written down and looked at while people come, in milliseconds. */
export const LOOK_EVERY_MS = 250;
/** The same while nothing happens. The lead is a lease of 700 ms, and is renewed by looking. */
const LOOK_EVERY_MS_WHEN_QUIET = 330;
/** How often each instance says that it is heard, in milliseconds. */
export const BEAT_EVERY_MS = 1_000;

/** How often it is asked whether looks are late: apart from the looks, which may hang. */
const LATENESS_EVERY_MS = 1_000;

export type Watching = {
  /** Observes the heartbeats of what this instance carries. */
  readonly beat: () => void;
  readonly flush: () => Promise<void>;
  readonly look: (patienceMs: number) => Promise<Looked>;
  /** Says what could not be looked at for too long. */
  readonly sayUnwatched: () => Promise<void>;
  readonly log: Log;
};

/** Writes down, looks and acts, again and again. The answer ends that, when what is under way has been done. */
export function keepWatching({
  beat,
  flush,
  look,
  sayUnwatched,
  log,
}: Watching): () => Promise<void> {
  const stop = new AbortController();
  let beatAt = 0;
  let writing: Promise<void> | null = null;
  // A store that is slow to take down what people met must not keep the lead from being renewed.
  const write = () =>
    (writing ??= flush().finally(() => {
      writing = null;
    }));
  const round = async (): Promise<number> => {
    if (performance.now() >= beatAt) {
      beatAt = performance.now() + BEAT_EVERY_MS;
      beat();
    }
    await atMost(LOOK_EVERY_MS, write());
    const { isQuiet } = await look(LOOK_EVERY_MS);
    return isQuiet ? LOOK_EVERY_MS_WHEN_QUIET : LOOK_EVERY_MS;
  };
  const watch = async () => {
    while (!stop.signal.aborted) {
      const restMs = await round().catch((error: unknown) => {
        log.warn('releases could not be looked at', errorFields(error));
        return LOOK_EVERY_MS;
      });
      await setTimeout(restMs, null, { signal: stop.signal }).catch(() => null);
    }
  };
  const mindLateness = async () => {
    while (!stop.signal.aborted) {
      await sayUnwatched();
      await setTimeout(LATENESS_EVERY_MS, null, { signal: stop.signal }).catch(() => null);
    }
  };
  const watching = Promise.all([watch(), mindLateness()]);
  return async () => {
    stop.abort();
    await watching;
    await writing;
    await flush();
  };
}
