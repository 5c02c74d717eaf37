import { SECOND_MS } from '../../lib/duration.ts';
import type { SendAlert } from './alerting.ts';

const LONGEST_MS = 5 * SECOND_MS;

/** Posts alerts as JSON, with `text` as chat systems show it. Any 2xx answer takes one; the key tells repetitions. */
export function postAlertsTo(url: string): SendAlert {
  return async (alert, signal) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `${alert.release}/${alert.version}`,
      },
      body: JSON.stringify(alert),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`The receiver of alerts answered ${answer.status}.`);
  };
}
