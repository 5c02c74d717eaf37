/** A release engine on a database, as the program puts it together, for tests. */
import type { Flags } from '../../src/flags/index.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { Database } from '../../src/lib/database/index.ts';
import { newId } from '../../src/lib/ids.ts';
import type { Journal } from '../../src/release/journal-store.ts';
import { createLog } from '../../src/lib/log.ts';
import {
  createReleaseEngine,
  createSqlJournal,
  createSqlLeadership,
  createSqlMeasurements,
  releaseFlags,
  writeReleaseFlags,
  type ReleaseEngine,
} from '../../src/release/index.ts';

export type EngineParts = {
  readonly db: Database;
  readonly flags: Flags;
  readonly clock: Clock;
  readonly journal?: Journal;
  /** Toggles for which the engine gives heartbeats. */
  readonly carried?: readonly string[];
};

export function engineOn(parts: EngineParts): ReleaseEngine {
  const { db, flags, clock, carried = [] } = parts;
  const instance = newId();
  const { journal = createSqlJournal(db, writeReleaseFlags) } = parts;
  return createReleaseEngine({
    journal,
    measurements: createSqlMeasurements(db),
    leadership: createSqlLeadership(db, instance),
    flags: releaseFlags(flags),
    instance,
    pseudonym: (text) => `hash of ${text}`,
    snapshotLimitMs: 30_000,
    carried,
    clock,
    log: createLog('silent'),
  });
}
