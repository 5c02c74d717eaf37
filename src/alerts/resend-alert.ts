import type { Clock } from '../lib/clock.ts';
import { SECOND_MS } from '../lib/duration.ts';
import type { SendAlert } from './send-alert.ts';
import { deliveryState, type DeliveryBook, type Resent } from './deliveries.ts';

type ResendDeps = {
  readonly book: Pick<DeliveryBook, 'delivery'>;
  /** Sends and writes down, in this person’s name. */
  readonly sendBy: (name: string) => SendAlert;
  readonly clock: Clock;
};

/** Sends an alert once more that was refused or given up. Rejects when the database is away; then nothing was sent. */
export async function resendAlert(
  { book, sendBy, clock }: ResendDeps,
  { key, name }: { readonly key: string; readonly name: string },
): Promise<Resent> {
  const delivery = await book.delivery(key);
  if (delivery === null) return 'no-such-alert';
  const state = deliveryState(delivery, clock.now());
  if (state === 'taken' || state === 'waiting') return state;
  try {
    await sendBy(name)(delivery.alert, AbortSignal.timeout(LONGEST_MS));
    return 'taken';
  } catch {
    return 'not-taken';
  }
}

const LONGEST_MS = 10 * SECOND_MS;

export type ResendRefusal = Exclude<Resent, 'taken'> | 'none-are-sent';

/** Why an alert was not sent, or not taken, for console and API. */
export const resentInWords: Readonly<Record<ResendRefusal, string>> = {
  'no-such-alert': 'There is no such alert, or it is older than 90 days.',
  waiting: 'This alert is still tried by itself, so it was not sent.',
  'not-taken':
    'The receiver did not take the alert this time either. Look at what is behind ALERT_URL, and tell the people on call yourself.',
  'none-are-sent': 'No alerts are sent: ALERT_URL is not set.',
};
