import { createHash, createHmac } from 'node:crypto';

import { SECOND_MS } from '../lib/duration.ts';
import { alertKey } from './alert.ts';
import { AlertNotTakenError, AlertRefusedError, type SendAlert } from './send-alert.ts';

const LONGEST_MS = 5 * SECOND_MS;

/** Answers that say something of the alert, and nothing of the address, the sender or the moment. */
const OF_THIS_ALERT: ReadonlySet<number> = new Set([400, 409, 410, 411, 413, 414, 415, 422]);

/** What signs alerts, and the clock of the world that receivers live in. */
type AlertSigning = { readonly secret: Buffer | null; readonly now?: () => number };

type AlertPosting = AlertSigning & {
  /** The address at which people look at a release. */
  readonly addressOf: (release: string) => string;
};

/**
 * Posts alerts as JSON, with `text` as chat systems show it, and where to look. Any 2xx answer takes one; the key tells repetitions, and is no other
 * alert’s after a restore, when versions are given again. With a secret they are signed by Standard Webhooks.
 */
export function postAlertsTo(url: string, { addressOf, ...signing }: AlertPosting): SendAlert {
  return async (alert, signal) => {
    const link = addressOf(alert.release);
    // Chat systems show the text alone, and make a link of an address in it.
    const body = JSON.stringify({ ...alert, text: `${alert.text} ${link}`, link });
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': alertKey(alert),
        ...signatureOf(signing, alertKey(alert), body),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]),
    });
    await answer.body?.cancel();
    if (answer.ok) return;
    const sentence = `The receiver of alerts answered ${answer.status}.`;
    throw OF_THIS_ALERT.has(answer.status)
      ? new AlertRefusedError(sentence)
      : new AlertNotTakenError(sentence);
  };
}

/** The headers of Standard Webhooks; each attempt is signed anew, so that a late one is not too old. */
function signatureOf({ secret, now = Date.now }: AlertSigning, key: string, body: string) {
  if (secret === null) return {};
  // What is signed has points between its parts, so the id has none.
  const id = `alert_${createHash('sha256').update(key).digest('hex').slice(0, ID_DIGITS)}`;
  const timestamp = String(Math.floor(now() / SECOND_MS));
  const signature = createHmac('sha256', secret)
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

const ID_DIGITS = 32;
