import type { ColumnType, Generated, Kysely, Migration } from 'kysely';

export type PageTables = {
  page_counts: {
    feature: string;
    stage: string;
    cohort: string;
    event: string;
    detail: string;
    page: string;
    device: string;
    language: string;
    /** -1 for events without an amount. */
    value_class: number;
    from_minute: number;
    /** Of how many minutes: 1, 60, or those of a day. */
    minutes: number;
    count: ColumnType<string | number, number>;
  };
  page_people: {
    /**
     * 64 bits of a keyed hash, by which nobody can be found. That two of ten million people share one has a chance of
     * 3 in a million.
     */
    person: string;
    /** The newest day on which they came, in days since 1970. */
    last_day: number;
    /** Six bytes for each day and stage run, see `person-marks.ts`. */
    marks: Buffer;
  };
  page_scopes: {
    number: Generated<number>;
    feature: string;
    kind: 'day' | 'stage';
    /** A day as `2024-04-08`, or a stage run and a cohort. */
    name: string;
  };
  page_people_counts: {
    scope: number;
    event: string;
    count: ColumnType<string | number, number>;
  };
  page_batches: {
    /** What was counted already, in case that it is sent again: 64 bits of a keyed hash, which tells of nobody. */
    batch: string;
    /** In which it came, since 1970. */
    minute: number;
  };
  page_taking: {
    from_minute: number;
    through_minute: number;
  };
};

const KIND = [
  'feature',
  'stage',
  'cohort',
  'event',
  'detail',
  'page',
  'device',
  'language',
] as const;

export type PageDatabase = Kysely<PageTables>;

/** What makes two rows of counts one. */
export const COUNT_KEY = [...KIND, 'value_class', 'from_minute', 'minutes'] as const;

export const analyticsMigrations: Record<string, Migration> = {
  '2026-11-29-analytics-1-page-counts': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('page_counts')
        .addColumn('feature', 'text', (column) => column.notNull())
        .addColumn('stage', 'text', (column) => column.notNull())
        .addColumn('cohort', 'text', (column) => column.notNull())
        .addColumn('event', 'text', (column) => column.notNull())
        .addColumn('detail', 'text', (column) => column.notNull())
        .addColumn('page', 'text', (column) => column.notNull())
        .addColumn('device', 'text', (column) => column.notNull())
        .addColumn('language', 'text', (column) => column.notNull())
        .addColumn('value_class', 'smallint', (column) => column.notNull())
        .addColumn('from_minute', 'integer', (column) => column.notNull())
        .addColumn('minutes', 'integer', (column) => column.notNull())
        .addColumn('count', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('page_counts_pk', [...COUNT_KEY])
        .execute();
      await db.schema
        .createIndex('page_counts_by_age')
        .on('page_counts')
        .columns(['minutes', 'from_minute'])
        .execute();
    },
  },
  '2026-11-29-analytics-2-people': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('page_people')
        .addColumn('person', 'bigint', (column) => column.primaryKey())
        .addColumn('last_day', 'smallint', (column) => column.notNull())
        .addColumn('marks', 'bytea', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('page_scopes')
        .addColumn('number', 'serial', (column) => column.primaryKey())
        .addColumn('feature', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addUniqueConstraint('page_scopes_once', ['feature', 'kind', 'name'])
        .execute();
      await db.schema
        .createTable('page_people_counts')
        .addColumn('scope', 'integer', (column) =>
          column.notNull().references('page_scopes.number'),
        )
        .addColumn('event', 'text', (column) => column.notNull())
        .addColumn('count', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('page_people_counts_pk', ['scope', 'event'])
        .execute();
    },
  },
  '2026-11-29-analytics-3-batches': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('page_batches')
        .addColumn('batch', 'bigint', (column) => column.primaryKey())
        .addColumn('minute', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('page_batches_by_age')
        .on('page_batches')
        .column('minute')
        .execute();
    },
  },
  '2026-11-29-analytics-5-taking': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('page_taking')
        .addColumn('from_minute', 'integer', (column) => column.primaryKey())
        .addColumn('through_minute', 'integer', (column) => column.notNull())
        .execute();
    },
  },
};
