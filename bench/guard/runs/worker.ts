/** A process that simulates the runs it is told to; see crew.ts. */
import { run, type Outcome, type Run } from './run.ts';

export type Batch = Omit<Run, 'seed'> & {
  /** Of the cell; each run adds its number. */
  readonly seed: string;
  readonly from: number;
  readonly to: number;
};

/** By run, then by judge. */
export type Outcomes = readonly (readonly Outcome[])[];

process.on('message', ({ traffic, judges, seed, from, to }: Batch) => {
  const outcomes: Outcomes = Array.from({ length: to - from }, (_, n) =>
    run({ traffic, judges, seed: `${seed}, run ${from + n}` }),
  );
  process.send?.(outcomes);
});
