import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import type { Batch, Outcomes } from './worker.ts';

/** Processes that share out the runs of a cell, one a core. (In a thread, Node 20 reads no TypeScript.) */
export type Crew = {
  /** Outcomes in the order of the runs, however many processes there are. */
  simulate(job: Job): Promise<Outcomes>;
  dismiss(): void;
};

export type Job = Omit<Batch, 'from' | 'to'> & { readonly name: string; readonly runs: number };

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const RUNS_A_BATCH = 20;

export function hire(): Crew {
  const workers = Array.from({ length: availableParallelism() }, () =>
    // The other serialization has no Infinity.
    fork(WORKER, { serialization: 'advanced' }),
  );
  return {
    simulate: (job) => shareOut(job, workers),
    dismiss: () => {
      for (const worker of workers) worker.kill();
    },
  };
}

async function shareOut(job: Job, workers: readonly ChildProcess[]): Promise<Outcomes> {
  const { name, runs, ...rest } = job;
  const batches = Array.from({ length: Math.ceil(runs / RUNS_A_BATCH) }, (_, n) => ({
    ...rest,
    from: n * RUNS_A_BATCH,
    to: Math.min(runs, (n + 1) * RUNS_A_BATCH),
  }));
  const done = new Map<Batch, Outcomes>();
  const waiting = batches.values();
  const work = async (worker: ChildProcess): Promise<void> => {
    for (const batch of waiting) {
      done.set(batch, await outcomesOf(batch, worker));
      tellProgress(name, done.size / batches.length);
    }
  };
  await Promise.all(workers.map(work));
  return batches.flatMap((batch) => done.get(batch) ?? []);
}

async function outcomesOf(batch: Batch, worker: ChildProcess): Promise<Outcomes> {
  const gone = new AbortController();
  const fail = (): void =>
    gone.abort(new Error('A simulating process ended; see its message above.'));
  worker.once('exit', fail);
  worker.send(batch);
  const [outcomes] = (await once(worker, 'message', { signal: gone.signal })) as [Outcomes];
  worker.off('exit', fail);
  return outcomes;
}

/** On standard error, one line that is written over, so that the tables can be kept alone. */
function tellProgress(name: string, share: number): void {
  if (!process.stderr.isTTY && share < 1) return;
  const end = share < 1 ? '\r' : '\n';
  process.stderr.write(`${name}: ${Math.round(share * 100)} %${end}`);
}
