import { parentPort } from 'node:worker_threads';

import { createRehearsing, type RehearsalTask } from './rehearsing.ts';

/** Rehearses what it is sent, piece by piece. */
const rehearse = createRehearsing();
parentPort?.on('message', (task: RehearsalTask) => parentPort?.postMessage(rehearse(task)));
