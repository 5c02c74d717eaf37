import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';

import { openMemoryDatabase, type OpenDatabase } from '../../src/lib/database/index.ts';
import { cached } from './cache.ts';

/** An empty embedded database in half a second: making one takes some, so it is loaded from a dump. */
export async function openTestDatabase(): Promise<OpenDatabase> {
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
