import { HOUR_MS } from '../../../lib/duration.ts';
import { errorFields } from '../../../lib/log.ts';
import { REQUESTS_KEPT_MS } from '../../testing/requests.ts';
import type { EngineDeps } from '../deps.ts';

/** Removes the requests of testers that are too old, at once and then every hour. */
export function createRequestRetention({
  testerRequests,
  clock,
  log,
}: Pick<EngineDeps, 'testerRequests' | 'clock' | 'log'>): () => Promise<void> {
  let dueMs = -Infinity;
  return async () => {
    const nowMs = clock.now().getTime();
    if (nowMs < dueMs) return;
    dueMs = nowMs + HOUR_MS;
    try {
      await testerRequests.removeBefore(new Date(nowMs - REQUESTS_KEPT_MS));
    } catch (error) {
      log.warn('old requests of testers could not be removed', errorFields(error));
    }
  };
}
