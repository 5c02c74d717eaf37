import { sql, type Kysely } from 'kysely';

import type { Feature, GateValues } from '../feature.ts';
import {
  GATE_KEYS,
  gatesOf,
  isKnownGate,
  rowsOf,
  type GateRow,
  type StoredRow,
} from './gate-rows.ts';
import type { FlipperTables } from './tables.ts';

/** Every feature with its gates, in one statement, so that they belong to one moment. */
export async function loadFeatures(db: Kysely<FlipperTables>): Promise<readonly Feature[]> {
  const features = new Map<string, GateRow[]>();
  for (const row of await featuresWithRows(db).execute()) {
    const rows = features.get(row.feature) ?? [];
    features.set(row.feature, rows);
    rows.push(row);
  }
  return [...features].map(([key, rows]) => ({ key, gates: gatesOf(rows) }));
}

/** A feature's gates, or null where there is no such feature. */
export async function gatesStored(
  db: Kysely<FlipperTables>,
  key: string,
): Promise<GateValues | null> {
  const rows = await featuresWithRows(db).where('feature.key', '=', key).execute();
  return rows.length === 0 ? null : gatesOf(rows);
}

function featuresWithRows(db: Kysely<FlipperTables>) {
  return db
    .selectFrom('flipper_features as feature')
    .leftJoin('flipper_gates as gate', 'gate.feature_key', 'feature.key')
    .select(['feature.key as feature', 'gate.key as gate', 'gate.value as value'])
    .orderBy('feature.id')
    .orderBy('gate.id');
}

/** Writes and deletes rows until the tables say this; null: until there is no such feature. */
export async function bringRowsTo(
  tx: Kysely<FlipperTables>,
  key: string,
  gates: GateValues | null,
): Promise<void> {
  if (gates === null) {
    await tx.deleteFrom('flipper_gates').where('feature_key', '=', key).execute();
    await tx.deleteFrom('flipper_features').where('key', '=', key).execute();
    return;
  }
  await tx
    .insertInto('flipper_features')
    .values({ key })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  await replaceRows(tx, key, rowsOf(gates));
}

/** Rows that stay are not touched: adding an actor to a list of thousands writes one row. */
async function replaceRows(
  tx: Kysely<FlipperTables>,
  key: string,
  wanted: readonly StoredRow[],
): Promise<void> {
  // Fully open or closed erases whatever there is, as in Flipper; else a gate that only a newer Flipper knows
  // is not ours to take away.
  const erasesAll = wanted.every(({ gate }) => gate === GATE_KEYS.boolean);
  const there = await tx
    .selectFrom('flipper_gates')
    .select(['id', 'key as gate', 'value'])
    .where('feature_key', '=', key)
    .execute();
  const names = new Set(wanted.map(nameOf));
  const stale = there.filter((row) => !names.has(nameOf(row)) && (erasesAll || isKnownGate(row)));
  const kept = new Set(there.map(nameOf));
  const missing = wanted.filter((row) => !kept.has(nameOf(row)));
  if (stale.length > 0) await deleteRows(tx, stale);
  if (missing.length > 0) await insertRows(tx, key, missing);
}

const nameOf = ({ gate, value }: GateRow): string => JSON.stringify([gate, value]);

async function deleteRows(
  tx: Kysely<FlipperTables>,
  rows: readonly { id: number }[],
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  await tx
    .deleteFrom('flipper_gates')
    .where('id', '=', sql<number>`any(${ids})`)
    .execute();
}

/** As arrays, because a statement takes 65,535 single values at most. */
async function insertRows(
  tx: Kysely<FlipperTables>,
  key: string,
  rows: readonly StoredRow[],
): Promise<void> {
  const [gates, values] = [rows.map(({ gate }) => gate), rows.map(({ value }) => value)];
  await sql`
    insert into flipper_gates (feature_key, key, value)
    select ${key}, stored.gate, stored.value
    from unnest(${gates}::text[], ${values}::text[]) with ordinality as stored (gate, value, position)
    order by stored.position
    on conflict (feature_key, key, value) do nothing
  `.execute(tx);
}
