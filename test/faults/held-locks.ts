import { Client } from 'pg';
import { onTestFinished } from 'vitest';

/** Somebody else at the database, who holds something from this statement on: until a commit, or the test is over. */
export async function holding(databaseUrl: string, statement: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('begin');
  await client.query(statement);
  return client;
}

/** How many statements wait for a lock in this client’s database. */
export async function waitingAt(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    'select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = $1',
    ['Lock'],
  );
  return Number(rows[0]?.count);
}

/** The lock by which writers of flags take turns at the database. */
export const TURN_OF_FLAG_WRITERS = 'select pg_advisory_xact_lock(20261124)';
