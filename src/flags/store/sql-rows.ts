import { sql, type Kysely } from 'kysely';

import type { Feature, GateValues } from '../feature.ts';
import {
  GATE_KEYS,
  gatesOf,
  isKnownGate,
  rowsByFeature,
  rowsOf,
  type GateRow,
  type StoredRow,
} from './gate-rows.ts';
import type { FlipperTables } from './tables.ts';

/** Every feature with its gates, in one statement, so that they belong to one moment. */
export async function loadFeatures(db: Kysely<FlipperTables>): Promise<readonly Feature[]> {
  const rows = await featuresWithRows(db).execute();
  return [...rowsByFeature(rows)].map(([key, own]) => ({ key, gates: gatesOf(own) }));
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

type WantedRow = StoredRow & { readonly feature: string };

/** Writes and deletes rows until the tables say this of these features; null: until there is no such feature. */
export async function bringRowsTo(
  tx: Kysely<FlipperTables>,
  features: readonly FeatureAfter[],
): Promise<void> {
  const gone = features.flatMap(({ feature, after }) => (after === null ? [feature] : []));
  const kept = features.flatMap(({ feature, after }) =>
    after === null ? [] : [{ feature, after }],
  );
  if (gone.length > 0) {
    await tx.deleteFrom('flipper_gates').where('feature_key', '=', anyOf(gone)).execute();
    await tx.deleteFrom('flipper_features').where('key', '=', anyOf(gone)).execute();
  }
  if (kept.length === 0) return;
  await sql`
    insert into flipper_features (key)
    select added.key from unnest(${kept.map(({ feature }) => feature)}::text[])
      with ordinality as added (key, position)
    order by added.position on conflict (key) do nothing
  `.execute(tx);
  await replaceRows(tx, kept);
}

type FeatureAfter = { readonly feature: string; readonly after: GateValues | null };

const anyOf = (keys: readonly string[]) => sql<string>`any(${keys})`;

/** Rows that stay are not touched: adding an actor to a list of thousands writes one row. */
async function replaceRows(
  tx: Kysely<FlipperTables>,
  features: readonly { readonly feature: string; readonly after: GateValues }[],
): Promise<void> {
  const there = await tx
    .selectFrom('flipper_gates')
    .select(['id', 'feature_key as feature', 'key as gate', 'value'])
    .where('feature_key', '=', anyOf(features.map(({ feature }) => feature)))
    .execute();
  const thereOf = rowsByFeature(there);
  const steps = features.map(({ feature, after }) =>
    rowSteps({ feature, wanted: rowsOf(after), there: thereOf.get(feature) ?? [] }),
  );
  const stale = steps.flatMap((step) => step.stale);
  const missing = steps.flatMap((step) => step.missing);
  if (stale.length > 0) await deleteRows(tx, stale);
  if (missing.length > 0) await insertRows(tx, missing);
}

type RowThere = GateRow & { readonly id: number };
type RowsOfFeature = {
  readonly feature: string;
  readonly wanted: readonly StoredRow[];
  readonly there: readonly RowThere[];
};

function rowSteps({ feature, wanted, there }: RowsOfFeature) {
  // Fully open or closed erases whatever there is, as in Flipper; else a gate that only a newer Flipper knows
  // is not ours to take away.
  const erasesAll = wanted.every(({ gate }) => gate === GATE_KEYS.boolean);
  const names = new Set(wanted.map(nameOf));
  const kept = new Set(there.map(nameOf));
  const stale = there.filter((row) => !names.has(nameOf(row)) && (erasesAll || isKnownGate(row)));
  const missing = wanted.filter((row) => !kept.has(nameOf(row)));
  return { stale, missing: missing.map((row): WantedRow => ({ feature, ...row })) };
}

const nameOf = ({ gate, value }: GateRow): string => JSON.stringify([gate, value]);

async function deleteRows(
  tx: Kysely<FlipperTables>,
  rows: readonly { readonly id: number }[],
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  await tx
    .deleteFrom('flipper_gates')
    .where('id', '=', sql<number>`any(${ids})`)
    .execute();
}

/** As arrays, because a statement takes 65,535 single values at most. */
async function insertRows(tx: Kysely<FlipperTables>, rows: readonly WantedRow[]): Promise<void> {
  const features = rows.map(({ feature }) => feature);
  const [gates, values] = [rows.map(({ gate }) => gate), rows.map(({ value }) => value)];
  await sql`
    insert into flipper_gates (feature_key, key, value)
    select stored.feature, stored.gate, stored.value
    from unnest(${features}::text[], ${gates}::text[], ${values}::text[])
      with ordinality as stored (feature, gate, value, position)
    order by stored.position
    on conflict (feature_key, key, value) do nothing
  `.execute(tx);
}
