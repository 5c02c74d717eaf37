import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { RehearsedRun, Setting } from '../../../../rehearsal/index.ts';

type Told = { readonly seed: number; readonly run: RehearsedRun };

/** The runs of these seeds, in their order, on all cores. Rejects when a run fails: that is a broken promise. */
export async function rehearseAll(
  setting: Setting,
  seeds: readonly number[],
  onRun: (finished: number) => void,
): Promise<readonly RehearsedRun[]> {
  const runs = new Map<number, RehearsedRun>();
  const crew = Math.min(availableParallelism(), seeds.length);
  const shares = Array.from({ length: crew }, (_, hand) =>
    seeds.filter((_seed, index) => index % crew === hand),
  );
  const tell = ({ seed, run }: Told) => {
    runs.set(seed, run);
    onRun(runs.size);
  };
  await Promise.all(shares.map((share) => work({ setting, seeds: share }, tell)));
  return seeds.flatMap((seed) => runs.get(seed) ?? []);
}

/** The built program has its worker beside it. */
const WORKER = new URL('./rehearsal-worker.mjs', import.meta.url);

function work(
  workerData: { readonly setting: Setting; readonly seeds: readonly number[] },
  tell: (told: Told) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData });
    worker.on('message', tell);
    worker.once('error', reject);
    worker.once('exit', () => {
      resolve();
    });
  });
}
