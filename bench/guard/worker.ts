/** A thread that simulates the runs it is told to; see crew.ts. */
import { parentPort } from 'node:worker_threads';

import { run, type Outcome, type Thresholds } from './run.ts';
import type { Traffic } from './traffic.ts';

export type Batch = {
  readonly traffic: Traffic;
  readonly thresholds: Thresholds;
  /** Of the whole bench, and of the cell. */
  readonly seed: readonly number[];
  readonly from: number;
  readonly to: number;
};

/** By run, then by rule. */
export type Outcomes = readonly (readonly Outcome[])[];

parentPort?.on('message', ({ traffic, thresholds, seed, from, to }: Batch) => {
  const outcomes: Outcomes = Array.from({ length: to - from }, (_, n) =>
    run(traffic, [...seed, from + n], thresholds),
  );
  parentPort?.postMessage(outcomes);
});
