/** A release engine on a database, as the program puts it together, for tests. */
import { createFeatureRecords, type Flags } from '../../src/flags/index.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { Database } from '../../src/lib/database/index.ts';
import { newId } from '../../src/lib/ids.ts';
import type { EngineDeps } from '../../src/release/engine/deps.ts';
import type { Journal } from '../../src/release/journal/kept/journal-store.ts';
import type { Lookout } from '../../src/release/engine/watching/lookout.ts';
import type { Measurements } from '../../src/release/measuring/kept/measurements.ts';
import { createLog, type Log } from '../../src/lib/log.ts';
import {
  createReleaseEngine,
  createSqlJournal,
  createSqlLookout,
  createSqlMeasurements,
  createSqlTesterRequests,
  releaseFlags,
  writeReleaseFlags,
  type PageEvents,
  type PlanReader,
  type ReleaseEngine,
} from '../../src/release/index.ts';
import { PLANS_HERE } from './plan-reader.ts';

export type EngineParts = {
  readonly db: Database;
  readonly flags: Flags;
  readonly clock: Clock;
  readonly alignment?: EngineDeps['alignment'];
  readonly instance?: string;
  readonly plans?: PlanReader;
  readonly journal?: Journal;
  readonly measurements?: Measurements;
  readonly lookout?: Lookout;
  readonly pageEvents?: PageEvents;
  readonly alerts?: EngineDeps['alerts'];
  /** Toggles for which the engine gives heartbeats. */
  readonly carried?: readonly string[];
  readonly log?: Log;
};

/** A program without pages of its own. */
export const NO_PAGES: PageEvents = {
  seenSince: () => Promise.reject(new Error('no page is counted here')),
};

/** Longer than a test’s step takes on a busy machine: what a look finds is to be done by that look. */
const LEASE_MS = 60_000;

export function engineOn(parts: EngineParts): ReleaseEngine {
  const { db, flags, clock, carried = [], instance = newId(), plans = PLANS_HERE } = parts;
  const {
    journal = createSqlJournal(db, { writeFlags: writeReleaseFlags, plans }),
    measurements = createSqlMeasurements(db),
    lookout = createSqlLookout(db, instance, LEASE_MS),
    alerts = null,
    pageEvents = NO_PAGES,
    log = createLog('silent'),
  } = parts;
  return createReleaseEngine({
    plans,
    journal,
    measurements,
    testerRequests: createSqlTesterRequests(db),
    lookout,
    pageEvents,
    flags: releaseFlags(flags, createFeatureRecords(db)),
    instance,
    pseudonym: (text) => `hash of ${text}`,
    snapshotLimitMs: 30_000,
    carried,
    alerts,
    clock,
    ...(parts.alignment && { alignment: parts.alignment }),
    log,
  });
}
