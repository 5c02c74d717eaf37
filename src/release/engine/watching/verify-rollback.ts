import { SECOND_MS } from '../../../lib/duration.ts';
import { PROGRAM } from '../../journal/journal.ts';
import type { Release } from '../../journal/release.ts';
import type { Heartbeat } from '../../measuring/kept/measurements.ts';
import type { Fence } from '../../../lib/leader/index.ts';
import type { EngineDeps } from '../deps.ts';
import { settle, write } from '../write-step.ts';

/** An instance that is silent for the limit of its snapshot, and this much longer, has closed everything by itself. */
const MARGIN_MS = 5 * SECOND_MS;

type Rollback = { readonly release: Release; readonly fence: Fence };

/**
 * Whether a rollback has arrived everywhere; if so, that is written down, with when the last person met the feature.
 * If not, the toggles are written once more: they are closed again however often that takes.
 */
export async function verifyRollback(
  deps: EngineDeps,
  { release, fence }: Rollback,
): Promise<void> {
  const { id, progress } = release;
  const { version, since } = progress;
  if (!since) return;
  const heartbeats = await deps.measurements.heartbeats(id);
  const closedByItselfMs = deps.snapshotLimitMs + MARGIN_MS;
  if (
    !heartbeats.every((heartbeat) => isClosed(heartbeat, { since: since.at, closedByItselfMs }))
  ) {
    await settle(deps, id);
    return;
  }
  const fact = { kind: 'exposure-stopped', ...(await timesOf(deps, release, heartbeats)) } as const;
  await write(deps, { id, after: version, facts: [fact], who: PROGRAM, why: null, fence });
}

type RollbackTimes = { readonly since: Date; readonly closedByItselfMs: number };

/** What another program carries is closed when it has reported no one with the feature since. */
function isClosed(
  { cohort, closed, silentMs, answeredAt }: Heartbeat,
  { since, closedByItselfMs }: RollbackTimes,
): boolean {
  if (cohort === 'closed' || silentMs > closedByItselfMs) return true;
  return closed ?? (answeredAt === null || answeredAt < since);
}

/** Of the run that was rolled back: its first failed visit, and the last time that a person met the feature. */
async function timesOf(deps: EngineDeps, release: Release, heartbeats: readonly Heartbeat[]) {
  const run = release.progress.run - 1;
  const failedAt = await deps.measurements.firstFailedVisit(release.id, run);
  const opened = release.runs.find((one) => one.run === run);
  const answered = heartbeats
    .flatMap(({ cohort, answeredAt }) => (cohort === 'open' && answeredAt ? [answeredAt] : []))
    .filter((at) => opened !== undefined && at >= opened.at)
    .toSorted((a, b) => a.getTime() - b.getTime());
  return {
    firstFailedVisitAt: failedAt?.toISOString() ?? null,
    lastExposureAt: answered.at(-1)?.toISOString() ?? null,
  };
}
