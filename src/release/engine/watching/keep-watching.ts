import { setTimeout } from 'node:timers/promises';

import { atMost } from '../../../lib/deadline.ts';
import { errorFields, type Log } from '../../../lib/log.ts';
import type { Looked } from './watch-over.ts';

/** How often measurements are written down and looked at while people come, in milliseconds. */
export const LOOK_EVERY_MS = 250;
/** The same while nothing happens. */
const LOOK_EVERY_MS_WHEN_QUIET = 330;
/** How long a look waits for what people met to be written down, so that it sees it. */
const WRITING_MS = 100;
/** How often each instance says that it is heard, in milliseconds. */
export const BEAT_EVERY_MS = 1_000;

/** How often it is asked whether looks are late: apart from the looks, which may hang. */
const LATENESS_EVERY_MS = 1_000;

export type Watching = {
  /** Observes the heartbeats of what this instance carries. */
  readonly beat: () => void;
  readonly flush: () => Promise<void>;
  /** Renews the lead and begins to look; waits for no look. */
  readonly begin: () => Promise<Pick<Looked, 'isQuiet'>>;
  /** Says what could not be looked at for too long. */
  readonly mindLateness: () => Promise<void>;
  readonly log: Log;
};

/**
 * Writes down, looks and acts, again and again. The answer ends that, when what is under way has been done.
 *
 * To begin to look renews the lead, a lease of 700 ms: 430 ms after the last time at most, and right away where the store
 * took longer than that to answer. How long writes and looks take does not matter to it.
 */
export function keepWatching({
  beat,
  flush,
  begin,
  mindLateness,
  log,
}: Watching): () => Promise<void> {
  const stop = new AbortController();
  let beatAt = 0;
  let writing: Promise<void> | null = null;
  const write = () =>
    (writing ??= flush().finally(() => {
      writing = null;
    }));
  /** The answer is when the next one is due. */
  const round = async (): Promise<number> => {
    if (performance.now() >= beatAt) {
      beatAt = performance.now() + BEAT_EVERY_MS;
      beat();
    }
    await atMost(WRITING_MS, write());
    const askedAt = performance.now();
    const { isQuiet } = await begin();
    return askedAt + (isQuiet ? LOOK_EVERY_MS_WHEN_QUIET : LOOK_EVERY_MS);
  };
  const rest = (ms: number) =>
    setTimeout(Math.max(0, ms), null, { signal: stop.signal }).catch(() => null);
  const watch = async () => {
    while (!stop.signal.aborted) {
      const dueAt = await round().catch((error: unknown) => {
        log.warn('releases could not be looked at', errorFields(error));
        return performance.now() + LOOK_EVERY_MS;
      });
      await rest(dueAt - performance.now());
    }
  };
  const keepMinding = async () => {
    while (!stop.signal.aborted) {
      await mindLateness();
      await rest(LATENESS_EVERY_MS);
    }
  };
  const watching = Promise.all([watch(), keepMinding()]);
  return async () => {
    stop.abort();
    await watching;
    await writing;
    await flush();
  };
}
