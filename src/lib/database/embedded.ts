import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { PGliteOptions } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';

import { err, ok, type Result } from '../result.ts';
import { once, type OpenDatabase } from './database.ts';
import { FairPGlite } from './fair-pglite.ts';
import { openPool } from './pool.ts';
import { makePrivateDirectory, notWritable } from './private-directory.ts';
import { codeOf, type DatabaseProblem } from './problem.ts';
import { isLockFile, takeWriterLock, type WriterLock } from './writer-lock.ts';

/** The PostgreSQL inside PGlite. It opens no directory of another major version. */
const EMBEDDED_MAJOR = '18';

const CLUSTER = 'postgres';
const UNFINISHED_CLUSTER = 'postgres.new';

/**
 * Opens the database in `dataDir`, made on the first call (some seconds), and keeps every other process out
 * until it is closed. What was acknowledged survives the death of the process, not a power cut: PGlite
 * never waits for the disk.
 */
export async function openEmbeddedDatabase(settings: {
  readonly dataDir: string;
}): Promise<Result<OpenDatabase, DatabaseProblem>> {
  const directory = await makePrivateDirectory(settings.dataDir, holdsDatabase);
  if (!directory.ok) return directory;
  try {
    const lock = await takeWriterLock(directory.value);
    if (!lock.ok) return err(inUse(directory.value, lock.error.holderPid));
    return await openLocked(directory.value, lock.value);
  } catch (error) {
    return err(notWritable(directory.value, error));
  }
}

/** A database that lives and dies in memory, for tests and rehearsals; `from` is a dump of another one. */
export async function openMemoryDatabase(
  settings: { readonly from?: Blob } = {},
): Promise<OpenDatabase> {
  return serve(await startLite(settings.from ? { loadDataDir: settings.from } : {}));
}

const holdsDatabase = (names: readonly string[]): boolean =>
  names.includes(CLUSTER) || names.every((name) => name === UNFINISHED_CLUSTER || isLockFile(name));

async function openLocked(
  directory: string,
  lock: WriterLock,
): Promise<Result<OpenDatabase, DatabaseProblem>> {
  const lite = await openCluster(directory);
  if (lite.ok) return ok(serve(lite.value, lock));
  await lock.release();
  return lite;
}

async function openCluster(directory: string): Promise<Result<FairPGlite, DatabaseProblem>> {
  const cluster = join(directory, CLUSTER);
  try {
    if (!(await exists(cluster))) await createCluster(directory);
    const problem = whyNotOurs(cluster, await readMajorVersion(cluster));
    if (problem) return err(problem);
  } catch (error) {
    return err(notWritable(directory, error));
  }
  try {
    return ok(await startLite({ dataDir: cluster }));
  } catch (error) {
    return err(damaged(cluster, error));
  }
}

/** A cluster gets its name when it is complete, so that an interrupted first start is begun again. */
async function createCluster(directory: string): Promise<void> {
  const unfinished = join(directory, UNFINISHED_CLUSTER);
  await rm(unfinished, { recursive: true, force: true });
  const lite = await startLite({ dataDir: unfinished });
  await lite.close();
  await rename(unfinished, join(directory, CLUSTER));
}

async function startLite(options: PGliteOptions): Promise<FairPGlite> {
  const lite = new FairPGlite(options);
  await lite.waitReady;
  return lite;
}

function serve(lite: FairPGlite, lock?: WriterLock): OpenDatabase {
  const { connection, host, user } = createPgConfig(lite);
  const db = openPool({ connection, host, user, max: 1, idleTimeoutMillis: 0 });
  const close = async () => {
    await db.destroy();
    await lite.close();
    await lock?.release();
  };
  return { db, kind: 'embedded', close: once(close) };
}

async function exists(path: string): Promise<boolean> {
  try {
    await readdir(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function readMajorVersion(cluster: string): Promise<string | undefined> {
  try {
    return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function whyNotOurs(cluster: string, major: string | undefined): DatabaseProblem | undefined {
  if (major === EMBEDDED_MAJOR) return undefined;
  if (major === undefined) {
    return {
      code: 'not-a-database',
      sentence:
        `The directory ${cluster} is not a database: it has no PG_VERSION file. ` +
        `Move it away, or name another data directory.`,
    };
  }
  return {
    code: 'other-version',
    sentence:
      `The database in ${cluster} was made by PostgreSQL ${major}; this program embeds ${EMBEDDED_MAJOR}. ` +
      `Run the version of this program that made it, export the data there, and import it here.`,
  };
}

function inUse(directory: string, holderPid: number): DatabaseProblem {
  const holder = holderPid === process.pid ? 'this same process' : `process ${holderPid}`;
  return {
    code: 'in-use',
    sentence:
      `The data directory ${directory} is in use by ${holder}. Only one may write to it at a time: ` +
      `stop that one first, name another directory, or put the data on a PostgreSQL server.`,
  };
}

function damaged(cluster: string, cause: unknown): DatabaseProblem {
  return {
    code: 'damaged',
    sentence:
      `The database in ${cluster} can't be opened: its files are damaged or incomplete. ` +
      `Restore them from a backup, or move the directory away to start with an empty database.`,
    cause,
  };
}
