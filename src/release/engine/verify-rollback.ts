import { SECOND_MS } from '../../lib/duration.ts';
import type { ReleaseRecord } from '../journal/journal-store.ts';
import { PROGRAM } from '../journal/journal.ts';
import { openingsOf } from '../measuring/place.ts';
import { FROM_THE_START, type Pulse } from '../measuring/store.ts';
import { progressOf } from '../journal/progress.ts';
import type { EngineDeps } from './deps.ts';
import type { Fence } from '../../lib/leader/index.ts';
import type { StepDeps } from './release-view.ts';
import { settle, write } from './write-step.ts';

/** An instance that is silent for the limit of its snapshot, and this much longer, has closed everything by itself. */
const MARGIN_MS = 5 * SECOND_MS;

type Rollback = { readonly record: ReleaseRecord; readonly fence: Fence };

/**
 * Whether a rollback has arrived everywhere; if so, that is written down, with when the last person met the feature.
 * If not, the toggles are written once more: they are closed again however often that takes.
 */
export async function verifyRollback(deps: StepDeps, { record, fence }: Rollback): Promise<void> {
  const { id, entries } = record;
  const { version, since } = progressOf(entries);
  if (!since) return;
  const pulses = await deps.measurements.pulses(id);
  const closedByItselfMs = deps.snapshotLimitMs + MARGIN_MS;
  if (!pulses.every((pulse) => isClosed(pulse, { since: since.at, closedByItselfMs }))) {
    await settle(deps, id);
    return;
  }
  const fact = { kind: 'exposure-stopped', ...(await timesOf(deps, record, pulses)) } as const;
  await write(deps, { id, after: version, facts: [fact], who: PROGRAM, why: null, fence });
}

type RolledBack = { readonly since: Date; readonly closedByItselfMs: number };

/** What another program carries is closed when it has told nothing of people with the feature since. */
function isClosed(
  { cohort, closed, silentMs, answeredAt }: Pulse,
  { since, closedByItselfMs }: RolledBack,
): boolean {
  if (cohort === 'closed' || silentMs > closedByItselfMs) return true;
  return closed ?? (answeredAt === null || answeredAt < since);
}

/** Of the run that was rolled back: its first failed visit, and the last time that anybody met the feature. */
async function timesOf(deps: EngineDeps, record: ReleaseRecord, pulses: readonly Pulse[]) {
  const run = progressOf(record.entries).run - 1;
  const { sightings } = await deps.measurements.since(record.id, FROM_THE_START);
  const failed = sightings.find(
    (sighting) => sighting.run === run && sighting.kind === 'failed' && sighting.cohort === 'open',
  );
  const opened = openingsOf(record.entries).find((opening) => opening.run === run);
  const answered = pulses
    .flatMap(({ cohort, answeredAt }) => (cohort === 'open' && answeredAt ? [answeredAt] : []))
    .filter((at) => opened !== undefined && at >= opened.at)
    .toSorted((a, b) => a.getTime() - b.getTime());
  return {
    firstFailedVisitAt: failed?.at.toISOString() ?? null,
    lastExposureAt: answered.at(-1)?.toISOString() ?? null,
  };
}
