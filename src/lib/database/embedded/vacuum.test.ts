import { sql } from 'kysely';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';

import { putClusterWithTables } from '../../../../test/postgres/prepared-cluster.ts';
import { temporaryDirectory } from '../../../../test/program/program.ts';
import { MINUTE_MS } from '../../duration.ts';
import type { Database } from '../database.ts';
import { openEmbeddedDatabase } from './embedded.ts';

afterEach(() => vi.useRealTimers());

const CHANGES = 1_000;

async function opened(): Promise<Database> {
  const directory = await temporaryDirectory();
  onTestFinished(directory.remove);
  await putClusterWithTables(directory.path);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const database = await openEmbeddedDatabase({ dataDir: directory.path });
  if (!database.ok) throw new Error(database.error.sentence);
  onTestFinished(database.value.close);
  return database.value.db;
}

/** One row, changed often, where an index has to know of each change. */
async function change(db: Database): Promise<void> {
  await sql
    .raw(`do $$ begin
    for i in 1..${CHANGES} loop update counts set at = at + 1; end loop;
  end $$`)
    .execute(db);
}

async function figures(db: Database): Promise<{ readonly bytes: number; readonly dead: number }> {
  // Else they come within ten seconds.
  await sql`select pg_stat_force_next_flush()`.execute(db);
  const { rows } = await sql<{ bytes: number; dead: number }>`
    select pg_total_relation_size(relid)::float8 as bytes, n_dead_tup::float8 as dead
    from pg_stat_user_tables where relname = 'counts'`.execute(db);
  return rows[0] ?? { bytes: NaN, dead: NaN };
}

test('a row that changes all the time takes no more space on the embedded database than it once needed', async () => {
  const db = await opened();
  await sql`create table counts (at integer)`.execute(db);
  await sql`create index on counts (at)`.execute(db);
  await sql`insert into counts values (0)`.execute(db);
  await change(db);
  await expect.poll(async () => (await figures(db)).dead).toBeGreaterThan(CHANGES / 2);
  const { bytes } = await figures(db);
  for (let minute = 0; minute < 3; minute += 1) {
    vi.advanceTimersByTime(MINUTE_MS);
    await expect.poll(async () => (await figures(db)).dead).toBe(0);
    await change(db);
    await expect.poll(async () => (await figures(db)).dead).toBeGreaterThan(0);
  }
  expect((await figures(db)).bytes).toBeLessThan(bytes * 1.5);
});

test('a statement that was planned for a small table is planned anew when the table has grown', async () => {
  const db = await opened();
  await sql`create table counts (at integer primary key, name text default 'somebody')`.execute(db);
  const insert = (from: number, to: number) =>
    sql.raw(`insert into counts (at) select generate_series(${from}, ${to})`).execute(db);
  const find = async (at: number) =>
    (await sql<{ name: string }>`select name from counts where at = ${at}`.execute(db)).rows;
  /** Rows that are gone through from the beginning. */
  const goneThrough = async () => {
    const before = await scanned(db);
    expect(await find(7)).toHaveLength(1);
    return (await scanned(db)) - before;
  };
  await insert(1, 10);
  await sql`vacuum counts`.execute(db);
  for (let time = 0; time < 20; time += 1) await find(7);
  expect(await goneThrough()).toBe(10);
  await insert(11, 20_000);
  expect(await goneThrough()).toBe(20_000);
  vi.advanceTimersByTime(MINUTE_MS);
  await expect.poll(goneThrough).toBe(0);
});

async function scanned(db: Database): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(db);
  const { rows } = await sql<{ read: number }>`
    select seq_tup_read::float8 as read from pg_stat_user_tables where relname = 'counts'`.execute(
    db,
  );
  return rows[0]?.read ?? NaN;
}
