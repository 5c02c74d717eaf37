import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { RehearsalSetting, RehearsedRun } from '../../../../rehearsal/index.ts';

/** The built program has its worker beside it. */
const WORKER = new URL('./rehearsal-worker.mjs', import.meta.url);

export type Runs = {
  readonly seeds: readonly number[];
  /** Asked before each run but the first. Once it says no, the runs under way are finished and no other begins. */
  readonly mayBegin: () => boolean;
  readonly onRun: (finished: number) => void;
};

/** The runs of these seeds, in their order and without a gap, on all cores. Rejects when a run fails: that is a broken promise. */
export async function rehearseAll(
  setting: RehearsalSetting,
  runs: Runs,
): Promise<readonly RehearsedRun[]> {
  const count = Math.min(availableParallelism(), runs.seeds.length);
  const workers = Array.from({ length: count }, () => new Worker(WORKER, { workerData: setting }));
  try {
    return await inOrder(runs, workers, runOf);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

async function runOf(worker: Worker, seed: number): Promise<RehearsedRun> {
  worker.postMessage(seed);
  const [run] = (await once(worker, 'message')) as [RehearsedRun];
  return run;
}

/** Hands the next seed to the worker that is free first. */
export async function inOrder<W, R>(
  { seeds, mayBegin, onRun }: Runs,
  workers: readonly W[],
  work: (worker: W, seed: number) => Promise<R>,
): Promise<readonly R[]> {
  const done: R[] = [];
  const waiting = seeds.entries();
  let finished = 0;
  await Promise.all(
    workers.map(async (worker) => {
      for (const [index, seed] of waiting) {
        if (index > 0 && !mayBegin()) return;
        done[index] = await work(worker, seed);
        finished += 1;
        onRun(finished);
      }
    }),
  );
  return done;
}
