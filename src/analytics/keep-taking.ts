import type { Clock } from '../lib/clock.ts';
import { errorFields, type Log } from '../lib/log.ts';
import type { Intake } from './intake.ts';
import type { TakingTimes } from './kept/taking.ts';

const EVERY_MS = 30_000;

export type TakingDeps = {
  readonly intake: Pick<Intake, 'failedAt'>;
  readonly taking: Pick<TakingTimes, 'note'>;
  readonly clock: Clock;
  readonly log: Log;
};

export type KeptTaking = {
  /** Now, and not when it is time again. Never throws. */
  note(): Promise<void>;
  stop(): void;
};

/**
 * Notes that events are taken, for as long as the database takes that and none failed to be counted of late: a time
 * without such a sign is a gap.
 */
export function keepTaking({ intake, taking, clock, log }: TakingDeps): KeptTaking {
  const note = async () => {
    const now = clock.now();
    const failedAt = intake.failedAt();
    if (failedAt !== null && now.getTime() - failedAt.getTime() < EVERY_MS) return;
    try {
      await taking.note(now);
    } catch (error) {
      log.warn('that events are taken could not be noted', errorFields(error));
    }
  };
  void note();
  const timer = setInterval(() => void note(), EVERY_MS).unref();
  return { note, stop: () => clearInterval(timer) };
}
