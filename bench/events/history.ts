/** A database as it is after days of page events, its rows made by the database. */
import { sql } from 'kysely';

import { dayNumber } from '../../src/analytics/kept/sql-page-people.ts';
import type { Database } from '../../src/lib/database/index.ts';
import { DAY_MS } from '../../src/lib/duration.ts';

const PEOPLE = 200_000;
const BATCHES = 500_000;
const KINDS = 200;
/** As `keepTidy` leaves them. */
const DAYS_OF_MINUTES = 3;
const DAY_MINUTES = 1_440;

/** People who came on each of these days, counts of them, and the batches of the last. */
export async function keepHistory(db: Database, days: number): Promise<void> {
  const today = Math.floor(Date.now() / 60_000);
  const countsOf = (from: number, to: number, minutes: number) => sql`
    insert into page_counts (feature, stage, cohort, event, detail, page, device, language, value_class,
      from_minute, minutes, count)
    select 'profile_contacts', 'mvp: Stage A, run 1', 'open', 'web-vital', 'kind ' || kind, 'contacts', 'phone', 'en',
      1, minute, ${sql.lit(minutes)}, 7
    from generate_series(${sql.lit(from)}, ${sql.lit(to)}, ${sql.lit(minutes)}) as minute,
      generate_series(1, ${sql.lit(KINDS)}) as kind`;
  const firstMinute = today - DAYS_OF_MINUTES * DAY_MINUTES;
  const firstHour = Math.floor((today - days * DAY_MINUTES) / 60) * 60;
  await countsOf(firstMinute, today - 1, 1).execute(db);
  await countsOf(firstHour, firstMinute - 60, 60).execute(db);
  await keepPeople(db, days);
  await sql`insert into page_batches
    select (random() * 9e18)::bigint, ${sql.lit(today)} - n % 1440
    from generate_series(1, ${sql.lit(BATCHES)}) as n on conflict do nothing`.execute(db);
  await sql`analyze`.execute(db);
}

/** Those of `viewOf`. */
async function keepPeople(db: Database, days: number): Promise<void> {
  const marks = Buffer.alloc(days * 6);
  for (let day = 0; day < days; day += 1) {
    await sql`insert into page_scopes (feature, kind, name) values ('profile_contacts', 'day', ${dayOf(day + 1)})`.execute(
      db,
    );
    marks.writeUInt32LE(day + 1, day * 6);
    marks.writeUInt16LE(0b1111, day * 6 + 4);
  }
  const hash = sql`(n::numeric * 11400714819323198485 % 18446744073709551616)`;
  await sql`insert into page_people (person, last_day, marks)
    select (case when ${hash} >= 9223372036854775808 then ${hash} - 18446744073709551616 else ${hash} end)::bigint,
      ${sql.lit(dayNumber(new Date()) - 1)}, ${marks}::bytea
    from generate_series(1, ${sql.lit(PEOPLE)}) as n`.execute(db);
}

const dayOf = (daysAgo: number) =>
  new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);
