import type { Kysely, Transaction } from 'kysely';

/**
 * The query builder. It knows no table: a module says which tables are its own with
 * `db.withTables<ItsTables>()`, so that no module queries another module's by accident.
 *
 * What comes back: `int8` (so also `count(*)`) as number, `numeric` (so also `sum` of `int8`; cast it)
 * as text, `date` as text `2024-04-08`, `timestamptz` as Date, `jsonb` as data. What goes in: `jsonb` as
 * `JSON.stringify(…)`, because a bare array would be taken for an array of SQL.
 */
export type Database = Kysely<object>;

/**
 * A running transaction. Inside `db.transaction().execute(async (tx) => …)` only `tx` may be used: the
 * embedded database has one connection, the transaction has it, and anyone else waits for it.
 */
export type Tx = Transaction<object>;

/**
 * Who works with the database: people who wait for an answer, the guard that watches over releases, the question by which
 * an instance keeps the lead, and the intake of what was observed. On a server each has connections of its own, so that a
 * flood of one keeps no other waiting; the embedded database has one connection, and these are one handle.
 */
export type Databases = {
  readonly db: Database;
  readonly guard: Database;
  readonly lead: Database;
  readonly observations: Database;
};

export type OpenDatabase = Databases & {
  readonly kind: 'embedded' | 'server';
  /** How busy the connections are, pool by pool; the one of the embedded database is `embedded`. */
  figures(): readonly PoolFigures[];
  /** Stop listening before the database is closed. */
  readonly listen: Listen;
  /** Waits for what is running, then lets go of everything. May be called again. */
  close(): Promise<void>;
};

export type PoolFigures = {
  readonly pool: 'people' | 'guard' | 'lead' | 'observations' | 'embedded';
  /** Connections: how many it may have, how many it has, and how many of those do nothing. */
  readonly most: number;
  readonly total: number;
  readonly idle: number;
  /** Statements and transactions that wait for a connection. */
  readonly waiting: number;
};

/** Told of each statement when it has ended: how long it took in milliseconds, and whether it failed. */
export type OnStatement = (durationMs: number, hasFailed: boolean) => void;

/** The first call does the work; every further one waits for the same end. */
export function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => (closing ??= close());
}

/** Something that listens until it is told to stop. */
export type Listening = { stop(): Promise<void> };

/**
 * Calls `onNotice` for every NOTIFY on the channel, and whenever listening begins or begins again, because
 * notices may have been missed before: the listener checks for itself what has changed. A database out
 * of reach is tried again until listening is stopped. `onNotice` must not throw.
 */
export type Listen = (channel: string, onNotice: () => void) => Listening;
