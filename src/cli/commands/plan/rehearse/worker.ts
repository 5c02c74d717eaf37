import { parentPort, workerData } from 'node:worker_threads';

import { rehearseOnce, type Setting } from '../../../../rehearsal/index.ts';

/** Rehearses one seed after another, and tells of each run as soon as it is over. */
const { setting, seeds } = workerData as { setting: Setting; seeds: readonly number[] };
for (const seed of seeds) parentPort?.postMessage({ seed, run: rehearseOnce(setting, seed) });
