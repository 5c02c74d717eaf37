import { sql, type ColumnType, type Generated, type Kysely, type Migration } from 'kysely';

type Timestamp = ColumnType<Date, Date | undefined, Date>;

/** Flipper's own two tables, so that a Ruby service with its ActiveRecord adapter can share them. */
export type FlagTables = {
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

export const flagMigrations: Record<string, Migration> = {
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
};
