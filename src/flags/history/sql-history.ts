import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';

import { isPastUpgrade } from '../../lib/database/index.ts';
import type { ChangeNote } from '../change.ts';
import type { GateValues } from '../feature.ts';
import { changedBy, differenceOf, type GateDifference } from './difference.ts';
import { ENTRIES_LIMIT, type FlagHistory, type HistoryEntry } from './entry.ts';
import { asGates, asRecord, type GateRecord } from './gate-record.ts';
import type { Difference } from './outside.ts';
import { DIFFERENCES, type HistoryTables } from './tables.ts';

type HistoryDatabase = Kysely<HistoryTables>;
type HistoryRow = Selectable<HistoryTables['flag_history']>;
type Gates = GateValues | null;

/** The history in its table. */
export function sqlHistory(db: HistoryDatabase): FlagHistory {
  return {
    entries: async ({ feature, limit = ENTRIES_LIMIT } = {}) => {
      const newest = db.selectFrom('flag_history').selectAll().orderBy('id', 'desc').limit(limit);
      const wanted = feature === undefined ? newest : newest.where('feature_key', '=', feature);
      return asEntries(db, await wanted.execute());
    },
    entry: async (id) => {
      const entry = db.selectFrom('flag_history').selectAll().where('id', '=', id);
      const [found] = await asEntries(db, await entry.execute());
      return found ?? null;
    },
  };
}

/** An entry for each difference, in one statement. Each begins with what the newest entry of its feature left behind. */
export async function addEntries(
  tx: HistoryDatabase,
  differences: readonly Difference[],
  note: ChangeNote,
): Promise<readonly HistoryEntry[]> {
  if (differences.length === 0) return [];
  const { who, role, claimedBy = null, through, why } = note;
  const written = await writtenOf(tx, differences);
  const column = <Name extends keyof WrittenEntry>(name: Name) => written.map((each) => each[name]);
  const { rows } = await sql<HistoryRow>`
    insert into flag_history
      (feature_key, who, role, claimed_by, through, why, before, after, difference, since_whole)
    select each.feature, ${who}, ${role}, ${claimedBy}, ${through}, ${why},
      each.before::jsonb, each.after::jsonb, each.difference::jsonb, each.since_whole
    from unnest(${column('feature')}::text[], ${column('before')}::text[], ${column('after')}::text[],
        ${column('difference')}::text[], ${column('sinceWhole')}::integer[])
      with ordinality as each (feature, before, after, difference, since_whole, position)
    order by each.position returning *
  `.execute(tx);
  const made = new Map(differences.map((each) => [each.feature, each]));
  return rows.map((row) => entryOf(row, made.get(row.feature_key) ?? NO_GATES));
}

const NO_GATES = { before: null, after: null };

type WrittenEntry = {
  readonly feature: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: string | null;
  readonly sinceWhole: number | null;
};

/** Shorter gates always stand whole: a difference would save next to nothing. */
const SHORT = 2_000;
/** What a row takes besides its difference. */
const ROW = 100;

/**
 * What is written of each: its difference, as long as those since the last whole gates are not longer than the gates
 * are. So the history grows by what changed, and reading an entry costs at most twice its gates. Not while an instance
 * that can't read differences may still run: it would take the change for one from outside, and write that down.
 */
async function writtenOf(
  tx: HistoryDatabase,
  differences: readonly Difference[],
): Promise<readonly WrittenEntry[]> {
  const whole = differences.map(({ feature, before, after }) => ({
    ...{ feature, before: recordText(before), after: recordText(after) },
    ...{ difference: null, sinceWhole: null },
  }));
  const long = whole.filter(({ before, after }) => before !== null && (after ?? '').length > SHORT);
  if (long.length === 0 || !(await isPastUpgrade(tx, DIFFERENCES))) return whole;
  const sinceWhole = await sinceWholeOf(
    tx,
    long.map(({ feature }) => feature),
  );
  return whole.map((each, index) => {
    const { before, after } = differences[index] ?? NO_GATES;
    const since = sinceWhole.get(each.feature);
    if (since === undefined || !before || !after) return each;
    const difference = JSON.stringify(differenceOf(before, after));
    const sum = since + difference.length + ROW;
    if (sum > (each.after ?? '').length) return each;
    return { feature: each.feature, before: null, after: null, difference, sinceWhole: sum };
  });
}

function recordText(gates: Gates): string | null {
  return gates && JSON.stringify(asRecord(gates));
}

/** How long the differences since the last whole gates are; nothing of a feature without an entry. */
async function sinceWholeOf(
  tx: HistoryDatabase,
  features: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ feature: string; since: number }>`
    select wanted.feature, coalesce(newest.since_whole, 0) as since
    from unnest(${features}::text[]) as wanted (feature)
    cross join lateral (select since_whole from flag_history
      where feature_key = wanted.feature order by id desc limit 1) as newest
  `.execute(tx);
  return new Map(rows.map(({ feature, since }) => [feature, since]));
}

/** What the newest entry of each of these features left behind; null for one that it removed. */
export async function newestGatesOf(
  db: HistoryDatabase,
  features: readonly string[],
): Promise<ReadonlyMap<string, Gates>> {
  return gatesLeft(
    db,
    sql`select feature, null::bigint from unnest(${features}::text[]) as feature`,
  );
}

/**
 * The same for every feature that has an entry. It steps through the index from feature to feature, so that
 * a long history costs no more than a short one.
 */
export async function newestGatesOfAll(db: HistoryDatabase): Promise<ReadonlyMap<string, Gates>> {
  return gatesLeft(
    db,
    sql`
    with recursive step as (
      (select feature_key from flag_history order by feature_key limit 1)
      union all
      select (select feature_key from flag_history
        where feature_key > step.feature_key order by feature_key limit 1)
      from step where step.feature_key is not null)
    select feature_key, null::bigint from step where feature_key is not null`,
  );
}

type HistoryStep = {
  readonly feature_key: string;
  readonly after: GateRecord | null;
  readonly difference: GateDifference | null;
};

/**
 * The gates that the last entry of each feature left behind, from its last whole gates on.
 * @param wanted features, each with the id before which the entry is; null: its newest.
 */
async function gatesLeft(
  db: HistoryDatabase,
  wanted: RawBuilder<unknown>,
): Promise<ReadonlyMap<string, Gates>> {
  const { rows } = await sql<HistoryStep>`
    with wanted (feature, before_id) as (${wanted})
    select step.feature_key, step.after, step.difference from wanted
    cross join lateral (select id from flag_history
      where feature_key = wanted.feature and difference is null
        and (wanted.before_id is null or id < wanted.before_id)
      order by id desc limit 1) as whole
    join flag_history as step on step.feature_key = wanted.feature and step.id >= whole.id
      and (wanted.before_id is null or step.id < wanted.before_id)
    order by step.id
  `.execute(db);
  const runs = new Map<string, HistoryRun>();
  for (const { feature_key: feature, after, difference } of rows) {
    if (difference === null) runs.set(feature, { whole: after && asGates(after), since: [] });
    else runs.get(feature)?.since.push(difference);
  }
  return new Map([...runs].map(([feature, run]) => [feature, gatesAfter(run)]));
}

/** Whole gates, and what changed of them since, the oldest first. */
type HistoryRun = { readonly whole: Gates; readonly since: GateDifference[] };

const gatesAfter = ({ whole, since }: HistoryRun): Gates => whole && changedBy(whole, since);

/** @param rows the newest first; of a feature, none between two of them is left out. */
async function asEntries(
  db: HistoryDatabase,
  rows: readonly HistoryRow[],
): Promise<readonly HistoryEntry[]> {
  const gates = new Map(await gatesBefore(db, rows));
  const oldestFirst = rows.toReversed().map((row) => {
    const { difference } = row;
    const left = gates.get(row.feature_key) ?? null;
    const before = difference ? left : row.before && asGates(row.before);
    const after = difference
      ? gatesAfter({ whole: before, since: [difference] })
      : row.after && asGates(row.after);
    gates.set(row.feature_key, after);
    return entryOf(row, { before, after });
  });
  return oldestFirst.toReversed();
}

/** What stood before the oldest row of each feature, where that row has only the difference. */
async function gatesBefore(
  db: HistoryDatabase,
  rows: readonly HistoryRow[],
): Promise<ReadonlyMap<string, Gates>> {
  const oldest = new Map(rows.map((row) => [row.feature_key, row]));
  const begun = [...oldest.values()].filter(({ difference }) => difference !== null);
  if (begun.length === 0) return new Map();
  const features = begun.map((row) => row.feature_key);
  const ids = begun.map(({ id }) => id);
  return gatesLeft(db, sql`select * from unnest(${features}::text[], ${ids}::bigint[])`);
}

function entryOf(row: HistoryRow, gates: Pick<HistoryEntry, 'before' | 'after'>): HistoryEntry {
  const { id, at, feature_key: feature, who, role, claimed_by: claimedBy, through, why } = row;
  const claim = claimedBy !== null && { claimedBy };
  return { id, at, who, role, through, why, ...claim, feature, ...gates };
}
