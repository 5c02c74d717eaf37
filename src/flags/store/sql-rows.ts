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
  return featuresIn(await storedGates(db, null));
}

export function featuresIn(stored: StoredGates): readonly Feature[] {
  return [...stored].flatMap(([key, { gates }]) => (gates === null ? [] : [{ key, gates }]));
}

/** What is stored under each key. Gates without a feature, as Flipper can leave them, are only rows; there they are null. */
export type StoredGates = ReadonlyMap<
  string,
  { readonly gates: GateValues | null; readonly rows: readonly RowThere[] }
>;

type KeyedRow = Omit<RowThere, 'id'> & {
  readonly feature: string;
  readonly isFeature: boolean;
  /** Null beside a feature without any gate. */
  readonly id: number | null;
};

/**
 * Features with the rows behind them, so that a writer who knows what is wanted need not read them again.
 * @param among keys; null: all
 */
export async function storedGates(
  db: Kysely<FlipperTables>,
  among: readonly string[] | null,
): Promise<StoredGates> {
  const wanted = among === null ? sql`true` : sql`key = any(${among}::text[])`;
  const ofWanted = among === null ? sql`true` : sql`feature_key = any(${among}::text[])`;
  const { rows } = await sql<KeyedRow>`
    select coalesce(feature.key, gate.feature_key) as feature, feature.id is not null as "isFeature",
      gate.id, gate.key as gate, gate.value
    from (select id, key from flipper_features where ${wanted}) as feature
    full join (select id, feature_key, key, value from flipper_gates where ${ofWanted}) as gate
      on gate.feature_key = feature.key
    order by feature.id, gate.id
  `.execute(db);
  return new Map([...rowsByFeature(rows)].map(([key, own]) => [key, storedIn(own)]));
}

function storedIn(rows: readonly KeyedRow[]) {
  const gates = rows.some(({ isFeature }) => isFeature) ? gatesOf(rows) : null;
  return { gates, rows: rows.filter((row): row is KeyedRow & RowThere => row.id !== null) };
}

type WantedRow = StoredRow & { readonly feature: string };

/**
 * Writes and deletes rows until the tables say this of these features; null: until there is no such feature.
 * @param stored what is stored of them now, in the same transaction
 */
export async function bringRowsTo(
  tx: Kysely<FlipperTables>,
  features: readonly FeatureAfter[],
  stored: StoredGates,
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
  await replaceRows(tx, kept, stored);
}

type FeatureAfter = { readonly feature: string; readonly after: GateValues | null };

const anyOf = (keys: readonly string[]) => sql<string>`any(${keys})`;

/** Rows that stay are not touched: adding an actor to a list of thousands writes one row. */
async function replaceRows(
  tx: Kysely<FlipperTables>,
  features: readonly { readonly feature: string; readonly after: GateValues }[],
  stored: StoredGates,
): Promise<void> {
  const steps = features.map(({ feature, after }) =>
    rowSteps({ feature, wanted: rowsOf(after), there: stored.get(feature)?.rows ?? [] }),
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
