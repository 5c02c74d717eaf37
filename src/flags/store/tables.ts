import { sql, type ColumnType, type Generated, type Kysely, type Migration } from 'kysely';

type Timestamp = ColumnType<Date, Date | undefined, Date>;

/** Flipper's own two tables, so that a Ruby service with its ActiveRecord adapter can share them. */
export type FlipperTables = {
  flipper_features: {
    id: Generated<number>;
    key: string;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  flipper_gates: {
    id: Generated<number>;
    feature_key: string;
    key: string;
    value: string | null;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
};

/** Where every change of the two tables is told, by whatever way it came. */
export const FLAGS_CHANNEL = 'flags_changed';

export const flipperMigrations: Record<string, Migration> = {
  '2026-11-23-flags-1-flipper-tables': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('flipper_features')
        .addColumn('id', 'bigserial', (column) => column.primaryKey())
        .addColumn('key', 'varchar', (column) => column.notNull().unique())
        .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .addColumn('updated_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .execute();
      await db.schema
        .createTable('flipper_gates')
        .addColumn('id', 'bigserial', (column) => column.primaryKey())
        .addColumn('feature_key', 'varchar', (column) => column.notNull())
        .addColumn('key', 'varchar', (column) => column.notNull())
        .addColumn('value', 'text')
        .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .addColumn('updated_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .addUniqueConstraint('flipper_gates_feature_key_key_value', ['feature_key', 'key', 'value'])
        .execute();
    },
  },
  '2026-11-24-flags-2-notices': {
    up: async (db: Kysely<unknown>) => {
      await sql`
        create function tell_of_changed_flags() returns trigger language plpgsql as
        $$ begin perform pg_notify(${sql.lit(FLAGS_CHANNEL)}, ''); return null; end $$
      `.execute(db);
      await tellOfChanges(db, 'flipper_features');
      await tellOfChanges(db, 'flipper_gates');
    },
  },
};

export const changedFeatureMigrations: Record<string, Migration> = {
  '2026-11-29-flags-6-changed-features': {
    up: async (db: Kysely<unknown>) => {
      await sql`create table flag_changes (
        feature_key varchar,
        changed xid8 not null default pg_current_xact_id(),
        at timestamptz not null default clock_timestamp())`.execute(db);
      await sql`create index flag_changes_changed on flag_changes (changed)`.execute(db);
      await sql`create index flag_changes_at on flag_changes (at)`.execute(db);
      await noteChanges(db, 'flipper_features', 'key');
      await noteChanges(db, 'flipper_gates', 'feature_key');
    },
  },
};

/**
 * Which features a statement has touched; null for all. Only ever added to, so that no writer waits for another; with
 * the owner's rights, since a Ruby service may have none here.
 */
async function noteChanges(db: Kysely<unknown>, table: string, key: string): Promise<void> {
  const note = sql.ref(`note_changed_${table}`);
  await sql`
    create function ${note}() returns trigger language plpgsql
    security definer set search_path from current as
    $$ begin
      if tg_op = 'TRUNCATE' then insert into flag_changes (feature_key) values (null); end if;
      if tg_op in ('UPDATE', 'DELETE') then
        insert into flag_changes (feature_key) select distinct ${sql.ref(key)} from gone; end if;
      if tg_op in ('INSERT', 'UPDATE') then
        insert into flag_changes (feature_key) select distinct ${sql.ref(key)} from came; end if;
      return null;
    end $$
  `.execute(db);
  const touched = {
    insert: 'referencing new table as came',
    update: 'referencing old table as gone new table as came',
    delete: 'referencing old table as gone',
    truncate: '',
  };
  for (const [verb, rows] of Object.entries(touched)) {
    await sql`
      create trigger ${sql.ref(`${table}_noted_${verb}`)}
      after ${sql.raw(verb)} on ${sql.table(table)} ${sql.raw(rows)}
      for each statement execute function ${note}()
    `.execute(db);
  }
}

/** By the statement and not by the row: a list of a thousand actors is one change. */
async function tellOfChanges(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`
    create trigger ${sql.ref(`${table}_changed`)}
    after insert or update or delete or truncate on ${sql.table(table)}
    for each statement execute function tell_of_changed_flags()
  `.execute(db);
}
