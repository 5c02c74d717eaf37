import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Asks the thread one thing. Null when it broke down over that, or did not answer within the milliseconds: then it is
 * given up, and the next question starts another.
 */
export type Ask<Task, Answer> = (task: Task, milliseconds: number) => Promise<Answer | null>;

/** A thread beside the program’s own, for work that would keep the program from answering. */
export type Thread<Task, Answer> = {
  /** Does work that asks the thread, when all work before it has ended. */
  inTurn<T>(work: (ask: Ask<Task, Answer>) => Promise<T>): Promise<T>;
  /** How many works are under way or wait for their turn. */
  waiting(): number;
  close(): Promise<void>;
};

/** The file answers each message with one message. It is started by the first question. */
export function createThread<Task, Answer>(file: URL, mostMemoryMb: number): Thread<Task, Answer> {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const giveUp = async () => {
    const stopped = worker;
    worker = null;
    await stopped?.terminate();
  };
  const ask: Ask<Task, Answer> = async (task, milliseconds) => {
    worker ??= newWorker(file, mostMemoryMb);
    const answer = await answerOf<Answer>(worker, { task, milliseconds });
    if (answer === null) await giveUp();
    return answer;
  };
  return {
    inTurn: (work) => {
      waiting += 1;
      const mine = last.then(() => work(ask));
      last = mine.catch(() => null).finally(() => (waiting -= 1));
      return mine;
    },
    waiting: () => waiting,
    close: giveUp,
  };
}

function newWorker(file: URL, mostMemoryMb: number): Worker {
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb } });
  // A worker that waits for its next task does not keep the program from ending.
  worker.unref();
  // Who waits for its answer hears of it; without a listener the program would end.
  worker.on('error', () => undefined);
  return worker;
}

async function answerOf<Answer>(
  worker: Worker,
  { task, milliseconds }: { readonly task: unknown; readonly milliseconds: number },
): Promise<Answer | null> {
  const answer = once(worker, 'message', { signal: AbortSignal.timeout(milliseconds) });
  worker.postMessage(task);
  try {
    const [answered] = (await answer) as [Answer];
    return answered;
  } catch {
    return null;
  }
}
