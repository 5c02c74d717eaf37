/** A process that simulates the runs it is told to; see crew.ts. */
import type { Ended } from './engine-in-memory.ts';
import { throughOneDay, type EngineRun } from './engine-run.ts';
import { run, type Outcome, type Run } from './run.ts';

/** What is done with each run: judged by rules, or led through the whole engine. */
export type Work =
  | ({ readonly through: 'rules' } & Omit<Run, 'seed'>)
  | ({ readonly through: 'engine' } & Omit<EngineRun, 'seed'>);

/** The seed of the cell; each run adds its number. */
export type Batch = {
  readonly work: Work;
  readonly seed: string;
  readonly from: number;
  readonly to: number;
};

/** What comes of a run: by judge, or how the day ended. */
export type Came<Of extends Work> = Of extends { through: 'rules' } ? readonly Outcome[] : Ended;

async function cameOf({ work, seed, from, to }: Batch): Promise<readonly Came<Work>[]> {
  const came: Came<Work>[] = [];
  for (let number = from; number < to; number += 1) {
    const seeded = { ...work, seed: `${seed}, run ${number}` };
    came.push(seeded.through === 'rules' ? run(seeded) : await throughOneDay(seeded));
  }
  return came;
}

process.on('message', (batch: Batch) => {
  void cameOf(batch).then((came) => process.send?.(came));
});
