import { sql } from 'kysely';

import type { Tx } from '../../lib/database/index.ts';
import { tablesOf } from '../../lib/data-file/index.ts';
import { LEFT_OUT, MOVED_TABLES } from './tables.ts';
import { DataRefusedError } from './refusal.ts';

const OURS: ReadonlySet<string> = new Set([...MOVED_TABLES, ...Object.keys(LEFT_OUT)]);

/** The program’s own tables in a database; others that stand beside them are none of its business. */
export async function ownTables(tx: Tx): Promise<readonly string[]> {
  return (await tablesOf(tx)).map(({ name }) => name).filter((name) => OURS.has(name));
}

/** Removes the program’s own tables, with what hangs on them. */
export async function dropOwnTables(tx: Tx): Promise<void> {
  const tables = await ownTables(tx);
  if (tables.length === 0) return;
  const { rows: functions } = await sql<{ name: string }>`
    select distinct proname as name from pg_trigger
    join pg_class as tables on tables.oid = tgrelid
    join pg_proc as functions on functions.oid = tgfoid
    where not tgisinternal and relname = any(${tables}::text[])
      and relnamespace = current_schema()::regnamespace
      and pronamespace = current_schema()::regnamespace`.execute(tx);
  await sql`drop table ${sql.join(tables.map((name) => sql.table(name)))} cascade`.execute(tx);
  for (const { name } of functions) await sql`drop function ${sql.id(name)}()`.execute(tx);
}

/** Throws a `DataRefusedError` while anybody else is connected to the database. */
export async function refuseWhileInUse(tx: Tx): Promise<void> {
  const { rows } = await sql<{ name: string; place: string; count: number }>`
    select coalesce(nullif(application_name, ''), 'a program without a name') as name,
      coalesce(host(client_addr), 'this machine') as place, count(*) as count
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
    group by 1, 2 order by 1, 2`.execute(tx);
  if (rows.length === 0) return;
  const list = rows.map(
    ({ name, place, count }) => `${name} (${connections(count)} from ${place})`,
  );
  throw new DataRefusedError(
    'instances-running',
    `The database is in use by ${list.join(', ')}. Stop every instance of the program, and every other program that ` +
      'has a connection to this database, then try again. Nothing was changed.',
  );
}

const connections = (count: number): string =>
  count === 1 ? 'one connection' : `${count} connections`;
