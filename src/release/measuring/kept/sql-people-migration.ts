import type { Kysely, Migration } from 'kysely';

import type { NewPersonEvent } from './person-event.ts';
import { addToLog, takeFirstOf } from './sql-people.ts';
import type { MeasuringTables } from './tables.ts';

/** As they were kept before: a row for each event, with the names of all that it is. */
type Sighting = NewPersonEvent & { readonly release_id: string; readonly number: string | number };
type OlderTables = { release_sightings: Sighting };

export const peopleMigrations: Record<string, Migration> = {
  '2026-11-29-release-12-people': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('release_runs')
        .addColumn('number', 'serial', (column) => column.primaryKey())
        .addColumn('release_id', 'text', (column) => column.notNull().references('releases.id'))
        .addColumn('run', 'integer', (column) => column.notNull())
        .addColumn('first_failed_at', 'timestamptz')
        .addUniqueConstraint('release_runs_once', ['release_id', 'run'])
        .execute();
      await db.schema
        .createTable('release_people')
        .addColumn('person', 'uuid', (column) => column.primaryKey())
        // Without a reference: it would be looked up for each of a million people.
        .addColumn('run', 'integer', (column) => column.notNull())
        .addColumn('seen', 'bytea', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('release_person_events')
        .addColumn('release_id', 'text', (column) => column.notNull().references('releases.id'))
        .addColumn('last', 'bigint', (column) => column.notNull())
        .addColumn('run', 'integer', (column) => column.notNull())
        .addColumn('at', 'timestamptz', (column) => column.notNull())
        .addColumn('events', 'json', (column) => column.notNull())
        .addPrimaryKeyConstraint('release_person_events_pk', ['release_id', 'last'])
        .execute();
      await moveSightings(db);
    },
  },
};

/** So many at once: no statement may take longer than any other. */
const PAGE = 2_000;

/** With the numbers that they had, by which the journal names them. */
export async function moveSightings(database: Kysely<object>): Promise<void> {
  const [older, db] = [database.withTables<OlderTables>(), database.withTables<MeasuringTables>()];
  let after = 0;
  for (;;) {
    const page = await older
      .selectFrom('release_sightings')
      .selectAll()
      .where('number', '>', after)
      .orderBy('number')
      .limit(PAGE)
      .execute();
    for (const id of new Set(page.map((row) => row.release_id))) {
      await move(
        db,
        id,
        page.filter((row) => row.release_id === id),
      );
    }
    if (page.length < PAGE) break;
    after = Number(page.at(-1)?.number);
  }
  await database.schema.dropTable('release_sightings').execute();
}

async function move(
  db: Kysely<MeasuringTables>,
  releaseId: string,
  sightings: readonly Sighting[],
): Promise<void> {
  const first = await takeFirstOf(db, releaseId, sightings);
  const events = first.map((event) => ({ ...event, number: Number(event.number) }));
  if (events.length > 0) await addToLog(db, releaseId, events);
}
