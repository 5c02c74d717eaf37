import { writeFileSync } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { err, ok, type Result } from '../../result.ts';
import { diskFull, notWritable } from '../private-directory.ts';
import { codeOf, type DatabaseProblem } from '../problem.ts';
import { troubleOf } from '../trouble.ts';

/** The PostgreSQL inside PGlite. It opens no files of another major version. */
const EMBEDDED_MAJOR = '18';

const CLUSTER = 'postgres';
const UNFINISHED_CLUSTER = 'postgres.new';

export const isClusterName = (name: string): boolean =>
  name === CLUSTER || name === UNFINISHED_CLUSTER;

/** Whether a data directory has a database in it. */
export const holdsCluster = (directory: string): Promise<boolean> =>
  exists(join(directory, CLUSTER));

/** Opens the database's files in a data directory, made when there are none. The caller has the lock. */
export async function openCluster(directory: string): Promise<Result<FairPGlite, DatabaseProblem>> {
  const cluster = join(directory, CLUSTER);
  try {
    if (!(await exists(cluster))) await createCluster(directory);
    const problem = whyNotOurs(cluster, await readMajorVersion(cluster));
    if (problem) return err(problem);
  } catch (error) {
    const isDiskFull = await isFull(directory, error);
    return err(isDiskFull ? diskFull(directory, error) : notWritable(directory, error));
  }
  try {
    return ok(await startLite({ dataDir: cluster }));
  } catch (error) {
    const isDiskFull = await isFull(directory, error);
    return err(isDiskFull ? diskFull(directory, error) : damaged(cluster, error));
  }
}

export async function startLite(options: PGliteOptions): Promise<FairPGlite> {
  const lite = new FairPGlite(options);
  await lite.waitReady;
  return lite;
}

/** The files get their name when they are complete, so that an interrupted first start is begun again. */
async function createCluster(directory: string): Promise<void> {
  const unfinished = join(directory, UNFINISHED_CLUSTER);
  await rm(unfinished, { recursive: true, force: true });
  const lite = await startLite({ dataDir: unfinished });
  await lite.close();
  await rename(unfinished, join(directory, CLUSTER));
}

async function exists(path: string): Promise<boolean> {
  return (await orMissing(stat(path))) !== undefined;
}

async function readMajorVersion(cluster: string): Promise<string | undefined> {
  return (await orMissing(readFile(join(cluster, 'PG_VERSION'), 'utf8')))?.trim();
}

async function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
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

/** What PostgreSQL needs to open its files: a segment of its log, and some room beside it. */
const ROOM_BYTES = 32 * 1_024 * 1_024;
const TRIAL = 'room.new';

/** PGlite ends on a full disk without saying that it is one. What is left of a disk, only writing tells. */
async function isFull(directory: string, cause: unknown): Promise<boolean> {
  if (troubleOf(cause) === 'full') return true;
  const trial = join(directory, TRIAL);
  try {
    writeFileSync(trial, Buffer.alloc(ROOM_BYTES));
    return false;
  } catch (error) {
    return troubleOf(error) === 'full';
  } finally {
    await rm(trial, { force: true });
  }
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

/** The longest time for which a row of statements may keep the event loop to itself, in milliseconds. */
const TURN_MS = 8;

/**
 * PGlite answers in microtasks, and a row of statements would starve timers and sockets until its end. This
 * one lets them have their turn. A single long statement still blocks: keep statements small.
 */
export class FairPGlite extends PGlite {
  #turnBegan = performance.now();

  override async execProtocolStream(
    ...call: Parameters<PGlite['execProtocolStream']>
  ): ReturnType<PGlite['execProtocolStream']> {
    if (performance.now() - this.#turnBegan > TURN_MS) {
      await nextTurn();
      this.#turnBegan = performance.now();
    }
    return super.execProtocolStream(...call);
  }
}
