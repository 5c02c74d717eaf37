import {
  Kysely,
  PostgresDialect,
  type PostgresCursor,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import { Pool, types, type PoolClient, type PoolConfig, type CustomTypesConfig } from 'pg';
import type { Database, OnStatement, PoolFigures } from './database.ts';
import type { StatementNames } from './prepared.ts';
import { SilentServerError, type Silence } from './silence.ts';

/** How long a query may wait for a connection, in milliseconds. */
const CONNECTION_WAIT_MS = 3_000;

/** No connection came free in time: the load is too high, or a transaction waits for itself. */
export class NoFreeConnectionError extends Error {
  override readonly name = 'NoFreeConnectionError';
  readonly code = 'no-free-connection';
}

/** The server, or the way to it, is lost: a statement's outcome is unknown. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  readonly code = 'no-answer';
  /** For how long nothing at all had been heard of the server, in milliseconds; 0: others were answered. */
  readonly silentMs: number = 0;
  /** Whether the statement may have changed something that lasts. */
  readonly mayHaveWritten: boolean = true;

  constructor(
    cause?: unknown,
    known: Partial<Pick<NoAnswerError, 'silentMs' | 'mayHaveWritten'>> = {},
  ) {
    super('The database did not answer a statement in time.', { cause });
    Object.assign(this, known);
  }
}

/** After which a connection that nobody needs is given back, in milliseconds. */
const IDLE_MS = 10_000;

type PoolSettings = PoolConfig & {
  readonly name: PoolFigures['pool'];
  readonly max: number;
  readonly silence?: Silence;
  readonly onStatement?: OnStatement | undefined;
  readonly connection?: unknown;
  /** Where there is one connection; left out, no statement has a name. */
  readonly names?: StatementNames;
};

type StatementSettings = Required<Pick<PoolSettings, 'silence' | 'names'>>;

/** The query builder on a pool of connections; `db.destroy()` ends the pool. */
export function openPool({
  name,
  onStatement,
  silence = NONE,
  names = NO_NAMES,
  ...config
}: PoolSettings): {
  readonly db: Database;
  readonly figures: () => PoolFigures;
} {
  const pool = new Pool({
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    idleTimeoutMillis: IDLE_MS,
    types: columnTypes,
    ...config,
  });
  // A connection that breaks while nothing runs on it is replaced by the pool, and one that breaks in a
  // transaction fails its next statement. Without listeners either would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    names.forget();
  });
  const db = new Kysely<object>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => givingUp(await connect(pool, silence), { silence, names }),
        end: () => pool.end(),
      },
    }),
    ...(onStatement && {
      log: ({ level, queryDurationMillis }) => onStatement(queryDurationMillis, level === 'error'),
    }),
  });
  const figures = () => ({
    pool: name,
    most: config.max,
    total: pool.totalCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
  return { db, figures };
}

/** What has no server has none that falls silent. */
const NONE: Silence = { unless: (answer) => answer };
const NO_NAMES: StatementNames = { of: () => undefined, forget: () => undefined };

async function connect(pool: Pool, silence: Silence): Promise<PoolClient> {
  const connecting = pool.connect();
  try {
    return await silence.unless(connecting);
  } catch (error) {
    if (error instanceof SilentServerError) {
      // It may still come, and then nobody has a use for it.
      connecting.then(
        (client) => client.release(),
        () => undefined,
      );
      throw new NoAnswerError(error, { silentMs: error.silentMs, mayHaveWritten: false });
    }
    throw isWaitOver(error) ? noFreeConnection(pool, error) : error;
  }
}

/** The pool's error has no code, only this message. */
const isWaitOver = (error: unknown): boolean =>
  error instanceof Error && error.message === 'timeout exceeded when trying to connect';

function noFreeConnection(pool: Pool, cause: unknown): NoFreeConnectionError {
  const { max } = pool.options;
  return new NoFreeConnectionError(
    `No database connection was free within ${CONNECTION_WAIT_MS / 1000} seconds (there ${max === 1 ? 'is one' : `are ${max}`}). ` +
      `If this happened inside a transaction, use the transaction's own handle there, not the database.`,
    { cause },
  );
}

/**
 * The driver leaves a statement that it no longer waits for on its connection, where every later one would
 * wait for it too: such a connection is not used again.
 */
function givingUp(client: PoolClient, { silence, names }: StatementSettings): PostgresPoolClient {
  let lost: NoAnswerError | null = null;
  let isInTransaction = false;
  async function ask(text: string, values: readonly unknown[]) {
    if (lost) throw lost;
    const mayHaveWritten = lasts(text, isInTransaction);
    isInTransaction = isInTransaction ? !ENDS.test(text) : BEGINS.test(text);
    try {
      const name = names.of(text);
      const statement = { text, values: [...values], ...(name !== undefined && { name }) };
      return await silence.unless(client.query(statement));
    } catch (error) {
      if (!isAnswerMissing(error)) throw error;
      const { silentMs } = error instanceof SilentServerError ? error : { silentMs: 0 };
      lost = new NoAnswerError(error, { silentMs, mayHaveWritten });
      throw lost;
    }
  }
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(
    asked: string | PostgresCursor<unknown>,
    values: readonly unknown[] = [],
  ): unknown {
    if (typeof asked === 'string') return ask(asked, values);
    throw new Error('This pool has no cursors: read with a limit instead.');
  }
  return { query, release: () => client.release(lost !== null) };
}

const BEGINS = /^(?:begin|start transaction)\b/i;
const ENDS = /^(?:commit|rollback)\b(?! to)/i;
const COMMITS = /^commit\b/i;
const READS = /^\s*select\b/i;

/** Whether what a statement does lasts once it is done; in a transaction nothing does before its end. */
function lasts(text: string, isInTransaction: boolean): boolean {
  return isInTransaction ? COMMITS.test(text) : !BEGINS.test(text) && !READS.test(text);
}

/** The driver's error has no code, only this message. */
const isAnswerMissing = (error: unknown): boolean =>
  error instanceof SilentServerError ||
  (error instanceof Error && error.message === 'Query read timeout');

const { INT8, DATE } = types.builtins;

/**
 * How columns become JavaScript, where the driver's own choice is a trap: it reads `int8` (and so `count(*)`)
 * as text, and `date` as midnight wherever the server happens to be.
 */
const columnTypes: CustomTypesConfig = {
  getTypeParser: (oid, format): unknown => {
    if (format === 'text' || format === undefined) {
      if (oid === INT8) return toSafeInteger;
      if (oid === DATE) return asWritten;
    }
    return types.getTypeParser(oid, format);
  },
};

function toSafeInteger(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError('An int8 is beyond 2^53 - 1 and would lose digits: select it cast to text.');
}

const asWritten = (text: string): string => text;
