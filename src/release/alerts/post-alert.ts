import { SECOND_MS } from '../../lib/duration.ts';
import { alertKey } from './alert.ts';
import { AlertRefusedError, type SendAlert } from './alerting.ts';

const LONGEST_MS = 5 * SECOND_MS;

/** Answers that say something of the alert, and nothing of the address, the sender or the moment. */
const OF_THIS_ALERT: ReadonlySet<number> = new Set([400, 409, 410, 411, 413, 414, 415, 422]);

/**
 * Posts alerts as JSON, with `text` as chat systems show it. Any 2xx answer takes one; the key tells repetitions, and is no other
 * alert’s after a restore, when versions are given again.
 */
export function postAlertsTo(url: string): SendAlert {
  return async (alert, signal) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': alertKey(alert),
      },
      body: JSON.stringify(alert),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]),
    });
    await answer.body?.cancel();
    if (answer.ok) return;
    const sentence = `The receiver of alerts answered ${answer.status}.`;
    throw OF_THIS_ALERT.has(answer.status) ? new AlertRefusedError(sentence) : new Error(sentence);
  };
}
