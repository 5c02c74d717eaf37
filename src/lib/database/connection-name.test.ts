import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';

import { freshDatabase, sharedPostgresUrl } from '../../../test/postgres/index.ts';
import { connectionName } from './connection-name.ts';
import { openServerDatabase, type Database, type OpenDatabase } from './index.ts';

test('says process and host, and keeps to what PostgreSQL keeps of a name', () => {
  expect(connectionName('web-1', 4711)).toBe('phcc: process 4711 on web-1');
  expect(connectionName('wéb 1\n', 4711)).toBe('phcc: process 4711 on w?b?1?');
  expect(connectionName('w'.repeat(300), 4_194_304)).toBe(
    `phcc: process 4194304 on ${'w'.repeat(38)}`,
  );
});

test('every connection of the program has it, the one that listens too', async () => {
  expect(await namesHeldBy(await openFresh())).toEqual(
    Array.from({ length: 4 }, () => connectionName()),
  );
});

test('a name in the database URL goes before it', async () => {
  const named = await openFresh('&application_name=contacts');
  expect(await namesHeldBy(named)).toEqual(Array.from({ length: 4 }, () => 'contacts'));
});

async function openFresh(parameter = ''): Promise<OpenDatabase> {
  const fresh = await freshDatabase(sharedPostgresUrl());
  onTestFinished(fresh.drop);
  const opened = await openServerDatabase({ url: fresh.url + parameter });
  if (!opened.ok) throw new Error(opened.error.sentence);
  onTestFinished(opened.value.close);
  return opened.value;
}

/** What the server calls the connections, once each pool and the listener have one. */
async function namesHeldBy({ db, guard, observations, listen }: OpenDatabase) {
  for (const pool of [db, guard, observations]) await sql`select 1`.execute(pool);
  let calls = 0;
  const listening = listen('shelves', () => (calls += 1));
  await expect.poll(() => calls).toBe(1);
  // One that only asked whether the server is there goes away again.
  await expect.poll(() => namesIn(db)).toHaveLength(4);
  const names = await namesIn(db);
  await listening.stop();
  return names;
}

async function namesIn(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select application_name as name from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend'`.execute(db);
  return rows.map(({ name }) => name);
}
