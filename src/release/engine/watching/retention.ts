import { HOUR_MS } from '../../../lib/duration.ts';
import { errorFields } from '../../../lib/log.ts';
import { REQUESTS_KEPT_MS } from '../../testing/requests.ts';
import type { EngineDeps } from '../deps.ts';

type RetentionDeps = Pick<EngineDeps, 'testerRequests' | 'measurements' | 'clock' | 'log'>;

/** Removes what is kept too long, at once and then every hour: requests of testers, and what instances left that are gone. */
export function createRetention(deps: RetentionDeps): () => Promise<void> {
  const { testerRequests, measurements, clock, log } = deps;
  const attempt = (work: Promise<void>, failure: string) =>
    work.catch((error: unknown) => log.warn(failure, errorFields(error)));
  let dueMs = -Infinity;
  return async () => {
    const nowMs = clock.now().getTime();
    if (nowMs < dueMs) return;
    dueMs = nowMs + HOUR_MS;
    const oldest = new Date(nowMs - REQUESTS_KEPT_MS);
    await attempt(
      testerRequests.removeBefore(oldest),
      'old requests of testers could not be removed',
    );
    await attempt(
      measurements.forgetSilent(),
      'what instances left that are gone could not be removed',
    );
  };
}
