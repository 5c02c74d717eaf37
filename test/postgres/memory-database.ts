import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';

import {
  openMemoryDatabase,
  type Database,
  type OpenDatabase,
} from '../../src/lib/database/index.ts';
import { cached } from './cache.ts';

/** Emptied, for the next one that asks: in one process many files of tests run. */
const idle: OpenDatabase[] = [];

/**
 * An empty embedded database. Loading one costs a processor more than a second, emptying one that was used and closed
 * a thirtieth of that.
 */
export async function openTestDatabase(): Promise<OpenDatabase> {
  const database = idle.pop() ?? (await loadedDatabase());
  const giveBack = async () => {
    await makeEmpty(database.db);
    idle.push(database);
  };
  let closing: Promise<void> | undefined;
  return { ...database, close: () => (closing ??= giveBack()) };
}

/** As it was loaded: without what was made in it, set or listened for. */
async function makeEmpty(db: Database): Promise<void> {
  const schemas = await sql<{ name: string }>`
    select nspname as name from pg_namespace
    where nspname not like 'pg\\_%' and nspname <> 'information_schema'`.execute(db);
  for (const { name } of schemas.rows) await sql`drop schema ${sql.id(name)} cascade`.execute(db);
  await sql`create schema public`.execute(db);
  await sql`discard all`.execute(db);
}

/** Making one takes seconds, so it is loaded from a dump. */
async function loadedDatabase(): Promise<OpenDatabase> {
  const dump = await cached(`pglite-${await pgliteVersion()}.tar`, writeEmptyDump);
  return openMemoryDatabase({ from: new Blob([await readFile(dump)]) });
}

async function writeEmptyDump(path: string): Promise<void> {
  const lite = await PGlite.create();
  const dump = await lite.dumpDataDir('none');
  await lite.close();
  await writeFile(path, Buffer.from(await dump.arrayBuffer()));
}

export async function pgliteVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const json = await readFile(join(dirname(dirname(entry)), 'package.json'), 'utf8');
  return String((JSON.parse(json) as Readonly<Record<string, unknown>>)['version']);
}
