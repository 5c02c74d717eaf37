import { sql, type Kysely } from 'kysely';

import { err, ok, type Result } from '../../lib/result.ts';
import { changedGates, type ChangeNote } from '../change.ts';
import { CLOSED_GATES, stateOf, type Feature, type GateValues } from '../feature.ts';
import { differencesBetween, OUTSIDE, type Difference } from '../history/outside.ts';
import { sameGates } from '../history/same-gates.ts';
import { addEntry, newestGates, newestGatesOfAll, sqlHistory } from '../history/sql-history.ts';
import type { HistoryTables } from '../history/tables.ts';
import { decideUndo, noSuchEntry, undoNote, type UndoRefusal } from '../history/undo.ts';
import { bringRowsTo, gatesStored, loadFeatures } from './sql-rows.ts';
import type { Added, FlagStore } from './store.ts';
import type { FlipperTables } from './tables.ts';

type FlagDatabase = Kysely<FlipperTables & HistoryTables>;

/** The store in Flipper's tables, on the embedded database and on a PostgreSQL server alike. */
export function createSqlStore(database: Kysely<object>): FlagStore {
  const db = database.withTables<FlipperTables & HistoryTables>();
  const inTurn = <T>(work: (tx: FlagDatabase) => Promise<T>) =>
    db.transaction().execute(async (tx) => {
      await takeTurn(tx);
      return work(tx);
    });
  return {
    ...sqlHistory(db),
    load: () => loadFeatures(db),
    write: (key, change, note) => {
      const wanted = (now: GateValues | null) => changedGates(now ?? CLOSED_GATES, change);
      return inTurn((tx) => changeFeature(tx, { key, wanted }, note));
    },
    remove: (key, note) => inTurn((tx) => changeFeature(tx, { key, wanted: () => null }, note)),
    replaceAll: (features, note) => inTurn((tx) => replaceFeatures(tx, features, note)),
    undo: (entryId, note) => inTurn((tx) => undoEntry(tx, entryId, note)),
    recordOutside: async () => {
      // Nearly always there is nothing, and finding that out needs no turn.
      if ((await outsideChanges(db)).length === 0) return [];
      return inTurn(async (tx) => recordAll(tx, await outsideChanges(tx)));
    },
  };
}

/** Sets a feature's gates inside a transaction of the caller's, so that flag, history and journal are one. */
export async function writeGatesWithin(
  transaction: Kysely<object>,
  { key, gates }: Feature,
  note: ChangeNote,
): Promise<Added> {
  const tx = transaction.withTables<FlipperTables & HistoryTables>();
  await takeTurn(tx);
  return changeFeature(tx, { key, wanted: () => gates }, note);
}

/** The features that are open for any person, as a transaction of the caller's has them. */
export async function openFeaturesWithin(transaction: Kysely<object>): Promise<readonly string[]> {
  const features = await loadFeatures(transaction.withTables<FlipperTables>());
  return features.filter(({ gates }) => stateOf(gates) !== 'off').map(({ key }) => key);
}

/** Any number will do that no other program on this database uses for a lock. */
const FLAG_WRITERS = 20_261_124;

/**
 * A writer of flags waits here until the one before has committed or given up. Writers outside don't;
 * what they change meanwhile shows as a difference from the history.
 */
async function takeTurn(tx: FlagDatabase): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(FLAG_WRITERS)})`.execute(tx);
}

type WantedFeature = {
  readonly key: string;
  /** What it is to become; null: it is not to be. */
  readonly wanted: (now: GateValues | null) => GateValues | null;
};

async function changeFeature(
  tx: FlagDatabase,
  { key: feature, wanted }: WantedFeature,
  note: ChangeNote,
): Promise<Added> {
  const before = await gatesStored(tx, feature);
  const unrecorded = { feature, before: await newestGates(tx, feature), after: before };
  const outside = sameGates(unrecorded.before, before) ? [] : await recordAll(tx, [unrecorded]);
  const after = wanted(before);
  if (sameGates(before, after)) return outside;
  await bringRowsTo(tx, feature, after);
  return [...outside, await addEntry(tx, { feature, before, after }, note)];
}

async function replaceFeatures(
  tx: FlagDatabase,
  features: readonly Feature[],
  note: ChangeNote,
): Promise<Added> {
  const gates = new Map(features.map((feature) => [feature.key, feature.gates]));
  const known = (await loadFeatures(tx)).map(({ key }) => key);
  const added: Added[] = [];
  for (const key of new Set([...known, ...gates.keys()])) {
    const wanted = () => gates.get(key) ?? null;
    added.push(await changeFeature(tx, { key, wanted }, note));
  }
  return added.flat();
}

async function undoEntry(
  tx: FlagDatabase,
  entryId: number,
  note: ChangeNote,
): Promise<Result<Added, UndoRefusal>> {
  const entry = await sqlHistory(tx).entry(entryId);
  if (!entry) return err(noSuchEntry(entryId));
  const key = entry.feature;
  const decided = decideUndo(entry, await gatesStored(tx, key));
  if (!decided.ok) return decided;
  const wanted = () => decided.value;
  return ok(await changeFeature(tx, { key, wanted }, undoNote(entry, note)));
}

async function outsideChanges(db: FlagDatabase): Promise<readonly Difference[]> {
  return differencesBetween(await loadFeatures(db), await newestGatesOfAll(db));
}

async function recordAll(tx: FlagDatabase, differences: readonly Difference[]): Promise<Added> {
  const added = [];
  for (const difference of differences) added.push(await addEntry(tx, difference, OUTSIDE));
  return added;
}
