import { Socket } from 'node:net';

import { sql } from 'kysely';
import { Client } from 'pg';

import { err, ok, type Result } from '../result.ts';
import { connectionName } from './connection-name.ts';
import {
  once,
  type Database,
  type Databases,
  type OnStatement,
  type OpenDatabase,
  type PoolFigures,
} from './database.ts';
import { NoAnswerError, openPool } from './pool.ts';
import { codeOf, type DatabaseProblem } from './problem.ts';
import { isHeardAt, listenOnServer, newClient } from './server-listening.ts';
import { createSilence } from './silence.ts';

const OLDEST_MAJOR = 15;
/**
 * How long a statement may wait for the server's answer, in milliseconds: longer than any lock of ours is
 * held, and short enough that a lost connection is replaced before its users give up.
 */
const ANSWER_LIMIT_MS = 10_000;
/** When the server ends a transaction whose client is silent, so that the locks of a lost one are let go. */
const SILENT_TRANSACTION_MS = 5_000;

/** Connections at most, for each who works with the database. */
export type PoolSizes = {
  readonly people: number;
  /** One of them keeps the lead and does nothing else: two at least. */
  readonly guard: number;
  readonly observations: number;
};

/** With the one that listens, ten for an instance. */
export const USUAL_POOL_SIZES: PoolSizes = { people: 4, guard: 3, observations: 2 };

type ServerSettings = {
  readonly url: string;
  /** Where notices are heard, if a pooler stands at `url` that can't pass them on. */
  readonly listenUrl?: string | null;
  readonly pools?: PoolSizes;
  /** A connection on which a statement waits longer for its answer is taken for lost. */
  readonly answerLimitMs?: number;
  readonly onStatement?: OnStatement;
};

/**
 * Opens the database at a `postgresql://` URL and asks it one question, so that what is wrong with it is
 * known now. Connections are made when they are needed.
 */
export async function openServerDatabase(
  settings: ServerSettings,
): Promise<Result<OpenDatabase, DatabaseProblem>> {
  const { url, listenUrl = null } = settings;
  const place = placeOf(url);
  if (place === undefined) return err(URL_UNREADABLE);
  const { close, ...opened } = openPools(settings);
  const problem =
    (await whyNotUsable(opened.db, place)) ??
    (listenUrl === null ? undefined : await whyNotHeard(opened.db, listenUrl));
  if (problem === undefined) {
    return ok({ ...opened, kind: 'server', listen: listenOnServer(listenUrl ?? url), close });
  }
  await close();
  return err(problem);
}

function openPools({
  url,
  pools = USUAL_POOL_SIZES,
  answerLimitMs = ANSWER_LIMIT_MS,
  onStatement,
}: ServerSettings): Databases & Pick<OpenDatabase, 'figures' | 'close'> {
  const silence = createSilence(() => isThere(url));
  const open = (name: PoolFigures['pool'], max: number) =>
    openPool({
      name,
      max,
      silence,
      onStatement,
      connectionString: url,
      fallback_application_name: connectionName(),
      keepAlive: true,
      query_timeout: answerLimitMs,
      idle_in_transaction_session_timeout: SILENT_TRANSACTION_MS,
    });
  const people = open('people', pools.people);
  const lead = open('lead', 1);
  const guard = open('guard', Math.max(1, pools.guard - 1));
  const observations = open('observations', pools.observations);
  const all = [people, guard, lead, observations];
  return {
    db: people.db,
    guard: guard.db,
    lead: lead.db,
    observations: observations.db,
    figures: () => all.map(({ figures }) => figures()),
    close: once(async () => {
      await Promise.all(all.map(({ db }) => db.destroy()));
    }),
  };
}

/** Whether the server says anything to a connection of its own, be it that it takes none. */
async function isThere(url: string): Promise<boolean> {
  const socket = new Socket();
  const client = newClient(url, socket);
  try {
    await client.connect();
    await client.query('select 1');
    await client.end();
    return true;
  } catch (error) {
    return isSqlState(codeOf(error));
  } finally {
    socket.destroy();
  }
}

/** A pooler that shares connections between transactions takes LISTEN, and passes no notice on. */
async function whyNotHeard(db: Database, url: string): Promise<DatabaseProblem | undefined> {
  const place = placeOf(url);
  if (place === undefined) return URL_UNREADABLE;
  if (await isHeardAt(url, db)) return undefined;
  return {
    code: 'unheard',
    sentence:
      `Notices of the database are not heard at ${place}. DATABASE_LISTEN_URL must lead to the ` +
      'database of DATABASE_URL itself, past any pooler that shares connections between transactions.',
  };
}

/** Where the URL leads, without the name and password of who goes there. */
function placeOf(url: string): string | undefined {
  if (!/^postgres(ql)?:\/\//.test(url)) return undefined;
  try {
    const { host, port, database = '' } = new Client({ connectionString: url });
    return host.startsWith('/') ? `${host} (${database})` : `${host}:${port}/${database}`;
  } catch {
    return undefined;
  }
}

const URL_UNREADABLE: DatabaseProblem = {
  code: 'url-unreadable',
  sentence:
    'The database URL is not readable. Expected: postgresql://user:password@host:5432/database, ' +
    'with special characters in the password written as %XX.',
};

async function whyNotUsable(db: Database, place: string): Promise<DatabaseProblem | undefined> {
  try {
    const { rows } = await sql<{
      version: string;
    }>`select current_setting('server_version') as version`.execute(db);
    return whyTooOld(rows[0]?.version ?? '', place);
  } catch (error) {
    return problemOf(error, place);
  }
}

function whyTooOld(version: string, place: string): DatabaseProblem | undefined {
  if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return undefined;
  return {
    code: 'too-old',
    sentence: `The database server at ${place} is PostgreSQL ${version}. This program needs ${OLDEST_MAJOR} or newer.`,
  };
}

function problemOf(cause: unknown, place: string): DatabaseProblem {
  // Our own code says only that there was no answer, as the sentence does.
  const code = cause instanceof NoAnswerError ? '' : codeOf(cause);
  if (code === '28P01' || code === '28000' || isPasswordMissing(cause)) {
    return {
      code: 'sign-in-refused',
      sentence: `The database server at ${place} refused the name or the password. Check both in the database URL.`,
      cause,
    };
  }
  if (code === '3D000') {
    return {
      code: 'no-such-database',
      sentence: `The server answers, but the database at ${place} does not exist. Create it, or correct the database URL.`,
      cause,
    };
  }
  if (isSqlState(code) && !code.startsWith(STARTING_OR_STOPPING)) {
    return {
      code: 'refused',
      sentence: `The database server at ${place} refused to work (PostgreSQL error ${code}). Its own log says why.`,
      cause,
    };
  }
  return {
    code: 'unreachable',
    sentence: `The database server at ${place} does not answer${code && ` (${code})`}. Check that it runs and that the database URL is right.`,
    cause,
  };
}

/** The driver's error for this has no code, only a message. */
const isPasswordMissing = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('client password must be a');

/** The first characters of PostgreSQL's codes for a server that is on its way up or down. */
const STARTING_OR_STOPPING = '57P0';

/** PostgreSQL's codes have five characters and a digit among them; Node's have none (ECONNREFUSED). */
const isSqlState = (code: string): boolean => /^(?=.*\d)[0-9A-Z]{5}$/.test(code);
