import type { Clock } from '../../lib/clock.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import { withinDeadline } from '../../lib/deadline.ts';

export type UsageKeeping = {
  /** The features asked for since the last call. */
  readonly takeAsked: () => readonly string[];
  readonly noteAsked: (keys: readonly string[], at: Date) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  /** How often what was asked is written down, in milliseconds. */
  readonly everyMs?: number;
};

const EVERY_MS = 60_000;
/** A stop waits no longer than this for the last note. */
const WRITE_DEADLINE_MS = 3_000;

/**
 * Writes down regularly which features were asked for, and once more when told to stop. What can’t be written
 * is kept for the next time; no answer waits for it, and none fails with it.
 */
export function keepUsage(keeping: UsageKeeping): () => Promise<void> {
  const write = writing(keeping);
  let underWay = Promise.resolve();
  const timer = setInterval(() => {
    underWay = underWay.then(write);
  }, keeping.everyMs ?? EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await underWay;
    await write();
  };
}

function writing({ takeAsked, noteAsked, clock, log }: UsageKeeping): () => Promise<void> {
  const pending = new Set<string>();
  return async () => {
    for (const key of takeAsked()) pending.add(key);
    if (pending.size === 0) return;
    try {
      await withinDeadline(WRITE_DEADLINE_MS, noteAsked([...pending], clock.now()));
      pending.clear();
    } catch (error) {
      log.warn('which features were asked for could not be written down', errorFields(error));
    }
  };
}
