/** What runs for everyone who waits for it; aborted when the last of them has left. */
export type SharedQuestion<T> = (everyoneLeft: AbortSignal) => Promise<T>;

export type Sharing<T> = (
  key: string,
  question: SharedQuestion<T>,
  signal: AbortSignal | undefined,
) => Promise<T>;

type RunningQuestion<T> = {
  readonly answer: Promise<T>;
  readonly everyoneLeft: AbortController;
  waiting: number;
};

/**
 * Two callers with the same key at the same moment (a double click) share one question. A caller who leaves
 * gets `left`, and the others go on. Nothing is cached: after the answer the next caller asks again.
 */
export function createSharing<T>(left: T): Sharing<T> {
  const running = new Map<string, RunningQuestion<T>>();
  const begin = (key: string, question: SharedQuestion<T>): RunningQuestion<T> => {
    const everyoneLeft = new AbortController();
    const begun = { answer: question(everyoneLeft.signal), everyoneLeft, waiting: 0 };
    running.set(key, begun);
    return begun;
  };
  return async (key, question, signal) => {
    if (signal?.aborted) return left;
    const joined = running.get(key) ?? begin(key, question);
    // The next caller must not join a question that has ended or been abandoned.
    const forget = () => {
      if (running.get(key) === joined) running.delete(key);
    };
    joined.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        joined.waiting -= 1;
        if (joined.waiting === 0) {
          forget();
          joined.everyoneLeft.abort();
        }
        resolve(left);
      };
      signal?.addEventListener('abort', leave, { once: true });
      void joined.answer.then(resolve, reject).finally(() => {
        forget();
        signal?.removeEventListener('abort', leave);
      });
    });
  };
}
