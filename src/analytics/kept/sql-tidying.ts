import { sql } from 'kysely';

import { DAY_MS } from '../../lib/duration.ts';
import { minuteIn } from '../counting/page-count.ts';
import { dayNumber } from './sql-page-people.ts';
import { COUNT_KEY, type PageDatabase } from './tables.ts';

/** Minutes are needed by criteria over hours and a day or two, hours by those over weeks. */
const MINUTES_KEPT_DAYS = 3;
const HOURS_KEPT_DAYS = 60;

const ZONE = sql.lit('America/New_York');
const HOUR = {
  from: sql`(from_minute / 60) * 60`,
  minutes: sql`60`,
};
/** Days are as long as they are there: 23, 24 or 25 hours. */
const dayStart = (days: number) =>
  sql`(extract(epoch from (date_trunc('day', to_timestamp(from_minute * 60.0) at time zone ${ZONE}) + make_interval(days => ${sql.lit(days)})) at time zone ${ZONE}) / 60)::integer`;
const DAY = { from: dayStart(0), minutes: sql`${dayStart(1)} - ${dayStart(0)}` };

/** In a transaction: counts of minutes become those of hours, those of hours become those of days. */
export async function tidyPages(tx: PageDatabase, now: Date, keptSince: Date): Promise<void> {
  await sumUp(tx, { from: 'minutes = 1', into: HOUR, before: daysBefore(now, MINUTES_KEPT_DAYS) });
  await sumUp(tx, { from: 'minutes = 60', into: DAY, before: daysBefore(now, HOURS_KEPT_DAYS) });
  await tx.deleteFrom('page_counts').where('from_minute', '<', minuteIn(keptSince)).execute();
  await tx.deleteFrom('page_taking').where('through_minute', '<', minuteIn(keptSince)).execute();
  await tx.deleteFrom('page_people').where('last_day', '<', dayNumber(keptSince)).execute();
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

type Summing = { readonly from: string; readonly into: typeof HOUR; readonly before: Date };

async function sumUp(tx: PageDatabase, { from, into, before }: Summing): Promise<void> {
  const kind = sql.join(COUNT_KEY.slice(0, -2).map((name) => sql.ref(name)));
  await sql`
    with old as (
      delete from page_counts where ${sql.raw(from)} and from_minute < ${minuteIn(before)} returning *
    ), longer as (
      select ${kind}, ${into.from} as start, ${into.minutes} as length, count from old
    )
    insert into page_counts (${kind}, from_minute, minutes, count)
    select ${kind}, start, length, sum(count) from longer group by ${kind}, start, length
    on conflict (${kind}, from_minute, minutes) do update set count = page_counts.count + excluded.count
  `.execute(tx);
}
