import { setTimeout as pause } from 'node:timers/promises';

/** The store took too long. A later answer is neither awaited nor believed. */
export class StoreTooSlowError extends Error {
  override readonly name = 'StoreTooSlowError';
  readonly code = 'store-too-slow';
}

/** The answer, if it comes within this many milliseconds. */
export async function withinDeadline<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const sentence = `The store did not answer within ${milliseconds} ms.`;
    const giveUp = () => reject(new StoreTooSlowError(sentence));
    // Where the program itself was held up, the answer may lie there unread: it is read before that turn ends.
    timer = setTimeout(() => setImmediate(giveUp), milliseconds);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Ends with the work, or after this many milliseconds; then the work goes on by itself. */
export async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  const over = new AbortController();
  const waiting = pause(milliseconds, undefined, { signal: over.signal }).catch(() => undefined);
  try {
    await Promise.race([work, waiting]);
  } finally {
    over.abort();
  }
}
