import { sql, type Kysely } from 'kysely';

import type { ChangeNote } from '../change.ts';
import type { UsageTables } from './tables.ts';

/** The newest entry of a feature’s history, without its gates. */
export type LastChange = ChangeNote & { readonly id: number; readonly at: Date };

export type FeatureRecord = {
  /** Null where its history doesn’t tell: it is older than its history. */
  readonly addedAt: Date | null;
  readonly lastChange: LastChange;
};

/** What is kept of features’ lives: what their history says in short, and when they were last checked. */
export type FeatureRecords = {
  /** Of those among these features that have a history. */
  recordsOf(keys: readonly string[]): Promise<ReadonlyMap<string, FeatureRecord>>;
  lastAsked(): Promise<ReadonlyMap<string, Date>>;
  /** The later time stays, in whatever order they are written. */
  noteAsked(keys: readonly string[], at: Date): Promise<void>;
};

export function createFeatureRecords(database: Kysely<object>): FeatureRecords {
  const db = database.withTables<UsageTables>();
  return {
    recordsOf: (keys) => recordsOf(db, keys),
    lastAsked: async () => {
      const rows = await db.selectFrom('flag_usage').selectAll().execute();
      return new Map(rows.map((row) => [row.feature_key, row.last_asked_at]));
    },
    noteAsked: (keys, at) => noteAsked(db, keys, at),
  };
}

/** Leaves the gates where they are: lists of actors can be long. */
async function recordsOf(
  db: Kysely<UsageTables>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, FeatureRecord>> {
  const { rows } = await sql<LastChangeRow>`
    select wanted.feature, newest.*,
      (select max(at) from flag_history where feature_key = wanted.feature
        and before is null and difference is null) as added_at
    from unnest(${keys}::text[]) as wanted (feature)
    cross join lateral (select id, at, who, role, claimed_by, through, why from flag_history
      where feature_key = wanted.feature order by id desc limit 1) as newest
  `.execute(db);
  return new Map(
    rows.map(({ feature, added_at: addedAt, claimed_by: claimedBy, ...rest }) => {
      const lastChange = { ...rest, ...(claimedBy !== null && { claimedBy }) };
      return [feature, { addedAt, lastChange }];
    }),
  );
}

type LastChangeRow = Omit<LastChange, 'claimedBy'> & {
  readonly feature: string;
  readonly added_at: Date | null;
  readonly claimed_by: string | null;
};

async function noteAsked(
  db: Kysely<UsageTables>,
  keys: readonly string[],
  at: Date,
): Promise<void> {
  // In one order everywhere: two instances that write the same rows in different orders block each other.
  const sorted = keys.toSorted();
  await sql`
    insert into flag_usage (feature_key, last_asked_at)
    select asked.feature, ${at}::timestamptz from unnest(${sorted}::text[]) as asked (feature)
    on conflict (feature_key) do update
    set last_asked_at = greatest(flag_usage.last_asked_at, excluded.last_asked_at)
  `.execute(db);
}
