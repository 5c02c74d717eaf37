import { sql, type Kysely } from 'kysely';

import type { Feature } from '../feature.ts';
import { gatesOf, rowsByFeature, type GateRow } from './gate-rows.ts';
import type { FlipperTables } from './tables.ts';

/** What was read of the features, and how to read on from there. */
export type Reading = {
  /** In the order in which they were added. */
  readonly features: ReadonlyMap<string, StoredFeature>;
  /** The features that may have become others since the reading before; null: any. */
  readonly touched: readonly string[] | null;
  /** The first transaction of which this reading may not know, as text. */
  readonly from: string;
};

type StoredFeature = { readonly id: number; readonly feature: Feature };

/** How long it is kept which features have changed. Whoever has read nothing for longer has to read all. */
export const CHANGES_KEPT_MS = 600_000;

/**
 * Reads all features the first time, and then those that have changed: as long as nothing does, that costs nothing.
 * @param everyMs how often all are read nevertheless, in case that a change was not noted
 */
export function createReader(db: Kysely<FlipperTables>, everyMs: number): () => Promise<Reading> {
  let known: Reading | null = null;
  let allReadAt = -Infinity;
  return async () => {
    const now = performance.now();
    const isDue = known === null || now - allReadAt > Math.min(everyMs, CHANGES_KEPT_MS / 2);
    const reading = known === null || isDue ? await readAll(db) : await readOn(db, known);
    if (reading.touched === null) allReadAt = now;
    known = reading;
    return reading;
  };
}

type FeatureRow = GateRow & {
  readonly from: string;
  /** Null where there is no feature at all. */
  readonly id: string | null;
  readonly feature: string | null;
};

/** In one statement, so that they belong to one moment. */
async function readAll(db: Kysely<FlipperTables>): Promise<Reading> {
  const { rows } = await sql<FeatureRow>`
    select ${FROM} as from, feature.id, feature.key as feature, gate.key as gate, gate.values
    from (select) as moment
    left join flipper_features as feature on true
    left join (select feature_key, key, json_agg(value order by id) as values
      from flipper_gates group by feature_key, key) as gate on gate.feature_key = feature.key
    order by feature.id
  `.execute(db);
  return { features: featuresIn(rows), touched: null, from: fromOf(rows) };
}

type ChangedRow = FeatureRow & {
  readonly is_changed: true | null;
  /** Null beside a change of everything. */
  readonly changed: string | null;
};

/**
 * Feature by feature, by the index: the planner, who knows nothing of a table this young, would read all of them.
 *
 * A transaction that this snapshot could not see yet has a number of at least `from`, however much later it
 * commits. So whatever was noted with such a number is read again.
 */
async function readOn(db: Kysely<FlipperTables>, known: Reading): Promise<Reading> {
  const { rows } = await sql<ChangedRow>`
    with changed as (
      select distinct feature_key, true as is_changed from flag_changes
      where changed >= ${known.from}::text::xid8)
    select ${FROM} as from, changed.is_changed, changed.feature_key as changed,
      feature.id, feature.key as feature, gate.key as gate, gate.values
    from (select) as moment
    left join changed on true
    left join lateral (select id, key from flipper_features
      where key = changed.feature_key limit 1) as feature on true
    left join lateral (select key, json_agg(value order by id) as values from flipper_gates
      where feature_key = feature.key group by key offset 0) as gate on true
    order by feature.id
  `.execute(db);
  const changes = rows.filter(({ is_changed: isChanged }) => isChanged === true);
  if (changes.some(({ changed }) => changed === null)) return readAll(db);
  const touched = [...new Set(changes.map(({ changed }) => changed ?? ''))];
  const from = fromOf(rows);
  if (touched.length === 0) return { features: known.features, touched, from };
  return { features: merged(known.features, touched, featuresIn(rows)), touched, from };
}

const FROM = sql`pg_snapshot_xmin(pg_current_snapshot())::text`;

function fromOf([first]: readonly FeatureRow[]): string {
  if (first === undefined) throw new Error('a reading without a row');
  return first.from;
}

function featuresIn(rows: readonly FeatureRow[]): Reading['features'] {
  const features = [...rowsByFeature(rows)].map(([key, own]) => {
    const feature = { key, gates: gatesOf(own) };
    return [key, { id: Number(own[0]?.id), feature }] as const;
  });
  return new Map(features);
}

function merged(
  known: Reading['features'],
  touched: readonly string[],
  read: Reading['features'],
): Reading['features'] {
  const features = new Map(known);
  for (const key of touched) if (!read.has(key)) features.delete(key);
  for (const [key, stored] of read) features.set(key, stored);
  // One that is there again, or has another name, can be in another place.
  const isInPlace = [...read].every(([key, { id }]) => known.get(key)?.id === id);
  if (isInPlace) return features;
  return new Map([...features].toSorted(([, one], [, other]) => one.id - other.id));
}
