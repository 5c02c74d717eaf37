import { setTimeout as pause } from 'node:timers/promises';

/** The store took too long. A later answer is neither awaited nor believed. */
export class StoreTooSlowError extends Error {
  override readonly name = 'StoreTooSlowError';
  readonly code = 'store-too-slow';
}

/** A deadline is so many waits, one after the other. */
const WAITS = 8;

/**
 * The answer, if it comes within this many milliseconds. A moment in which the program itself is held up counts as no
 * more than one wait: what the store has answered may lie there unread.
 */
export async function withinDeadline<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const sentence = `The store did not answer within ${milliseconds} ms.`;
    const giveUp = () => reject(new StoreTooSlowError(sentence));
    const wait = (waits: number) => {
      const next = waits > 1 ? () => wait(waits - 1) : () => setImmediate(giveUp);
      timer = setTimeout(next, milliseconds / WAITS);
    };
    wait(WAITS);
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
