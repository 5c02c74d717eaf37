import type { FastifyReply } from 'fastify';

import { err, type Result } from '../../lib/result.ts';
import type { Refusal } from '../../release/index.ts';
import { troubleOf } from '../../lib/database/index.ts';

/** What a page says of something that it shows where the database is away. */
const AWAY: Result<never, Refusal> = err({
  code: 'database-unreachable',
  sentence: 'The database does not answer. Load this page again in a moment.',
});

const RETRY_AFTER_S = 5;

/** Undefined where the database is away. */
export async function unlessAway<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (troubleOf(error) === null) throw error;
    return undefined;
  }
}

/** What the page shows, or that the database is away, with the status that says so to programs. */
export async function shownOrAway<Value>(
  reply: FastifyReply,
  asked: Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> {
  const shown = await unlessAway(asked);
  if (shown === undefined) sayAway(reply);
  return shown ?? AWAY;
}

/** To programs, and to whoever asks again by itself. */
export function sayAway(reply: FastifyReply): void {
  reply.code(503).header('retry-after', RETRY_AFTER_S);
}
