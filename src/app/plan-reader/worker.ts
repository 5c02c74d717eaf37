import { parentPort } from 'node:worker_threads';

import { doPlanTask, type PlanTask } from './reading.ts';

/** Does the plan tasks that it is sent, one after the other. */
parentPort?.on('message', (task: PlanTask) => parentPort?.postMessage(doPlanTask(task)));
