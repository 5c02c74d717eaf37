import { afterAll, beforeAll, describe } from 'vitest';

import { openServerDatabase, type OpenDatabase } from '../../src/lib/database/index.ts';
import { freshDatabase } from './fresh-database.ts';
import { openTestDatabase } from './memory-database.ts';
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
  const database = await openTestDatabase();
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
