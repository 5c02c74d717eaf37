import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { Batch, Outcomes } from './worker.ts';

/** Threads that share out the runs of a cell, one thread a core. */
export type Crew = {
  /** Outcomes in the order of the runs, however many threads there are. */
  simulate(job: Job): Promise<Outcomes>;
  dismiss(): Promise<void>;
};

export type Job = Omit<Batch, 'from' | 'to'> & { readonly name: string; readonly runs: number };

const RUNS_A_BATCH = 20;

export function hire(): Crew {
  const workers = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL('worker.ts', import.meta.url)),
  );
  return {
    simulate: async ({ name, runs, ...rest }) => {
      const starts = Array.from({ length: Math.ceil(runs / RUNS_A_BATCH) }, (_, n) => n * RUNS_A_BATCH);
      const waiting = starts.values();
      const done = new Map<number, Outcomes>();
      const work = async (worker: Worker): Promise<void> => {
        for (const from of waiting) {
          worker.postMessage({ ...rest, from, to: Math.min(runs, from + RUNS_A_BATCH) } satisfies Batch);
          const [outcomes] = (await once(worker, 'message')) as [Outcomes];
          done.set(from, outcomes);
          tellProgress(name, done.size / starts.length);
        }
      };
      await Promise.all(workers.map(work));
      return starts.flatMap((from) => done.get(from) ?? []);
    },
    dismiss: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** On standard error, one line that is written over, so that the tables can be kept alone. */
function tellProgress(name: string, share: number): void {
  if (!process.stderr.isTTY && share < 1) return;
  const end = share < 1 ? '\r' : '\n';
  process.stderr.write(`${name}: ${Math.round(share * 100)} %${end}`);
}
