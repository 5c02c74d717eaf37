import { sql, type Kysely } from 'kysely';

import { SECOND_MS } from '../../../lib/duration.ts';
import {
  EVERY_MINUTE,
  OTHER_FORM_MS,
  SILENT_FOR_MS,
  TOLD_FOR_MS,
  type Batch,
  type CountsWanted,
  type Heartbeat,
  type Marks,
  type Measurements,
  type NewMeasurements,
} from './measurements.ts';
import { addAnswerCounts, changedCounts } from './sql-answer-counts.ts';
import { addEvents } from './sql-people.ts';
import type { MeasuringTables } from './tables.ts';

type MeasuringDatabase = Kysely<MeasuringTables>;

/** Measurements in the database, on the embedded one and on a PostgreSQL server alike. */
export function createSqlMeasurements(database: Kysely<object>): Measurements {
  const db = database.withTables<MeasuringTables>();
  const measurements: Measurements = {
    add: (releaseId, batch) =>
      batch.events.length === 0 && batch.answerCounts.length === 0
        ? addHeartbeats(db, releaseId, batch)
        : db.transaction().execute((tx) => add(tx, releaseId, batch)),
    addOnce: (releaseId, ids, batchOf) =>
      ids.length === 0
        ? measurements.add(releaseId, batchOf(new Set()))
        : db.transaction().execute(async (tx) => {
            await takeTurn(tx, releaseId);
            await forgetOldIds(tx);
            await add(tx, releaseId, batchOf(await newAmong(tx, releaseId, ids)));
          }),
    since: (releaseId, marks, wanted = EVERY_MINUTE) => since(db, releaseId, { marks, wanted }),
    saveFold: (releaseId, form, bytes) => saveFold(db, releaseId, { form, bytes }),
    savedFold: async (releaseId, form) => {
      const fold = db.selectFrom('release_folds').select('bytes').where('form', '=', form);
      const row = await fold.where('release_id', '=', releaseId).executeTakeFirst();
      return row?.bytes ?? null;
    },
    firstFailedVisit: (releaseId, run) => firstFailedVisit(db, releaseId, run),
    heartbeats: (releaseId) => heartbeats(db, releaseId),
    forgetSilent: () => forgetSilent(db),
  };
  return measurements;
}

/** An instance that adds waits for its turn, so that numbers rise in the order in which they can be read. */
async function add(tx: MeasuringDatabase, releaseId: string, batch: Batch): Promise<void> {
  const { events, answerCounts } = batch;
  await takeTurn(tx, releaseId);
  for (const some of inPartsOf(ROWS, events)) await addEvents(tx, releaseId, some);
  for (const some of inPartsOf(ROWS, answerCounts)) await addAnswerCounts(tx, releaseId, some);
  await addHeartbeats(tx, releaseId, batch);
}

/** So many at once: a statement has no room for more parameters. */
const ROWS = 500;

function inPartsOf<T>(size: number, all: readonly T[]): readonly (readonly T[])[] {
  const parts = Math.ceil(all.length / size);
  return Array.from({ length: parts }, (_, part) => all.slice(part * size, (part + 1) * size));
}

async function takeTurn(tx: MeasuringDatabase, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`measurements of ${id}`}))`.execute(tx);
}

/** Of any release, more than can come at once, and none that another transaction is at. */
async function forgetOldIds(tx: MeasuringDatabase): Promise<void> {
  await sql`delete from release_told where (release_id, told) in (
    select release_id, told from release_told
    where told_at < clock_timestamp() - make_interval(secs => ${TOLD_FOR_MS / SECOND_MS})
    order by told_at limit 2000 for update skip locked)`.execute(tx);
}

async function newAmong(
  tx: MeasuringDatabase,
  releaseId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const fresh = new Set<string>();
  for (const some of inPartsOf(ROWS, ids)) {
    const rows = await tx
      .insertInto('release_told')
      .values(some.map((told) => ({ release_id: releaseId, told })))
      .onConflict((conflict) => conflict.doNothing())
      .returning('told')
      .execute();
    for (const { told } of rows) fresh.add(told);
  }
  return fresh;
}

/** One statement: each instance does this every second. */
async function addHeartbeats(
  db: MeasuringDatabase,
  releaseId: string,
  { instance, heartbeats, aheadMs }: Batch,
): Promise<void> {
  if (heartbeats.length === 0) return;
  const rows = heartbeats.map(({ answeredAt, ...heartbeat }) => ({
    release_id: releaseId,
    instance,
    heard_at: sql<Date>`clock_timestamp()`,
    answered_at: answeredAt,
    ahead_ms: aheadMs ?? null,
    ...heartbeat,
  }));
  await db
    .insertInto('release_pulses')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['release_id', 'instance', 'cohort']).doUpdateSet({
        heard_at: sql`clock_timestamp()`,
        answered_at: sql`greatest(release_pulses.answered_at, excluded.answered_at)`,
        opening: sql`greatest(release_pulses.opening, excluded.opening)`,
        // What was refused in an earlier stage run says nothing of the next.
        refused: sql`case
          when excluded.opening > release_pulses.opening then excluded.refused
          when excluded.opening = release_pulses.opening then release_pulses.refused + excluded.refused
          else release_pulses.refused end`,
        closed: sql`coalesce(excluded.closed, release_pulses.closed)`,
        ahead_ms: sql`excluded.ahead_ms`,
      }),
    )
    .execute();
}

/** So many rows are read at once: the loop is not held up for longer than a request may wait. Each tells of many people. */
const EVENT_ROWS = 100;

async function since(
  db: MeasuringDatabase,
  releaseId: string,
  { marks, wanted }: { readonly marks: Marks; readonly wanted: CountsWanted },
): Promise<NewMeasurements> {
  const after = { change: marks.answerCount, wanted };
  const { isLast, change, ...counts } = await changedCounts(db, releaseId, after);
  const rows = await db
    .selectFrom('release_person_events')
    .select(['last', 'run', 'at', 'events'])
    .where('release_id', '=', releaseId)
    .where('last', '>', marks.event)
    .orderBy('last')
    .limit(EVENT_ROWS)
    .execute();
  return {
    isLast: rows.length < EVENT_ROWS && isLast,
    eventRows: rows,
    ...counts,
    marks: {
      event: rows.at(-1)?.last ?? marks.event,
      answerCount: change ?? marks.answerCount,
    },
  };
}

async function saveFold(
  db: MeasuringDatabase,
  releaseId: string,
  { form, bytes }: { readonly form: string; readonly bytes: Uint8Array },
): Promise<void> {
  const saved_at = sql<Date>`clock_timestamp()`;
  await db
    .insertInto('release_folds')
    .values({ release_id: releaseId, form, bytes })
    .onConflict((conflict) =>
      conflict.columns(['release_id', 'form']).doUpdateSet({ bytes, saved_at }),
    )
    .execute();
  const daysOld = sql<Date>`clock_timestamp() - make_interval(secs => ${OTHER_FORM_MS / SECOND_MS})`;
  await db
    .deleteFrom('release_folds')
    .where('release_id', '=', releaseId)
    .where('form', '<>', form)
    .where('saved_at', '<', daysOld)
    .execute();
}

async function firstFailedVisit(
  db: MeasuringDatabase,
  releaseId: string,
  run: number,
): Promise<Date | null> {
  const row = await db
    .selectFrom('release_runs')
    .select('first_failed_at')
    .where('release_id', '=', releaseId)
    .where('run', '=', run)
    .executeTakeFirst();
  return row?.first_failed_at ?? null;
}

async function heartbeats(db: MeasuringDatabase, releaseId: string): Promise<readonly Heartbeat[]> {
  const rows = await db
    .selectFrom('release_pulses')
    .select(['instance', 'cohort', 'answered_at', 'opening', 'refused', 'closed'])
    .select(
      sql<number>`extract(epoch from clock_timestamp() - heard_at)::float8 * 1000`.as('silent'),
    )
    .where('release_id', '=', releaseId)
    .execute();
  return rows.map(({ instance, cohort, silent, answered_at, opening, refused, closed }) => ({
    instance,
    cohort,
    silentMs: Math.max(0, silent),
    answeredAt: answered_at,
    opening,
    refused: Number(refused),
    closed,
  }));
}

/** Every start leaves rows under a new name. When somebody was last answered, and what was refused, stays known. */
async function forgetSilent(db: MeasuringDatabase): Promise<void> {
  await sql`
    delete from release_pulses as silent
    where heard_at < clock_timestamp() - make_interval(secs => ${SILENT_FOR_MS / SECOND_MS})
      and exists (
        select 1 from release_pulses as newer
        where newer.release_id = silent.release_id and newer.cohort = silent.cohort
          and newer.heard_at > silent.heard_at
          and (silent.answered_at is null or newer.answered_at >= silent.answered_at)
          and (newer.opening > silent.opening
            or (newer.opening = silent.opening and silent.refused = 0))
      )`.execute(db);
}
