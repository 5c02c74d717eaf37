/** The database took too long. What it may still answer is not waited for, and not believed. */
class StoreTooSlowError extends Error {
  override readonly name = 'StoreTooSlowError';
  readonly code = 'flag-store-too-slow';
}

/** What the database answers, if it does so within this many milliseconds. */
export async function withinDeadline<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const sentence = `The flag store did not answer within ${milliseconds} ms.`;
    timer = setTimeout(() => reject(new StoreTooSlowError(sentence)), milliseconds);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
