import {
  sql,
  type ColumnType,
  type Generated,
  type Kysely,
  type Migration,
  type RawBuilder,
} from 'kysely';

import type { Cohort } from '../observation.ts';
import type { AnswerKind } from './answer-count.ts';
import type { EventRow } from './event-rows.ts';

export type MeasuringTables = {
  release_runs: {
    number: Generated<number>;
    release_id: string;
    run: number;
    /** Of a person with the feature. */
    first_failed_at: Date | null;
  };
  release_people: {
    /** Whom nobody can be found by. */
    person: string;
    /** By its number in `release_runs`. */
    run: number;
    /** Six bytes for each of their marks. */
    seen: Buffer;
  };
  release_person_events: {
    release_id: string;
    last: number;
    run: number;
    at: Date;
    events: ColumnType<EventRow['events'], string, never>;
  };
  release_folds: {
    release_id: string;
    /** As the version of the program that folded it names it. */
    form: string;
    bytes: Uint8Array;
    saved_at: ColumnType<Date, never, RawBuilder<Date>>;
  };
  release_tallies: {
    release_id: string;
    key: string;
    minute: number;
    count: ColumnType<string | number, number>;
    changed: Generated<string | number>;
    kind: ColumnType<AnswerKind, string, never>;
  };
  release_told: {
    release_id: string;
    /** A keyed hash of the sender and the id that it gave. */
    told: string;
    told_at: Generated<Date>;
  };
  release_pulses: {
    release_id: string;
    instance: string;
    cohort: Exclude<Cohort, 'tester'>;
    heard_at: Date;
    answered_at: Date | null;
    opening: number;
    refused: ColumnType<string | number, number>;
    closed: boolean | null;
    /** How far the clock of the instance’s machine is ahead, in milliseconds. */
    ahead_ms: number | null;
  };
};

/** Where measurements of a release stand, each row with its `release_id`; people stand by the number of their run. */
export const MEASURING_TABLES = [
  'release_person_events',
  'release_tallies',
  'release_told',
  'release_pulses',
  'release_folds',
  'release_runs',
  // Of Phase I, which goes with the rest.
  'release_tester_requests',
] as const satisfies readonly (keyof MeasuringTables | 'release_tester_requests')[];

/** One table a migration, so that each says what it is for. */
export const measuringMigrations: Record<string, Migration> = {
  '2026-11-27-release-3-sightings': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('release_sightings')
        .addColumn('number', 'bigserial', (column) => column.notNull().unique())
        .addColumn('release_id', 'text', (column) => column.notNull().references('releases.id'))
        .addColumn('run', 'integer', (column) => column.notNull())
        .addColumn('opening', 'integer', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('scope', 'text', (column) => column.notNull())
        .addColumn('person', 'text', (column) => column.notNull())
        .addColumn('cohort', 'text', (column) => column.notNull())
        .addColumn('share', 'double precision', (column) => column.notNull())
        .addColumn('at', 'timestamptz', (column) => column.notNull())
        .addPrimaryKeyConstraint('release_sightings_pk', ['release_id', 'kind', 'scope', 'person'])
        .execute();
      await db.schema
        .createIndex('release_sightings_in_order')
        .on('release_sightings')
        .columns(['release_id', 'number'])
        .execute();
    },
  },
  '2026-11-27-release-4-tallies': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('release_tallies')
        .addColumn('release_id', 'text', (column) => column.notNull().references('releases.id'))
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('minute', 'integer', (column) => column.notNull())
        .addColumn('count', 'bigint', (column) => column.notNull())
        .addColumn('changed', 'bigserial', (column) => column.notNull())
        .addColumn('kind', 'jsonb', (column) => column.notNull())
        .addPrimaryKeyConstraint('release_tallies_pk', ['release_id', 'key'])
        .execute();
      await db.schema
        .createIndex('release_tallies_in_order')
        .on('release_tallies')
        .columns(['release_id', 'changed'])
        .execute();
    },
  },
  '2026-11-28-release-6-told': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('release_told')
        .addColumn('release_id', 'text', (column) => column.notNull().references('releases.id'))
        .addColumn('told', 'text', (column) => column.notNull())
        .addColumn('told_at', 'timestamptz', (column) =>
          column.notNull().defaultTo(sql`clock_timestamp()`),
        )
        .addPrimaryKeyConstraint('release_told_pk', ['release_id', 'told'])
        .execute();
      await db.schema
        .createIndex('release_told_by_age')
        .on('release_told')
        .column('told_at')
        .execute();
    },
  },
  '2026-11-27-release-5-pulses': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('release_pulses')
        .addColumn('release_id', 'text', (column) => column.notNull().references('releases.id'))
        .addColumn('instance', 'text', (column) => column.notNull())
        .addColumn('cohort', 'text', (column) => column.notNull())
        .addColumn('heard_at', 'timestamptz', (column) => column.notNull())
        .addColumn('answered_at', 'timestamptz')
        .addColumn('refused', 'bigint', (column) => column.notNull())
        .addColumn('closed', 'boolean')
        .addPrimaryKeyConstraint('release_pulses_pk', ['release_id', 'instance', 'cohort'])
        .execute();
    },
  },
  '2026-11-28-release-7-pulses-by-opening': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .alterTable('release_pulses')
        .addColumn('opening', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
  '2026-11-29-release-13-folds': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('release_folds')
        .addColumn('release_id', 'text', (column) => column.primaryKey().references('releases.id'))
        .addColumn('bytes', 'bytea', (column) => column.notNull())
        .execute();
    },
  },
  // Versions of the program that run side by side go on from their own. One from before this saves none meanwhile.
  '2026-11-29-release-14-folds-by-form': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .alterTable('release_folds')
        .addColumn('form', 'text', (column) => column.notNull().defaultTo(''))
        .addColumn('saved_at', 'timestamptz', (column) =>
          column.notNull().defaultTo(sql`clock_timestamp()`),
        )
        .execute();
      await db.schema.alterTable('release_folds').dropConstraint('release_folds_pkey').execute();
      await db.schema
        .alterTable('release_folds')
        .addPrimaryKeyConstraint('release_folds_pk', ['release_id', 'form'])
        .execute();
    },
  },
  // The last row grows as people come: without room beside it, each of its versions would take a page of its own.
  '2026-11-30-release-16-room-to-grow': {
    up: async (db: Kysely<unknown>) => {
      await sql`alter table release_person_events set (fillfactor = 70)`.execute(db);
    },
  },
  // A version from before it leaves it empty, and reads nothing of it.
  '2026-11-30-release-17-clocks': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .alterTable('release_pulses')
        .addColumn('ahead_ms', 'double precision')
        .execute();
    },
  },
};
