import { sql, type Kysely } from 'kysely';

import { err, ok, type Result } from '../../lib/result.ts';
import { changedGates, type ChangeNote } from '../change.ts';
import { CLOSED_GATES, stateOf, type Feature, type GateValues } from '../feature.ts';
import { differencesBetween, OUTSIDE, type Difference } from '../history/outside.ts';
import { sameGates } from '../history/same-gates.ts';
import { addEntries, newestGatesOf, newestGatesOfAll, sqlHistory } from '../history/sql-history.ts';
import type { HistoryTables } from '../history/tables.ts';
import { decideUndo, noSuchEntry, undoNote, type UndoRefusal } from '../history/undo.ts';
import { CHANGES_KEPT_MS, createReader } from './reading.ts';
import {
  bringRowsTo,
  featuresIn,
  loadFeatures,
  storedGates,
  type StoredGates,
} from './sql-rows.ts';
import type { Added, FlagStore } from './store.ts';
import type { FlipperTables } from './tables.ts';
import { createTurns } from './turns.ts';

type FlagDatabase = Kysely<FlipperTables & HistoryTables>;

/** The store in Flipper's tables, on the embedded database and on a PostgreSQL server alike. */
export function createSqlStore(database: Kysely<object>): FlagStore {
  const db = database.withTables<FlipperTables & HistoryTables>();
  const load = createReader(db, ALL_READ_EVERY_MS);
  const compare = createReader(db, CHANGES_KEPT_MS);
  const turns = createTurns(LONGEST_WAIT_MS);
  const forget = forgetOldChanges();
  const inTurn = <T>(work: (tx: FlagDatabase) => Promise<T>) =>
    turns(() =>
      db.transaction().execute(async (tx) => {
        await takeTurn(tx);
        await forget(tx);
        return work(tx);
      }),
    );
  return {
    ...sqlHistory(db),
    load: async () => [...(await load()).features.values()].map(({ feature }) => feature),
    write: (key, change, note) => {
      const wanted = (now: GateValues | null) => changedGates(now ?? CLOSED_GATES, change);
      return inTurn((tx) => changeFeature(tx, { key, wanted }, note));
    },
    remove: (key, note) => inTurn((tx) => changeFeature(tx, { key, wanted: () => null }, note)),
    replaceAll: (features, note) => inTurn((tx) => replaceFeatures(tx, features, note)),
    undo: (entryId, note) => inTurn((tx) => undoEntry(tx, entryId, note)),
    recordOutside: async () => {
      const { features, touched } = await compare();
      const stored = [...features.values()].map(({ feature }) => feature);
      const differences = await outsideChanges(db, stored, touched);
      // Nearly always there is nothing, and finding that out needs no turn.
      if (differences.length === 0) return [];
      const keys = differences.map(({ feature }) => feature);
      return inTurn(async (tx) =>
        recordAll(tx, await outsideChanges(tx, await loadFeatures(tx), keys)),
      );
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

/** A change that was not noted, as triggers can be switched off, is found by then. */
const ALL_READ_EVERY_MS = 60_000;

/** Now and then, with a write: a statement by every write would be one that mostly finds nothing. */
function forgetOldChanges(): (tx: FlagDatabase) => Promise<void> {
  let forgottenAt = -Infinity;
  return async (tx) => {
    if (performance.now() - forgottenAt < CHANGES_KEPT_MS / 10) return;
    forgottenAt = performance.now();
    const kept = sql`make_interval(secs => ${sql.lit(CHANGES_KEPT_MS / 1_000)})`;
    await sql`delete from flag_changes where at < now() - ${kept}`.execute(tx);
  };
}

/**
 * The writers of one instance stand in line here, with one connection for all of them: in line at the database, each
 * with its own, they would leave none to pages and rollbacks. In milliseconds, as long as one statement may take.
 */
const LONGEST_WAIT_MS = 10_000;

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
  wanted: WantedFeature,
  note: ChangeNote,
): Promise<Added> {
  const stored = await storedGates(tx, [wanted.key]);
  return changeStored(tx, { ...wanted, stored }, note);
}

async function changeStored(
  tx: FlagDatabase,
  { key: feature, wanted, stored }: WantedFeature & { readonly stored: StoredGates },
  note: ChangeNote,
): Promise<Added> {
  const before = stored.get(feature)?.gates ?? null;
  const outside = await recordAll(tx, await outsideChanges(tx, featuresIn(stored), [feature]));
  const after = wanted(before);
  if (sameGates(before, after)) return outside;
  const difference = { feature, before, after };
  await bringRowsTo(tx, [difference], stored);
  return [...outside, ...(await addEntries(tx, [difference], note))];
}

/** In as many statements for thousands of features as for one: meanwhile an embedded database answers nobody. */
async function replaceFeatures(
  tx: FlagDatabase,
  features: readonly Feature[],
  note: ChangeNote,
): Promise<Added> {
  const stored = await storedGates(tx, null);
  const there = featuresIn(stored);
  const outside = await recordAll(tx, await outsideChanges(tx, there, null));
  const gatesBefore = new Map(there.map(({ key, gates }) => [key, gates]));
  const isNew = ({ before }: Difference) => Number(before === null);
  const differences = differencesBetween(features, gatesBefore).toSorted(
    (one, other) => isNew(one) - isNew(other),
  );
  await bringRowsTo(tx, differences, stored);
  return [...outside, ...(await addEntries(tx, differences, note))];
}

async function undoEntry(
  tx: FlagDatabase,
  entryId: number,
  note: ChangeNote,
): Promise<Result<Added, UndoRefusal>> {
  const entry = await sqlHistory(tx).entry(entryId);
  if (!entry) return err(noSuchEntry(entryId));
  const key = entry.feature;
  const stored = await storedGates(tx, [key]);
  const decided = decideUndo(entry, stored.get(key)?.gates ?? null);
  if (!decided.ok) return decided;
  const wanted = () => decided.value;
  return ok(await changeStored(tx, { key, wanted, stored }, undoNote(entry, note)));
}

/** @param among the features to look at; null: all */
async function outsideChanges(
  db: FlagDatabase,
  stored: readonly Feature[],
  among: readonly string[] | null,
): Promise<readonly Difference[]> {
  if (among === null) return differencesBetween(stored, await newestGatesOfAll(db));
  if (among.length === 0) return [];
  const keys = new Set(among);
  const touched = stored.filter(({ key }) => keys.has(key));
  return differencesBetween(touched, await newestGatesOf(db, among));
}

const recordAll = (tx: FlagDatabase, differences: readonly Difference[]): Promise<Added> =>
  addEntries(tx, differences, OUTSIDE);
