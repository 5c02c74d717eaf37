import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import type { Batch, Came, Work } from './worker.ts';

/** Processes that share out the runs of a cell, one a core. (In a thread, Node 20 reads no TypeScript.) */
export type Crew = {
  /** What came of each run, in their order, however many processes there are. */
  simulate<Of extends Work>(job: Job<Of>): Promise<readonly Came<Of>[]>;
  dismiss(): void;
};

export type Job<Of extends Work> = {
  readonly name: string;
  readonly work: Of;
  readonly seed: string;
  readonly runs: number;
};

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

async function shareOut<Of extends Work>(
  { name, runs, work, seed }: Job<Of>,
  workers: readonly ChildProcess[],
): Promise<readonly Came<Of>[]> {
  const batches: readonly Batch[] = Array.from(
    { length: Math.ceil(runs / RUNS_A_BATCH) },
    (_, n) => ({ work, seed, from: n * RUNS_A_BATCH, to: Math.min(runs, (n + 1) * RUNS_A_BATCH) }),
  );
  const done = new Map<Batch, readonly Came<Of>[]>();
  const waiting = batches.values();
  const workThrough = async (worker: ChildProcess): Promise<void> => {
    for (const batch of waiting) {
      done.set(batch, await cameOf<Of>(batch, worker));
      tellProgress(name, done.size / batches.length);
    }
  };
  await Promise.all(workers.map(workThrough));
  return batches.flatMap((batch) => done.get(batch) ?? []);
}

async function cameOf<Of extends Work>(
  batch: Batch,
  worker: ChildProcess,
): Promise<readonly Came<Of>[]> {
  const gone = new AbortController();
  const fail = (): void =>
    gone.abort(new Error('A simulating process ended; see its message above.'));
  worker.once('exit', fail);
  worker.send(batch);
  const [came] = (await once(worker, 'message', { signal: gone.signal })) as [readonly Came<Of>[]];
  worker.off('exit', fail);
  return came;
}

/** On standard error, one line that is written over, so that the tables can be kept alone. */
function tellProgress(name: string, share: number): void {
  if (!process.stderr.isTTY && share < 1) return;
  const end = share < 1 ? '\r' : '\n';
  process.stderr.write(`${name}: ${Math.round(share * 100)}%${end}`);
}
