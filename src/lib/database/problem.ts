/** Why a database can't be used, in a sentence for the operator: what is wrong, and what to do. */
export type DatabaseProblem = {
  readonly code:
    | 'in-use'
    | 'not-writable'
    | 'not-a-database'
    | 'other-version'
    | 'damaged'
    | 'disk-full'
    | 'url-unreadable'
    | 'unreachable'
    | 'sign-in-refused'
    | 'no-such-database'
    | 'too-old'
    | 'refused'
    | 'newer-program'
    | 'migration-failed';
  readonly sentence: string;
  /** For the log's class and stack. Its message may quote data, so it is never printed. */
  readonly cause?: unknown;
};

/** The code that Node puts on a failed system call and PostgreSQL on a failed statement, or ''. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/**
 * Whether a statement failed because the database, or the way to it, can't do its work just now: it is out of reach,
 * shuts down, has no connection or no room left, or takes no changes. What failed for itself is not meant.
 */
export function isOutOfService(error: unknown): boolean {
  const code = codeOf(error);
  // The driver gives no code to a connection that ended under a statement.
  const isCutOff = error instanceof Error && error.message.startsWith('Connection terminated');
  return isCutOff || OUT_OF_SERVICE.test(code);
}

/** Node’s codes and ours; classes 08 and 53 of PostgreSQL, and its codes for an end, a start and read-only. */
const OUT_OF_SERVICE =
  /^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)UNREACH|ENOSPC|no-answer|no-free-connection|08\w{3}|53\w{3}|57P0[1-3]|25006)$/;
