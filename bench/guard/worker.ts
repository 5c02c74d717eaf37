/** A process that simulates the runs it is told to; see crew.ts. */
import { run, type Outcome, type Thresholds } from './run.ts';
import type { Traffic } from './traffic.ts';

export type Batch = {
  readonly traffic: Traffic;
  readonly thresholds: Thresholds;
  /** Of the cell; its runs add their number. */
  readonly seed: string;
  readonly from: number;
  readonly to: number;
};

/** By run, then by rule. */
export type Outcomes = readonly (readonly Outcome[])[];

process.on('message', ({ traffic, thresholds, seed, from, to }: Batch) => {
  const outcomes: Outcomes = Array.from({ length: to - from }, (_, n) =>
    run({ traffic, thresholds, seed: `${seed}, run ${from + n}` }),
  );
  process.send?.(outcomes);
});
