import { sql, type ColumnType, type Generated, type Kysely, type Migration } from 'kysely';

import { onlyAdditions } from '../../../lib/database/index.ts';
import type { LeaderTables } from '../../../lib/leader/index.ts';
import type { JournalFact, StepEvidence } from '../journal.ts';

export type JournalTables = LeaderTables & {
  releases: { id: string; created_at: Generated<Date> };
  release_plans: { release_id: string; version: number; document: string };
  release_journal: {
    release_id: string;
    version: number;
    at: Date;
    who_name: string;
    who_role: string;
    claimed_by: string | null;
    why: string | null;
    fact: ColumnType<JournalFact, string, never>;
    evidence: ColumnType<StepEvidence | null, string | null, never>;
    plan_version: number | null;
    request: string | null;
  };
  release_alerts: { release_id: string; delivered: number };
};

export const journalMigrations: Record<string, Migration> = {
  '2026-11-23-release-1-journal': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('releases')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .execute();
      await db.schema
        .createTable('release_plans')
        .addColumn('release_id', 'text', (column) => column.notNull().references('releases.id'))
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('document', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('release_plans_pk', ['release_id', 'version'])
        .execute();
      await db.schema
        .createTable('release_journal')
        .addColumn('release_id', 'text', (column) => column.notNull().references('releases.id'))
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('at', 'timestamptz', (column) => column.notNull())
        .addColumn('who_name', 'text', (column) => column.notNull())
        .addColumn('who_role', 'text', (column) => column.notNull())
        .addColumn('why', 'text')
        .addColumn('fact', 'jsonb', (column) => column.notNull())
        .addPrimaryKeyConstraint('release_journal_pk', ['release_id', 'version'])
        .execute();
      await onlyAdditions(db, 'release_journal');
      await onlyAdditions(db, 'release_plans');
    },
  },
  '2026-11-27-release-2-evidence': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('release_journal').addColumn('evidence', 'jsonb').execute();
    },
  },
  '2026-11-28-release-7-alerts': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('release_alerts')
        .addColumn('release_id', 'text', (column) => column.primaryKey().references('releases.id'))
        .addColumn('delivered', 'integer', (column) => column.notNull())
        .execute();
    },
  },
  '2026-11-28-release-8-plan-version': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('release_journal').addColumn('plan_version', 'integer').execute();
    },
  },
  '2026-11-29-release-10-request': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('release_journal').addColumn('request', 'text').execute();
    },
  },
  '2026-11-29-release-11-claimed-by': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('release_journal').addColumn('claimed_by', 'text').execute();
    },
  },
  // Whether a release is closed is asked several times a second.
  '2026-11-28-release-9-closed': {
    up: async (db: Kysely<unknown>) => {
      await sql`create index release_journal_closed on release_journal (release_id, version)
        where fact ->> 'kind' = 'closed'`.execute(db);
    },
  },
};
