/** Why a database can't be used, in a sentence for the operator: what is wrong, and what to do. */
export type DatabaseProblem = {
  readonly code:
    | 'in-use'
    | 'not-writable'
    | 'not-a-database'
    | 'other-version'
    | 'full'
    | 'damaged'
    | 'url-unreadable'
    | 'unreachable'
    | 'sign-in-refused'
    | 'no-such-database'
    | 'too-old'
    | 'refused'
    | 'unheard'
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
