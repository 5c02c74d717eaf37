import type { Kysely, Migration } from 'kysely';

export type UsageTables = {
  flag_usage: { feature_key: string; last_asked_at: Date };
};

export const usageMigrations: Record<string, Migration> = {
  '2026-11-24-flags-4-usage': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('flag_usage')
        .addColumn('feature_key', 'varchar', (column) => column.primaryKey())
        .addColumn('last_asked_at', 'timestamptz', (column) => column.notNull())
        .execute();
    },
  },
};
