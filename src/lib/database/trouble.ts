import { codeOf } from './problem.ts';

/** What is wrong with a database that was fine at the start, and passes without this program doing anything. */
export type DatabaseTrouble = 'unreachable' | 'read-only' | 'full';

/** The trouble behind an error that a statement ended with; null: it is about the statement. */
export function troubleOf(error: unknown): DatabaseTrouble | null {
  const code = codeOf(error);
  if (FULL.has(code)) return 'full';
  if (code === READ_ONLY) return 'read-only';
  const isAway = AWAY.test(code) || isConnectionLost(error);
  return isAway ? 'unreachable' : null;
}

/** PostgreSQL’s and the system’s codes for a full disk; the last is a share of it that is used up. */
const FULL: ReadonlySet<string> = new Set(['53100', 'ENOSPC', 'EDQUOT']);
const READ_ONLY = '25006';

/** Of the pool, of a store that is given up, of connections that PostgreSQL and the system lose or refuse. */
const AWAY =
  /^(?:no-answer|no-free-connection|store-too-slow|08...|57P0.|53300|ENOTFOUND|E(?:CONN|HOST|NET|PIPE|TIMEDOUT|AI_AGAIN).*)$/;

/** The driver’s errors for these have no code, only a message. */
const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error &&
  /^(?:Connection terminated|Client has encountered a connection error)/.test(error.message);
