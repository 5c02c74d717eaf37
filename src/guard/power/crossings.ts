import { boundaryOf, type Process } from './boundary.ts';

/** The labeled process of a stage: the share for whom the feature is open, and by how much it harms. */
export type Effect = { readonly share: number; readonly rateRatio: number };

/** The chance that the next label is of a person with the feature. */
export function treatedShare({ share, rateRatio }: Effect): number {
  return (share * rateRatio) / (share * rateRatio + 1 - share);
}

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

/** Paths rarer than this are left out; over 10,000 labels that changes a chance by less than 1e-13. */
const NEGLIGIBLE = 1e-18;

/**
 * The chances of having seen 0, 1, 2 … treated labels without having crossed yet. `step` takes one
 * label more, removes the paths that have reached `boundary` treated labels, and gives their chance.
 */
function openPaths(treatedChance: number): { step: (boundary: number) => number } {
  const chances = [1];
  let fewest = 0;

  return {
    step(boundary) {
      addLabel();
      const crossed = chances.length > boundary ? (chances.pop() ?? 0) : 0;
      forgetRare();
      return crossed;
    },
  };

  function addLabel(): void {
    chances.push(0);
    for (let treated = chances.length - 1; treated > fewest; treated -= 1) {
      const stays = (chances[treated] ?? 0) * (1 - treatedChance);
      chances[treated] = stays + (chances[treated - 1] ?? 0) * treatedChance;
    }
    chances[fewest] = (chances[fewest] ?? 0) * (1 - treatedChance);
  }

  function forgetRare(): void {
    while (fewest < chances.length && (chances[fewest] ?? 0) < NEGLIGIBLE) {
      chances[fewest] = 0;
      fewest += 1;
    }
    while (chances.length > fewest && (chances.at(-1) ?? 0) < NEGLIGIBLE) chances.pop();
  }
}
