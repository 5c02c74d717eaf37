/** A release engine on a database, as the program puts it together, for tests. */
import type { Flags } from '../../src/flags/index.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { Database } from '../../src/lib/database/index.ts';
import { newId } from '../../src/lib/ids.ts';
import { createLog } from '../../src/lib/log.ts';
import {
  createReleaseEngine,
  createSqlJournal,
  createSqlLeadership,
  createSqlMeasurements,
  releaseFlags,
  writeReleaseFlags,
  type FlagWriter,
  type ReleaseEngine,
} from '../../src/release/index.ts';

export type EngineParts = {
  readonly db: Database;
  readonly flags: Flags;
  readonly clock: Clock;
  readonly writeFlags?: FlagWriter;
  /** Toggles for which the engine gives heartbeats. */
  readonly carried?: readonly string[];
  readonly instance?: string;
};

export function engineOn(parts: EngineParts): ReleaseEngine {
  const { db, flags, clock, writeFlags = writeReleaseFlags, carried = [] } = parts;
  const { instance = newId() } = parts;
  return createReleaseEngine({
    journal: createSqlJournal(db, writeFlags),
    measurements: createSqlMeasurements(db),
    leadership: createSqlLeadership(db, instance),
    flags: releaseFlags(flags),
    instance,
    pseudonym: (text) => `hash of ${text}`,
    carried,
    clock,
    log: createLog('silent'),
  });
}
