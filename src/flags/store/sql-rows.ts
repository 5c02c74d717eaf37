import { sql, type Kysely, type RawBuilder } from 'kysely';

import type { Feature, GateValues } from '../feature.ts';
import {
  GATE_KEYS,
  gatesOf,
  isKnownGate,
  rowsByFeature,
  valuesByGate,
  type GateRow,
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
  { readonly gates: GateValues | null; readonly rows: readonly GateRow[] }
>;

type KeyedRow = GateRow & { readonly feature: string; readonly isFeature: boolean };

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
      gate.key as gate, gate.values
    from (select id, key from flipper_features where ${wanted}) as feature
    full join (select feature_key, key, json_agg(value order by id) as values from flipper_gates
      where ${ofWanted} group by feature_key, key) as gate on gate.feature_key = feature.key
    order by feature.id
  `.execute(db);
  return new Map([...rowsByFeature(rows)].map(([key, own]) => [key, storedIn(own)]));
}

function storedIn(rows: readonly KeyedRow[]) {
  const gates = rows.some(({ isFeature }) => isFeature) ? gatesOf(rows) : null;
  return { gates, rows };
}

type OneRow = { readonly feature: string; readonly gate: string; readonly value: string | null };

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
  const isNew = ({ feature }: FeatureAfter) => (stored.get(feature)?.gates ?? null) === null;
  const added = kept.filter(isNew);
  if (added.length > 0) await insertFeatures(tx, added);
  await replaceRows(tx, kept, stored);
}

type FeatureAfter = { readonly feature: string; readonly after: GateValues | null };

async function insertFeatures(
  tx: Kysely<FlipperTables>,
  added: readonly FeatureAfter[],
): Promise<void> {
  await sql`
    insert into flipper_features (key)
    select added.key from unnest(${added.map(({ feature }) => feature)}::text[])
      with ordinality as added (key, position)
    order by added.position on conflict (key) do nothing
  `.execute(tx);
}

const anyOf = (keys: readonly string[]) => sql<string>`any(${keys})`;

/** Rows that stay are not touched: adding an actor to a list of thousands writes one row. */
async function replaceRows(
  tx: Kysely<FlipperTables>,
  features: readonly { readonly feature: string; readonly after: GateValues }[],
  stored: StoredGates,
): Promise<void> {
  const steps = features.map(({ feature, after }) =>
    rowSteps({ feature, wanted: valuesByGate(after), there: stored.get(feature)?.rows ?? [] }),
  );
  const stale = steps.flatMap((step) => step.stale);
  const missing = steps.flatMap((step) => step.missing);
  if (stale.length > 0) await deleteRows(tx, stale);
  if (missing.length > 0) await insertRows(tx, missing);
}

type RowsOfFeature = {
  readonly feature: string;
  readonly wanted: ReadonlyMap<string, ReadonlySet<string>>;
  readonly there: readonly GateRow[];
};

function rowSteps({ feature, wanted, there }: RowsOfFeature) {
  // Fully open or closed erases whatever there is, as in Flipper; else a gate that only a newer Flipper knows
  // is not ours to take away.
  const erasesAll = [...wanted.keys()].every((gate) => gate === GATE_KEYS.boolean);
  const rowsWith = (gate: string, values: readonly (string | null)[]) =>
    values.map((value): OneRow => ({ feature, gate, value }));
  const stale = there.flatMap(({ gate, values }) => {
    if (gate === null || values === null || !(erasesAll || isKnownGate(gate))) return [];
    const names = wanted.get(gate) ?? NONE;
    return rowsWith(
      gate,
      values.filter((value) => value === null || !names.has(value)),
    );
  });
  const kept = new Map(there.map(({ gate, values }) => [gate, new Set(values)]));
  const missing = [...wanted].flatMap(([gate, values]) => {
    const known = kept.get(gate) ?? NONE;
    return rowsWith(
      gate,
      [...values].filter((value) => !known.has(value)),
    );
  });
  return { stale, missing };
}

const NONE: ReadonlySet<string | null> = new Set();

async function deleteRows(tx: Kysely<FlipperTables>, rows: readonly OneRow[]): Promise<void> {
  const empty = rows.filter(({ value }) => value === null);
  await deleteMatching(tx, rows, sql`gate.value = stale.value`);
  if (empty.length > 0) await deleteMatching(tx, empty, sql`gate.value is null`);
}

/** Apart for rows without a value: what may be null can’t be looked up in the index. */
async function deleteMatching(
  tx: Kysely<FlipperTables>,
  rows: readonly OneRow[],
  isSameValue: RawBuilder<unknown>,
): Promise<void> {
  const { features, gates, values } = columnsOf(rows);
  await sql`
    delete from flipper_gates as gate
    using unnest(${features}::text[], ${gates}::text[], ${values}::text[]) as stale (feature, gate, value)
    where gate.feature_key = stale.feature and gate.key = stale.gate and ${isSameValue}
  `.execute(tx);
}

/** As arrays, because a statement takes 65,535 single values at most. */
async function insertRows(tx: Kysely<FlipperTables>, rows: readonly OneRow[]): Promise<void> {
  const { features, gates, values } = columnsOf(rows);
  await sql`
    insert into flipper_gates (feature_key, key, value)
    select stored.feature, stored.gate, stored.value
    from unnest(${features}::text[], ${gates}::text[], ${values}::text[])
      with ordinality as stored (feature, gate, value, position)
    order by stored.position
    on conflict (feature_key, key, value) do nothing
  `.execute(tx);
}

function columnsOf(rows: readonly OneRow[]) {
  const column = <Name extends keyof OneRow>(name: Name) => rows.map((row) => row[name]);
  return { features: column('feature'), gates: column('gate'), values: column('value') };
}
