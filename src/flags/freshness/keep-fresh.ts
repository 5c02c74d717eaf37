import type { Listen, Listening } from '../../lib/database/index.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import { FLAGS_CHANNEL } from '../store/tables.ts';

export type Freshness = {
  readonly refresh: () => Promise<void>;
  /** Looks for changes from outside, after what was read. */
  readonly lookOutside: () => Promise<void>;
  /** How often the store is read even though nobody told of a change, in milliseconds. */
  readonly everyMs: number;
  /** Tells at once of changes made elsewhere; without it they arrive with the next regular read. */
  readonly listen?: Listen | undefined;
  readonly log: Log;
};

/** Reads the store at every notice and regularly besides, until told to stop. */
export function keepFresh(settings: Freshness): () => Promise<void> {
  const { everyMs, listen } = settings;
  const read = readingAndTelling(settings);
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  function readNow(): Promise<void> {
    const round = read().finally(() => underWay.delete(round));
    underWay.add(round);
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

/** Says once that the store is out of reach and once that it is back, not at every try. */
function readingAndTelling({ refresh, lookOutside, log }: Freshness): () => Promise<void> {
  let reachable = true;
  return async () => {
    try {
      await refresh();
      await lookOutside();
      if (!reachable) log.info('the flag store answers again');
      reachable = true;
    } catch (error) {
      if (reachable) log.error('the flag store does not answer', errorFields(error));
      reachable = false;
    }
  };
}
