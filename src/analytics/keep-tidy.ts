import type { Clock } from '../lib/clock.ts';
import { DAY_MS, HOUR_MS } from '../lib/duration.ts';
import { errorFields, type Log } from '../lib/log.ts';
import type { PageStore } from './kept/page-store.ts';

/** Thirteen months: this April can be held beside the last. docs/privacy.md says so. */
const KEPT_MS = 400 * DAY_MS;

export type TidyDeps = {
  readonly store: Pick<PageStore, 'tidy'>;
  readonly clock: Clock;
  readonly log: Log;
};

/** Sums up and forgets, once an hour, what is old enough; the answer ends that. */
export function keepTidy({ store, clock, log }: TidyDeps): () => void {
  const tidy = async () => {
    try {
      const now = clock.now();
      await store.tidy(now, new Date(now.getTime() - KEPT_MS));
    } catch (error) {
      log.warn('old counts of page events could not be summed up', errorFields(error));
    }
  };
  const timer = setInterval(() => void tidy(), HOUR_MS).unref();
  return () => clearInterval(timer);
}
