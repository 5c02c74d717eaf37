import { once as emitted } from 'node:events';
import { createPgConfig, type PglitePgConnection } from '@electric-sql/pglite/node-postgres';
import { sql } from 'kysely';
import { err, ok, type Result } from '../../result.ts';
import { isClusterName, openCluster, startLite, type FairPGlite } from './cluster.ts';
import {
  once,
  type Database,
  type Listen,
  type OnStatement,
  type OpenDatabase,
} from '../database.ts';
import { openPool } from '../pool.ts';
import { createStatementNames } from '../prepared.ts';
import { makePrivateDirectory, notWritable } from '../private-directory.ts';
import type { DatabaseProblem } from '../problem.ts';
import { keepVacuumed } from './vacuum.ts';
import { isLockFile, takeWriterLock, type WriterLock } from './writer-lock.ts';

/**
 * Opens the database in `dataDir`, made on the first call (some seconds), and keeps everyone else out until
 * it is closed. What was acknowledged survives the death of the process, not a power cut: PGlite never
 * waits for the disk.
 */
export async function openEmbeddedDatabase(settings: {
  readonly dataDir: string;
  readonly onStatement?: OnStatement;
}): Promise<Result<OpenDatabase, DatabaseProblem>> {
  const directory = await makePrivateDirectory(settings.dataDir, isOurs);
  if (!directory.ok) return directory;
  const lock = await takeLock(directory.value);
  if (!lock.ok) return lock;
  const lite = await openCluster(directory.value);
  if (lite.ok) return ok(vacuumed(serve(lite.value, lock.value, settings.onStatement)));
  await lock.value.release();
  return lite;
}

function vacuumed(opened: OpenDatabase): OpenDatabase {
  const vacuuming = keepVacuumed(opened.db);
  const close = async () => {
    await vacuuming.stop();
    await opened.close();
  };
  return { ...opened, close: once(close) };
}

/** A database that lives and dies in memory, for tests and rehearsals; `from` is a dump of another one. */
export async function openMemoryDatabase(
  settings: { readonly from?: Blob } = {},
): Promise<OpenDatabase> {
  return serve(await startLite(settings.from ? { loadDataDir: settings.from } : {}));
}

/** Other files may stand beside a database, but not beside a lock alone. */
const isOurs = (names: readonly string[]): boolean =>
  names.some(isClusterName) || names.every(isLockFile);

async function takeLock(directory: string): Promise<Result<WriterLock, DatabaseProblem>> {
  try {
    const lock = await takeWriterLock(directory);
    return lock.ok ? lock : err(inUse(directory, lock.error.holderPid));
  } catch (error) {
    return err(notWritable(directory, error));
  }
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

function serve(lite: FairPGlite, lock?: WriterLock, onStatement?: OnStatement): OpenDatabase {
  const { connection, host, user } = createPgConfig(lite);
  const only = { name: 'embedded', max: 1, idleTimeoutMillis: 0 } as const;
  const names = createStatementNames();
  const { db, figures } = openPool({ ...only, connection, host, user, onStatement, names });
  const close = async () => {
    await db.destroy();
    await drained(connection);
    await lite.close();
    await lock?.release();
  };
  return {
    db,
    guard: db,
    lead: db,
    observations: db,
    kind: 'embedded',
    figures: () => [figures()],
    listen: listenOnLite(lite, db),
    close: once(close),
  };
}

/**
 * A statement that fails is over for its caller before its last message has reached PGlite, and the pool does
 * not wait for it: closing PGlite then would answer that message with an exception that can’t be caught.
 */
async function drained(connection: PglitePgConnection): Promise<void> {
  connection.end();
  await emitted(connection, 'end');
}

/**
 * Listens inside the process. LISTEN goes through the pool like every statement: beside it, it would fall
 * into whatever transaction is under way, and be undone with it.
 */
function listenOnLite(lite: FairPGlite, db: Database): Listen {
  return (channel, onNotice) => {
    const unsubscribe = lite.onNotification((heard) => {
      if (heard === channel) onNotice();
    });
    // It can fail only while the database is closing, and then there is nothing left to report.
    const begun = sql`listen ${sql.id(channel)}`.execute(db).then(onNotice, () => undefined);
    const stop = () => {
      unsubscribe();
      return begun;
    };
    return { stop };
  };
}
