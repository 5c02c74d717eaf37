import type { Kysely, Migration } from 'kysely';

export type TestingTables = {
  release_tester_requests: {
    id: string;
    release_id: string;
    participant: string;
    at: Date;
    endpoint: string;
    status: number;
    duration_ms: number;
    trace_id: string | null;
  };
};

export const testingMigrations: Record<string, Migration> = {
  '2026-11-29-release-14-tester-requests': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('release_tester_requests')
        .addColumn('id', 'uuid', (column) => column.primaryKey())
        .addColumn('release_id', 'text', (column) => column.notNull().references('releases.id'))
        .addColumn('participant', 'text', (column) => column.notNull())
        .addColumn('at', 'timestamptz', (column) => column.notNull())
        .addColumn('endpoint', 'text', (column) => column.notNull())
        .addColumn('status', 'integer', (column) => column.notNull())
        .addColumn('duration_ms', 'integer', (column) => column.notNull())
        .addColumn('trace_id', 'text')
        .execute();
      await db.schema
        .createIndex('release_tester_requests_in_order')
        .on('release_tester_requests')
        .columns(['release_id', 'participant', 'at'])
        .execute();
    },
  },
};
