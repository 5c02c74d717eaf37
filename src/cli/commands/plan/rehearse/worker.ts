import { parentPort, workerData } from 'node:worker_threads';

import { rehearseOnce, type RehearsalSetting } from '../../../../rehearsal/index.ts';

/** Rehearses each seed that it is sent, and sends the run back. */
const setting = workerData as RehearsalSetting;
parentPort?.on('message', (seed: number) => parentPort?.postMessage(rehearseOnce(setting, seed)));
