import { randomBytes } from 'node:crypto';

import { Client } from 'pg';

export type FreshDatabase = {
  readonly url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
};

/** An empty database of its own on the server at `url`, for one suite. */
export async function freshDatabase(url: string): Promise<FreshDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await command(url, `create database ${name} template template0`);
  return {
    url: url.replace(/^(\w+:\/\/[^/]*\/)[^?]*/, `$1${name}`),
    drop: () => command(url, `drop database if exists ${name} with (force)`),
  };
}

async function command(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
