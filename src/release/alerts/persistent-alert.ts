import { isTooLate, type Alert } from '../../alerts/index.ts';
import { SECOND_MS } from '../../lib/duration.ts';
import { errorFields } from '../../lib/log.ts';
import { restAfter, type AlertingDeps } from './alerting.ts';

/** An alert that no journal holds: it is tried for as long as whoever has it to tell goes on asking for that. */
export type PersistentAlert = {
  /** On its way, unless it is already, rests after a failure, was taken, or is too late to help anyone. */
  tryNow(): void;
  isWaiting(): boolean;
  /** Ends when it is not on its way any more. */
  ended(): Promise<void>;
};

type Persistence = {
  readonly alert: Alert;
  /** Of a clock that nobody sets. */
  readonly nowMs: () => number;
  readonly stopping: AbortSignal;
};

/** How long the receiver may take, in milliseconds. */
const LONGEST_MS = 5 * SECOND_MS;

export function persistentAlert(
  { alerts, clock, log }: AlertingDeps,
  { alert, nowMs, stopping }: Persistence,
): PersistentAlert {
  let [isTaken, failures, restUntil] = [alerts === null, 0, -Infinity];
  let sending: Promise<void> | null = null;
  const isWaiting = () => !isTaken && !isTooLate(new Date(alert.at), clock.now());
  const send = async (): Promise<void> => {
    try {
      await alerts?.send(alert, AbortSignal.any([stopping, AbortSignal.timeout(LONGEST_MS)]));
      isTaken = true;
    } catch (error) {
      restUntil = nowMs() + restAfter(failures);
      failures += 1;
      if (stopping.aborted) return;
      const fields = { release: alert.release, ...errorFields(error) };
      log.error('an alert could not be delivered, and will be tried again', fields);
    }
  };
  return {
    tryNow: () => {
      if (sending || stopping.aborted || !isWaiting() || nowMs() < restUntil) return;
      sending = send().finally(() => {
        sending = null;
      });
    },
    isWaiting,
    ended: async () => {
      await sending;
    },
  };
}
