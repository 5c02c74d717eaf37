import { randomBytes } from 'node:crypto';

import { Client } from 'pg';

export type FreshDatabase = {
  readonly url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
};

/** An empty database of its own on the server at `url`, for one suite. */
export async function freshDatabase(url: string): Promise<FreshDatabase> {
  return copyOf('template0', url);
}

/** One of its own that begins as `original` is now. Nobody may be connected to that meanwhile. */
export async function copiedDatabase(original: FreshDatabase): Promise<FreshDatabase> {
  const [, name = ''] = DATABASE_NAME.exec(original.url) ?? [];
  return copyOf(name, original.url.replace(DATABASE_NAME, 'postgres'));
}

const DATABASE_NAME = /(?<=^\w+:\/\/[^/]*\/)([^?]*)/;

async function copyOf(template: string, url: string): Promise<FreshDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await command(url, `create database ${name} template ${template}`);
  return {
    url: url.replace(DATABASE_NAME, name),
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
