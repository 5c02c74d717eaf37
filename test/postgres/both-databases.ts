import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe } from 'vitest';

import {
  openMemoryDatabase,
  openServerDatabase,
  type OpenDatabase,
} from '../../src/lib/database/index.ts';
import { cached } from './cache.ts';
import { freshDatabase } from './fresh-database.ts';
import { sharedPostgresUrl } from './shared-server.ts';

/**
 * One suite, run on the embedded database and on a PostgreSQL server, each empty at its start. Inside tests
 * and hooks `open()` answers the suite's database; it is closed and thrown away after the last test.
 */
export function describeOnBothDatabases(
  name: string,
  suite: (open: () => OpenDatabase, kind: OpenDatabase['kind']) => void,
): void {
  describe(`${name}, on the embedded database`, () => {
    suite(openedForSuite(openEmbedded), 'embedded');
  });
  describe(`${name}, on a PostgreSQL server`, () => {
    suite(openedForSuite(openOnServer), 'server');
  });
}

type Lent = { readonly database: OpenDatabase; giveBack(): Promise<void> };

function openedForSuite(borrow: () => Promise<Lent>): () => OpenDatabase {
  let lent: Lent | undefined;
  beforeAll(async () => {
    lent = await borrow();
  });
  afterAll(() => lent?.giveBack());
  return () => {
    if (lent) return lent.database;
    throw new Error('The database is open in tests and hooks only, not while tests are collected.');
  };
}

async function openEmbedded(): Promise<Lent> {
  const database = await openMemoryDatabase({ from: await emptyClusterDump() });
  return { database, giveBack: () => database.close() };
}

async function openOnServer(): Promise<Lent> {
  const fresh = await freshDatabase(sharedPostgresUrl());
  const database = await openServerDatabase({ url: fresh.url });
  if (!database.ok) throw new Error(database.error.sentence);
  const giveBack = async () => {
    await database.value.close();
    await fresh.drop();
  };
  return { database: database.value, giveBack };
}

/** Making a cluster takes PGlite some seconds, loading one half of one. */
async function emptyClusterDump(): Promise<Blob> {
  const path = await cached(`pglite-${await pgliteVersion()}.tar`, async (target) => {
    const lite = await PGlite.create();
    const dump = await lite.dumpDataDir('none');
    await lite.close();
    await writeFile(target, Buffer.from(await dump.arrayBuffer()));
  });
  return new Blob([await readFile(path)]);
}

async function pgliteVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const json = await readFile(join(dirname(dirname(entry)), 'package.json'), 'utf8');
  return String((JSON.parse(json) as Readonly<Record<string, unknown>>)['version']);
}
