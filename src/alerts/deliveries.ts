import type { Clock } from '../lib/clock.ts';
import { withinDeadline } from '../lib/deadline.ts';
import { MINUTE_MS } from '../lib/duration.ts';
import { errorFields, type Log } from '../lib/log.ts';
import { isTooLate, type Alert } from './alert.ts';
import { AlertNotTakenError, AlertRefusedError, type SendAlert } from './send-alert.ts';

/** How the delivery of one alert stands. */
export type AlertDelivery = {
  readonly key: string;
  readonly alert: Alert;
  readonly attempts: number;
  readonly lastTriedAt: Date | null;
  readonly takenAt: Date | null;
  /** What the last attempt came to, where it was not taken, in a sentence. */
  readonly answer: string | null;
  /** Whether that answer was about this alert. */
  readonly isRefused: boolean;
  /** Who sent it again by hand, the last time. */
  readonly resentBy: string | null;
};

/** One attempt, as it ended. */
export type AlertAttempt = Pick<AlertDelivery, 'answer' | 'isRefused' | 'resentBy'> & {
  readonly at: Date;
};

/** Every alert of the last months, and what became of it. */
export type DeliveryBook = {
  /** That these are due; what is known already stays as it is. */
  expect(alerts: readonly Alert[], now: Date): Promise<void>;
  note(alert: Alert, attempt: AlertAttempt): Promise<void>;
  /** The newest first. */
  newest(most: number): Promise<readonly AlertDelivery[]>;
  delivery(key: string): Promise<AlertDelivery | null>;
};

/** What operators see and do; `resend` is null where no alerts are sent. */
export type Deliveries = Pick<DeliveryBook, 'newest'> & {
  readonly resend:
    | ((asked: { readonly key: string; readonly name: string }) => Promise<Resent>)
    | null;
};

/** What came of sending an alert by hand. `taken`: now, or before. `waiting`: it is still tried by itself, so it was not sent. */
export type Resent = 'taken' | 'not-taken' | 'waiting' | 'no-such-alert';

/** `refused` and `given-up` are not tried again by themselves. */
export type DeliveryState = 'taken' | 'waiting' | 'refused' | 'given-up';

export function deliveryState(
  {
    alert,
    takenAt,
    isRefused,
    lastTriedAt,
  }: Pick<AlertDelivery, 'alert' | 'takenAt' | 'isRefused' | 'lastTriedAt'>,
  now: Date,
): DeliveryState {
  if (takenAt !== null) return 'taken';
  if (isRefused && alert.urgency === 'know') return 'refused';
  if (isTooLate(new Date(alert.at), now)) return 'given-up';
  // One without an entry of the journal is tried by the instance that says so, for as long as it is true.
  const isOfJournal = Number.isInteger(alert.version);
  const restedMs = now.getTime() - (lastTriedAt?.getTime() ?? -Infinity);
  return isOfJournal || restedMs < LONGEST_PAUSE_MS ? 'waiting' : 'given-up';
}

/** Longer than any pause between two attempts. */
const LONGEST_PAUSE_MS = 2 * MINUTE_MS;

type RecordedDeps = {
  readonly send: SendAlert;
  readonly book: DeliveryBook;
  readonly clock: Clock;
  readonly log: Log;
};

/** How long the next alert waits until it is written down what became of one, in milliseconds. */
const WRITING_MS = 2_000;

/** Sends alerts, and writes down what became of each; a book that can’t be written holds no alert back. */
export function recordDeliveries({ send, book, clock, log }: RecordedDeps) {
  const written = (writing: Promise<void>) =>
    withinDeadline(WRITING_MS, writing).catch((error: unknown) => {
      log.warn('the delivery of an alert could not be written down', errorFields(error));
    });
  const sendBy =
    (resentBy: string | null): SendAlert =>
    async (alert, signal) => {
      const note = (answer: string | null, isRefused = false) =>
        written(book.note(alert, { at: clock.now(), answer, isRefused, resentBy }));
      try {
        await send(alert, signal);
      } catch (error) {
        await note(answerInWords(error), error instanceof AlertRefusedError);
        throw error;
      }
      await note(null);
    };
  return {
    send: sendBy(null),
    sendBy,
    expect: (alerts: readonly Alert[]) => written(book.expect(alerts, clock.now())),
  };
}

/** Other messages may hold the address, which is a secret. */
function answerInWords(error: unknown): string {
  const isAnswer = error instanceof AlertRefusedError || error instanceof AlertNotTakenError;
  return isAnswer ? error.message : 'The receiver of alerts could not be reached in time.';
}
