import { NoFreeConnectionError } from '../lib/database/index.ts';

/** What stops a request, for people and for programs. */
export type Problem = {
  readonly status: number;
  /** Stable, for programs. */
  readonly code: string;
  readonly heading: string;
  readonly sentence: string;
};

export const NO_SUCH_PATH: Problem = {
  status: 404,
  code: 'no-such-path',
  heading: 'We can’t find that page',
  sentence: 'There is nothing at this address. It may be mistyped, or the page may have moved.',
};

const INTERNAL_ERROR: Problem = {
  status: 500,
  code: 'internal-error',
  heading: 'Something went wrong on our end',
  sentence: 'This is our fault, not yours. Please try again in a few minutes.',
};

/** A wait for the database that took too long: it passes by itself. */
const BUSY: Problem = {
  status: 503,
  code: 'busy',
  heading: 'Too much is going on right now',
  sentence: 'Please try again in a moment.',
};

/** The problem behind whatever a handler threw. */
export function problemOf(error: unknown): Problem {
  if (error instanceof NoFreeConnectionError) return BUSY;
  const status = statusOf(error);
  return status >= 400 && status < 500 ? invalidRequest(status, error) : INTERNAL_ERROR;
}

function invalidRequest(status: number, error: unknown): Problem {
  return {
    status,
    code: 'invalid-request',
    heading: 'We can’t understand that request',
    sentence: formProblem(error) ?? 'The request is not in the form that was expected.',
  };
}

/** What the check of a body’s form says of it: names of fields and rules, nothing of the content. */
function formProblem(error: unknown): string | null {
  const wasChecked = error instanceof Error && 'validation' in error;
  return wasChecked ? `The request is not as expected: ${error.message}.` : null;
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' ? status : 500;
}
