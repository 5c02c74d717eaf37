import { SECOND_MS } from '../../lib/duration.ts';
import { PROGRAM } from '../journal.ts';
import type { ReleaseRecord } from '../journal-store.ts';
import { openingsOf } from '../measuring/place.ts';
import { RunWatch } from '../measuring/run-watch.ts';
import { FROM_THE_START, type Pulse } from '../measuring/store.ts';
import { progressOf } from '../progress.ts';
import type { EngineDeps } from './deps.ts';
import type { Fence } from './leadership.ts';
import { planOf } from './plan-of.ts';
import type { StepDeps } from './release-view.ts';
import { settle, write } from './write-step.ts';

/** An instance that is silent for this long has closed everything by itself: the longest limit of a snapshot. */
const CLOSED_BY_ITSELF_MS = 60 * SECOND_MS;

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
  if (!pulses.every((pulse) => isClosed(pulse, since.at))) {
    await settle(deps, id);
    return;
  }
  const fact = { kind: 'exposure-stopped', ...(await timesOf(deps, record, pulses)) } as const;
  await write(deps, { id, after: version, facts: [fact], who: PROGRAM, why: null, fence });
}

/** What another program carries is closed when it has told nothing of people with the feature since. */
function isClosed({ cohort, closed, silentMs, answeredAt }: Pulse, rolledBackAt: Date): boolean {
  if (cohort === 'closed' || silentMs > CLOSED_BY_ITSELF_MS) return true;
  return closed ?? (answeredAt === null || answeredAt < rolledBackAt);
}

/** Of the run that was rolled back: its first failed visit, and the last time that anybody met the feature. */
async function timesOf(deps: EngineDeps, record: ReleaseRecord, pulses: readonly Pulse[]) {
  const run = progressOf(record.entries).run - 1;
  const watch = new RunWatch(planOf(record), run);
  const { sightings } = await deps.measurements.since(record.id, FROM_THE_START);
  for (const sighting of sightings) watch.note(sighting);
  const opened = openingsOf(record.entries).find((opening) => opening.run === run);
  const last = pulses
    .flatMap(({ cohort, answeredAt }) => (cohort === 'open' && answeredAt ? [answeredAt] : []))
    .filter((at) => opened && at >= opened.at)
    .toSorted((a, b) => a.getTime() - b.getTime())
    .at(-1);
  return {
    firstFailedVisitAt: watch.people.firstFailedAt?.toISOString() ?? null,
    lastExposureAt: last?.toISOString() ?? null,
  };
}
