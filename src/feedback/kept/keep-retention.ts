import type { Clock } from '../../lib/clock.ts';
import { withinDeadline } from '../../lib/deadline.ts';
import { DAY_MS, HOUR_MS } from '../../lib/duration.ts';
import { dayInEasternTime } from '../../lib/eastern-time.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import type { FeedbackStore } from './feedback-store.ts';

export type Retention = {
  readonly store: Pick<FeedbackStore, 'removeBefore'>;
  /** How long remarks are kept. */
  readonly days: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly everyMs?: number;
};

const DEADLINE_MS = 10_000;

/** Removes old remarks, at once and then every hour, until it is told to stop. */
export function keepRetention(retention: Retention): () => Promise<void> {
  let underWay = removeOld(retention);
  const timer = setInterval(() => {
    underWay = underWay.then(() => removeOld(retention));
  }, retention.everyMs ?? HOUR_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}

async function removeOld({ store, days, clock, log }: Retention): Promise<void> {
  const oldest = dayInEasternTime(new Date(clock.now().getTime() - days * DAY_MS));
  try {
    const removed = await withinDeadline(DEADLINE_MS, store.removeBefore(oldest));
    if (removed > 0) log.info('old remarks were removed', { droppedCount: removed });
  } catch (error) {
    log.warn('old remarks could not be removed', errorFields(error));
  }
}
