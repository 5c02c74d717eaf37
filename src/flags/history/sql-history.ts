import { sql, type Kysely, type Selectable } from 'kysely';

import type { ChangeNote } from '../change.ts';
import type { GateValues } from '../feature.ts';
import { ENTRIES_LIMIT, type FlagHistory, type HistoryEntry } from './entry.ts';
import type { Difference } from './outside.ts';
import type { GateRecord, HistoryTables } from './tables.ts';

type HistoryDatabase = Kysely<HistoryTables>;

/** The history in its table. */
export function sqlHistory(db: HistoryDatabase): FlagHistory {
  return {
    entries: async ({ feature, limit = ENTRIES_LIMIT } = {}) => {
      const newest = db.selectFrom('flag_history').selectAll().orderBy('id', 'desc').limit(limit);
      const wanted = feature === undefined ? newest : newest.where('feature_key', '=', feature);
      return (await wanted.execute()).map(asEntry);
    },
    entry: async (id) => {
      const entry = db.selectFrom('flag_history').selectAll().where('id', '=', id);
      const row = await entry.executeTakeFirst();
      return row ? asEntry(row) : null;
    },
  };
}

/** An entry for each difference, in one statement. */
export async function addEntries(
  tx: HistoryDatabase,
  differences: readonly Difference[],
  note: ChangeNote,
): Promise<readonly HistoryEntry[]> {
  if (differences.length === 0) return [];
  const { who, role, claimedBy = null, through, why } = note;
  const features = differences.map(({ feature }) => feature);
  const before = differences.map((each) => recordText(each.before));
  const after = differences.map((each) => recordText(each.after));
  const { rows } = await sql<Selectable<HistoryTables['flag_history']>>`
    insert into flag_history (feature_key, who, role, claimed_by, through, why, before, after)
    select each.feature, ${who}, ${role}, ${claimedBy}, ${through}, ${why},
      each.before::jsonb, each.after::jsonb
    from unnest(${features}::text[], ${before}::text[], ${after}::text[])
      with ordinality as each (feature, before, after, position)
    order by each.position returning *
  `.execute(tx);
  return rows.map(asEntry);
}

function recordText(gates: GateValues | null): string | null {
  return gates && JSON.stringify(asRecord(gates));
}

/** What the newest entry of each of these features left behind; null for one that it removed. */
export async function newestGatesOf(
  db: HistoryDatabase,
  features: readonly string[],
): Promise<ReadonlyMap<string, GateValues | null>> {
  const { rows } = await sql<{ feature: string; after: GateRecord | null }>`
    select wanted.feature, newest.after from unnest(${features}::text[]) as wanted (feature)
    cross join lateral (select after from flag_history
      where feature_key = wanted.feature order by id desc limit 1) as newest
  `.execute(db);
  return new Map(rows.map(({ feature, after }) => [feature, after && asGates(after)]));
}

/**
 * The same for every feature that has an entry. It steps through the index from feature to feature, so that
 * a long history costs no more than a short one.
 */
export async function newestGatesOfAll(
  db: HistoryDatabase,
): Promise<ReadonlyMap<string, GateValues | null>> {
  const { rows } = await sql<{ feature: string; after: GateRecord | null }>`
    with recursive step as (
      (select feature_key from flag_history order by feature_key limit 1)
      union all
      select (select feature_key from flag_history
        where feature_key > step.feature_key order by feature_key limit 1)
      from step where step.feature_key is not null)
    select newest.feature_key as feature, newest.after from step
    cross join lateral (select feature_key, after from flag_history
      where feature_key = step.feature_key order by id desc limit 1) as newest
  `.execute(db);
  return new Map(rows.map(({ feature, after }) => [feature, after && asGates(after)]));
}

function asEntry(row: Selectable<HistoryTables['flag_history']>): HistoryEntry {
  const { feature_key: feature, claimed_by: claimedBy, before, after, ...rest } = row;
  const claim = claimedBy !== null && { claimedBy };
  return {
    ...rest,
    ...claim,
    feature,
    before: before && asGates(before),
    after: after && asGates(after),
  };
}

function asRecord(gates: GateValues): GateRecord {
  return {
    boolean: gates.boolean,
    expression: gates.expression,
    actors: [...gates.actors],
    percentage_of_actors: gates.percentageOfActors,
    percentage_of_time: gates.percentageOfTime,
    groups: [...gates.groups],
  };
}

function asGates(record: GateRecord): GateValues {
  return {
    boolean: record.boolean,
    expression: record.expression,
    actors: new Set(record.actors),
    percentageOfActors: record.percentage_of_actors,
    percentageOfTime: record.percentage_of_time,
    groups: new Set(record.groups),
  };
}
