import type { Listen, Listening } from '../../lib/database/index.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import { FLAGS_CHANNEL } from '../store/tables.ts';

export type Freshness = {
  readonly refresh: () => Promise<void>;
  /** Looks for changes from outside, after what was read. */
  readonly lookOutside: () => Promise<void>;
  /** How often the store is read without a notice of a change, in milliseconds. */
  readonly everyMs: number;
  /** Tells at once of changes made elsewhere; without it they arrive with the next regular read. */
  readonly listen?: Listen | undefined;
  readonly log: Log;
};

/** Reads the store at every notice and regularly besides, until told to stop. */
export function keepFresh(settings: Freshness): () => Promise<void> {
  const { everyMs, listen, log } = settings;
  const read = sayingOnce(settings.refresh, log, READING);
  const look = sayingOnce(settings.lookOutside, log, LOOKING);
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  function waitForAtTheEnd(work: Promise<void>): void {
    const kept = work.finally(() => underWay.delete(kept));
    underWay.add(kept);
  }
  function readNow(): Promise<void> {
    const round = read();
    // Apart, because confirming the snapshot must not wait for what comes of a change from outside.
    waitForAtTheEnd(round.then(look));
    return round;
  }
  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => void readNow().then(schedule), everyMs);
    timer.unref();
  }

  schedule();
  const listening: Listening | undefined = listen?.(FLAGS_CHANNEL, () => {
    if (!stopped) void readNow();
  });
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await listening?.stop();
    await Promise.all(underWay);
  };
}

type LogWords = { readonly fails: string; readonly again: string };

const READING: LogWords = {
  fails: 'the flag store does not answer',
  again: 'the flag store answers again',
};
const LOOKING: LogWords = {
  fails: 'changes of features from outside can’t be found',
  again: 'changes of features from outside are found again',
};

/** Does the work and says once that it fails and once that it succeeds again, not at every try. */
function sayingOnce(work: () => Promise<void>, log: Log, words: LogWords): () => Promise<void> {
  let failing = false;
  return async () => {
    try {
      await work();
      if (failing) log.info(words.again);
      failing = false;
    } catch (error) {
      if (!failing) log.error(words.fails, errorFields(error));
      failing = true;
    }
  };
}
