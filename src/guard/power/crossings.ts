import { boundaryOf, type Process } from './boundary.ts';
import { openPaths } from './open-paths.ts';

/** The chance that the evidence crosses with exactly this label, and how many labels are treated then. */
export type Crossing = {
  readonly labels: number;
  readonly treated: number;
  readonly chance: number;
};

/**
 * The labels 1, 2, 3 …, each with the exact chance of crossing there, when a label is treated with
 * chance `treatedChance`. Without end: take as many as are needed.
 */
export function* crossings(process: Process, treatedChance: number): Generator<Crossing> {
  const boundary = boundaryOf(process);
  const paths = openPaths(treatedChance);
  for (let labels = 1; ; labels += 1) {
    const treated = boundary(labels);
    yield { labels, treated, chance: paths.step(treated) };
  }
}

/** The exact chance of having crossed within so many labels. */
export function crossedWithin(labels: number, process: Process, treatedChance: number): number {
  let crossed = 0;
  for (const crossing of crossings(process, treatedChance)) {
    if (crossing.labels > labels) return crossed;
    crossed += crossing.chance;
  }
  return crossed;
}
