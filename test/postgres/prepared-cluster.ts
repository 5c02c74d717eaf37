import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { openEmbeddedDatabase } from '../../src/lib/database/index.ts';
import { cached, cachedIn } from './cache.ts';
import { pgliteVersion } from './memory-database.ts';

/**
 * Puts an embedded database into an empty data directory, as the program leaves it there at its first start,
 * without tables. Making one takes a processor seven seconds, copying it a tenth of one.
 */
export async function putCluster(dataDir: string): Promise<void> {
  await cp(await emptyCluster(), dataDir, { recursive: true });
}

const emptyCluster = async (): Promise<string> =>
  cached(`pglite-${await pgliteVersion()}`, makeCluster);

async function makeCluster(dataDir: string): Promise<void> {
  const opened = await openEmbeddedDatabase({ dataDir });
  if (!opened.ok) throw new Error(opened.error.sentence);
  await opened.value.close();
}

/** What tests keep of this clone. */
const HOME = '.cache';
const PREFIX = 'tables-';

/**
 * The same with the program's tables, without a row: making those takes a processor a quarter of a start. They are
 * kept for as long as no source changes.
 */
export async function putClusterWithTables(dataDir: string): Promise<void> {
  const name = await (clusterName ??= nameOfSources());
  await mkdir(HOME, { recursive: true });
  const cluster = await cachedIn(HOME, name, async (path) => {
    await removeOthers(name);
    await cp(await emptyCluster(), path, { recursive: true });
    // A process of its own: only few of those who ask have loaded the program already.
    const command = ['--import', 'tsx', 'test/postgres/make-tables.ts', path];
    await promisify(execFile)(process.execPath, command);
  });
  await cp(cluster, dataDir, { recursive: true });
}

/** Sources stay as they are while tests run. */
let clusterName: Promise<string> | null = null;

async function nameOfSources(): Promise<string> {
  return `${PREFIX}${await pgliteVersion()}-${await newestSource()}`;
}

async function removeOthers(kept: string): Promise<void> {
  const others = (await readdir(HOME)).filter((name) => name.startsWith(PREFIX) && name !== kept);
  await Promise.all(others.map((name) => rm(join(HOME, name), { recursive: true, force: true })));
}

/** When a source was last changed, added or taken away, in milliseconds. */
async function newestSource(): Promise<number> {
  const names = ['', ...(await readdir('src', { recursive: true }))];
  const times = await Promise.all(
    names.map(async (name) => (await stat(join('src', name))).mtimeMs),
  );
  return Math.floor(Math.max(...times));
}
