import { sql, type ColumnType, type Generated, type Kysely, type Migration } from 'kysely';

import { onlyAdditions } from '../../lib/database/index.ts';
import type { ChangePath } from '../change.ts';
import type { GateDifference } from './difference.ts';
import type { GateRecord } from './gate-record.ts';

type Json<T> = ColumnType<T | null, string | null, never>;

export type HistoryTables = {
  flag_history: {
    id: Generated<number>;
    at: Generated<Date>;
    feature_key: string;
    who: string;
    role: string;
    claimed_by: string | null;
    through: ChangePath;
    why: string | null;
    /** Both null where `difference` says it. */
    before: Json<GateRecord>;
    after: Json<GateRecord>;
    /** From what the entry before left behind; null where the gates stand here whole. */
    difference: Json<GateDifference>;
    /** How long the differences since the last whole gates are, with this one; null where they stand here. */
    since_whole: number | null;
  };
};

/** It makes room for rows that the version before it takes for a change of nothing. */
export const DIFFERENCES = '2026-11-30-flags-7-differences';

export const historyMigrations: Record<string, Migration> = {
  '2026-11-24-flags-3-history': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('flag_history')
        .addColumn('id', 'bigserial', (column) => column.primaryKey())
        .addColumn('at', 'timestamptz', (column) =>
          column.notNull().defaultTo(sql`clock_timestamp()`),
        )
        .addColumn('feature_key', 'varchar', (column) => column.notNull())
        .addColumn('who', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('through', 'text', (column) => column.notNull())
        .addColumn('why', 'text')
        .addColumn('before', 'jsonb')
        .addColumn('after', 'jsonb')
        .execute();
      await db.schema
        .createIndex('flag_history_newest')
        .on('flag_history')
        .columns(['feature_key', 'id'])
        .execute();
      await beginWithWhatIsThere(db);
      await onlyAdditions(db, 'flag_history');
    },
  },
  '2026-11-28-flags-5-claimed-by': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('flag_history').addColumn('claimed_by', 'text').execute();
    },
  },
  [DIFFERENCES]: {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .alterTable('flag_history')
        .addColumn('difference', 'jsonb')
        .addColumn('since_whole', 'integer')
        .execute();
    },
  },
};

/** Features that are older than their history begin it, or they would be taken for changes from outside. */
async function beginWithWhatIsThere(db: Kysely<unknown>): Promise<void> {
  const one = (gate: string) => sql`(
    select value from flipper_gates
    where feature_key = feature.key and key = ${sql.lit(gate)} and value is not null
    order by id limit 1)`;
  const all = (gate: string) => sql`(
    select coalesce(jsonb_agg(value order by id), '[]') from flipper_gates
    where feature_key = feature.key and key = ${sql.lit(gate)} and value is not null)`;
  await sql`
    insert into flag_history (feature_key, who, role, through, why, after)
    select feature.key, 'Program', 'automatic', 'start', 'It is older than the history',
      jsonb_build_object(
        'boolean', ${one('boolean')},
        'expression', ${one('expression')},
        'actors', ${all('actors')},
        'percentage_of_actors', ${one('percentage_of_actors')},
        'percentage_of_time', ${one('percentage_of_time')},
        'groups', ${all('groups')})
    from flipper_features as feature order by feature.id
  `.execute(db);
}
