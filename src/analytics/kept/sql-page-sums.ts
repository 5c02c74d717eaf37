import { sql } from 'kysely';

import { MINUTES_PER_HOUR } from '../../lib/duration.ts';
import type { PageCount } from '../counting/page-count.ts';
import type { PageSum, RunEvents, RunWanted } from './page-store.ts';
import { SUM_KEY, WHOLE_RUN, type PageDatabase } from './tables.ts';

/** For events without an amount: a key must have no null in it. */
export const NO_CLASS = -1;

/** Adds counts to the sums of their stage run and of its hour. */
export async function addSums(tx: PageDatabase, counts: readonly PageCount[]): Promise<void> {
  const sums = new Map<string, SumRow>();
  for (const counted of counts) {
    if (counted.stage === '') continue;
    for (const hour of [WHOLE_RUN, Math.floor(counted.minute / MINUTES_PER_HOUR)]) {
      const row = rowOf(counted, hour);
      const key = SUM_KEY.map((name) => row[name]).join('\n');
      const before = sums.get(key)?.count ?? 0;
      sums.set(key, { ...row, count: before + row.count });
    }
  }
  if (sums.size === 0) return;
  await tx
    .insertInto('page_sums')
    .values([...sums.values()])
    .onConflict((conflict) =>
      conflict.columns([...SUM_KEY]).doUpdateSet({ count: sql`page_sums.count + excluded.count` }),
    )
    .execute();
}

type SumRow = ReturnType<typeof rowOf>;

function rowOf({ feature, stage, cohort, page, event, ...rest }: PageCount, hour: number) {
  const { detail, valueClass, count } = rest;
  const told = event === 'browser-error' ? '' : detail;
  const kind = { feature, stage, hour, cohort, page, event, detail: told };
  return { ...kind, value_class: valueClass ?? NO_CLASS, count };
}

type PageRun = Pick<RunWanted, 'feature' | 'stage'>;

/** The sums of one stage run from this minute on; of all of it where none is named. */
export async function sumsOf(
  db: PageDatabase,
  run: PageRun,
  fromMinute: number | null,
): Promise<readonly PageSum[]> {
  if (fromMinute === null) return sumsOfHours(db, run, WHOLE_RUN);
  const fromHour = Math.ceil(fromMinute / MINUTES_PER_HOUR);
  const hours = await sumsOfHours(db, run, fromHour);
  const begun = await minutesBefore(db, { ...run, fromMinute }, fromHour * MINUTES_PER_HOUR);
  return [...hours, ...begun];
}

const KIND = ['cohort', 'page', 'event', 'detail', 'value_class'] as const;
const COUNT = sql<string>`sum(count)`.as('count');

async function sumsOfHours(
  db: PageDatabase,
  { feature, stage }: PageRun,
  fromHour: number,
): Promise<readonly PageSum[]> {
  const rows = await db
    .selectFrom('page_sums')
    .select([...KIND, COUNT])
    .where((where) => where.and({ feature, stage }))
    .where('hour', fromHour === WHOLE_RUN ? '=' : '>=', fromHour)
    .groupBy([...KIND])
    .execute();
  return rows.map(sumIn);
}

/** The part of an hour with which a window begins; hours that have been summed up begin no window. */
async function minutesBefore(
  db: PageDatabase,
  { feature, stage, fromMinute }: PageRun & { readonly fromMinute: number },
  until: number,
): Promise<readonly PageSum[]> {
  if (fromMinute === until) return [];
  const rows = await db
    .selectFrom('page_counts')
    .select([...KIND, COUNT])
    .where((where) => where.and({ feature, stage, minutes: 1 }))
    .where('from_minute', '>=', fromMinute)
    .where('from_minute', '<', until)
    .groupBy([...KIND])
    .execute();
  return rows.map(sumIn);
}

type KindRow = Readonly<Record<Exclude<(typeof KIND)[number], 'value_class'> | 'count', string>> & {
  readonly value_class: number;
};

function sumIn({ value_class, count, ...kind }: KindRow): PageSum {
  const valueClass = value_class === NO_CLASS ? null : value_class;
  return {
    ...(kind as Pick<PageSum, 'cohort' | 'page' | 'event' | 'detail'>),
    valueClass,
    count: Number(count),
  };
}

/** How many different people each event of a stage run happened to, on the page of the feature. */
export async function peopleOfRun(
  db: PageDatabase,
  { feature, stage }: PageRun,
): Promise<RunEvents['people']> {
  const rows = await db
    .selectFrom('page_people_counts')
    .innerJoin('page_scopes', 'page_scopes.number', 'page_people_counts.scope')
    .select(['event', 'count'])
    .where((where) => where.and({ feature, kind: 'stage', name: `open ${stage}` }))
    .execute();
  return new Map(rows.map(({ event, count }) => [event, Number(count)]));
}
