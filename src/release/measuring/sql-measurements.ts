import { sql, type Kysely } from 'kysely';

import type { Additions, Batch, Marks, Measurements, Pulse, Sign } from './store.ts';
import type { NewSighting } from './sighting.ts';
import { keyOf, type Tally } from './tally.ts';
import type { MeasuringTables } from './measuring-tables.ts';

type ReleaseDatabase = Kysely<MeasuringTables>;

/** What was seen, in the database, on the embedded one and on a PostgreSQL server alike. */
export function createSqlMeasurements(database: Kysely<object>): Measurements {
  const db = database.withTables<MeasuringTables>();
  return {
    add: (releaseId, batch) => db.transaction().execute((tx) => add(tx, releaseId, batch)),
    since: (releaseId, marks) => since(db, releaseId, marks),
    pulses: (releaseId) => pulses(db, releaseId),
  };
}

/** Whoever adds waits for their turn, so that numbers rise in the order in which they can be read. */
async function add(tx: ReleaseDatabase, releaseId: string, batch: Batch): Promise<void> {
  const { sightings, tallies, signs, instance } = batch;
  if (sightings.length > 0 || tallies.length > 0) await takeTurn(tx, releaseId);
  for (const some of inPartsOf(ROWS, sightings)) await addSightings(tx, releaseId, some);
  for (const some of inPartsOf(ROWS, tallies)) await addTallies(tx, releaseId, some);
  for (const sign of signs) await addSign(tx, releaseId, { instance, sign });
}

/** So many at once: a statement has no room for more parameters. */
const ROWS = 500;

function inPartsOf<T>(size: number, all: readonly T[]): readonly (readonly T[])[] {
  const parts = Math.ceil(all.length / size);
  return Array.from({ length: parts }, (_, part) => all.slice(part * size, (part + 1) * size));
}

async function takeTurn(tx: ReleaseDatabase, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`measurements of ${id}`}))`.execute(tx);
}

async function addSightings(
  tx: ReleaseDatabase,
  releaseId: string,
  sightings: readonly NewSighting[],
): Promise<void> {
  await tx
    .insertInto('release_sightings')
    .values(sightings.map((sighting) => ({ release_id: releaseId, ...sighting })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function addTallies(
  tx: ReleaseDatabase,
  releaseId: string,
  tallies: readonly Tally[],
): Promise<void> {
  await tx
    .insertInto('release_tallies')
    .values(
      tallies.map((tally) => {
        const { minute, count, ...kind } = tally;
        return {
          release_id: releaseId,
          key: keyOf(tally),
          minute,
          count,
          kind: JSON.stringify(kind),
        };
      }),
    )
    .onConflict((conflict) =>
      conflict.columns(['release_id', 'key']).doUpdateSet({
        count: sql`release_tallies.count + excluded.count`,
        changed: sql`nextval('release_tallies_changed_seq')`,
      }),
    )
    .execute();
}

async function addSign(
  tx: ReleaseDatabase,
  releaseId: string,
  { instance, sign }: { readonly instance: string; readonly sign: Sign },
): Promise<void> {
  const { cohort, answeredAt, refused, closed } = sign;
  await tx
    .insertInto('release_pulses')
    .values({
      release_id: releaseId,
      instance,
      cohort,
      heard_at: sql`clock_timestamp()`,
      answered_at: answeredAt,
      refused,
      closed,
    })
    .onConflict((conflict) =>
      conflict.columns(['release_id', 'instance', 'cohort']).doUpdateSet({
        heard_at: sql`clock_timestamp()`,
        answered_at: sql`greatest(release_pulses.answered_at, excluded.answered_at)`,
        refused: sql`release_pulses.refused + excluded.refused`,
        closed: sql`coalesce(excluded.closed, release_pulses.closed)`,
      }),
    )
    .execute();
}

async function since(db: ReleaseDatabase, releaseId: string, marks: Marks): Promise<Additions> {
  const sightings = await db
    .selectFrom('release_sightings')
    .select(['number', 'run', 'opening', 'kind', 'cohort', 'share', 'at'])
    .where('release_id', '=', releaseId)
    .where('number', '>', marks.sighting)
    .orderBy('number')
    .execute();
  const tallies = await db
    .selectFrom('release_tallies')
    .select(['minute', 'count', 'kind', 'changed'])
    .where('release_id', '=', releaseId)
    .where('changed', '>', marks.tally)
    .orderBy('changed')
    .execute();
  return {
    sightings: sightings.map((row) => ({ ...row, number: Number(row.number) })),
    tallies: tallies.map(({ minute, count, kind }) => ({ ...kind, minute, count: Number(count) })),
    marks: {
      sighting: Number(sightings.at(-1)?.number ?? marks.sighting),
      tally: Number(tallies.at(-1)?.changed ?? marks.tally),
    },
  };
}

async function pulses(db: ReleaseDatabase, releaseId: string): Promise<readonly Pulse[]> {
  const rows = await db
    .selectFrom('release_pulses')
    .select(['instance', 'cohort', 'answered_at', 'refused', 'closed'])
    .select(
      sql<number>`extract(epoch from clock_timestamp() - heard_at)::float8 * 1000`.as('silent'),
    )
    .where('release_id', '=', releaseId)
    .execute();
  return rows.map(({ instance, cohort, silent, answered_at, refused, closed }) => ({
    instance,
    cohort,
    silentMs: Math.max(0, silent),
    answeredAt: answered_at,
    refused: Number(refused),
    closed,
  }));
}
