import { sql, type Kysely } from 'kysely';

import { countReports, type PageCount } from '../counting/page-count.ts';
import { FEATURE_PAGE } from '../events/page-batch.ts';
import { forgetBatches, newReports } from './sql-page-batches.ts';
import { addPeople, peopleOf } from './sql-page-people.ts';
import { addSums, NO_CLASS, peopleOfRun, sumsOf } from './sql-page-sums.ts';
import type { DayCount, PageStore, PageTotal, TotalsWanted } from './page-store.ts';
import { tidyPages } from './sql-tidying.ts';
import { COUNT_KEY, type PageDatabase, type PageTables } from './tables.ts';

/** On the embedded database and on a PostgreSQL server alike. */
export function createSqlPageStore(database: Kysely<object>): PageStore {
  const db = database.withTables<PageTables>();
  return {
    add: (sent) =>
      db.transaction().execute(async (tx) => {
        await takePageTurn(tx);
        const reports = await newReports(tx, sent);
        const counted = countReports(await addPeople(tx, reports));
        for (const some of inParts(counted)) {
          await addCounts(tx, some);
          await addSums(tx, some);
        }
      }),
    totals: (wanted) => totals(db, wanted),
    days: (feature) => days(db, feature),
    people: (feature) => peopleOf(db, feature),
    ofRun: async ({ fromMinutes, ...run }) => ({
      sums: await Promise.all(fromMinutes.map((minute) => sumsOf(db, run, minute))),
      people: await peopleOfRun(db, run),
    }),
    tidy: (now, keptSince) =>
      db.transaction().execute(async (tx) => {
        await takePageTurn(tx);
        await tidyPages(tx, now, keptSince);
        await forgetBatches(tx, now);
      }),
  };
}

/** Instances add one after the other, so that nobody is counted twice. */
async function takePageTurn(tx: PageDatabase): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('page reports'))`.execute(tx);
}

/** So many rows at once: a statement has no room for more parameters. */
const ROWS = 500;

function inParts<T>(all: readonly T[]): readonly (readonly T[])[] {
  const parts = Math.ceil(all.length / ROWS);
  return Array.from({ length: parts }, (_, part) => all.slice(part * ROWS, (part + 1) * ROWS));
}

async function addCounts(tx: PageDatabase, counts: readonly PageCount[]): Promise<void> {
  const rows = counts.map(({ minute, valueClass, ...count }) => ({
    ...count,
    value_class: valueClass ?? NO_CLASS,
    from_minute: minute,
    minutes: 1,
  }));
  await tx
    .insertInto('page_counts')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns([...COUNT_KEY])
        .doUpdateSet({ count: sql`page_counts.count + excluded.count` }),
    )
    .execute();
}

async function totals(
  db: PageDatabase,
  { feature, stage, fromMinute = 0 }: TotalsWanted,
): Promise<readonly PageTotal[]> {
  const kind = [
    ...(['stage', 'cohort', 'event', 'detail', 'page', 'device', 'language'] as const),
    'value_class' as const,
  ];
  const rows = await db
    .selectFrom('page_counts')
    .select(kind)
    .select(sql<string>`sum(count)`.as('count'))
    .where('feature', '=', feature)
    .where('from_minute', '>=', fromMinute)
    .$if(stage !== undefined, (query) => query.where('stage', '=', stage ?? ''))
    .groupBy(kind)
    .execute();
  return rows.map(({ value_class, count, ...row }) => ({
    ...(row as Omit<PageTotal, 'valueClass' | 'count'>),
    valueClass: value_class === NO_CLASS ? null : value_class,
    count: Number(count),
  }));
}

async function days(db: PageDatabase, feature: string): Promise<readonly DayCount[]> {
  const rows = await db
    .selectFrom('page_counts')
    .select([DAY.as('day'), 'event', 'detail', sql<string>`sum(count)`.as('count')])
    .where('feature', '=', feature)
    .where('page', '=', FEATURE_PAGE)
    .groupBy(['day', 'event', 'detail'])
    .orderBy('day')
    .execute();
  return rows.map(({ count, ...row }) => ({
    ...(row as Omit<DayCount, 'count'>),
    count: Number(count),
  }));
}

/** Minutes of the same day there, whatever they have been summed up to. */
const DAY = sql<string>`to_char(to_timestamp(from_minute * 60.0) at time zone 'America/New_York', 'YYYY-MM-DD')`;
