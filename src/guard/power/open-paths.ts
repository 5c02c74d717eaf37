/** Paths rarer than this are left out; over 10,000 labels that changes a chance by less than 1e-13. */
const NEGLIGIBLE = 1e-18;

/**
 * The chances of having seen 0, 1, 2 … treated labels without having crossed yet. `step` takes one
 * label more, removes the paths that have reached `boundary` treated labels, and gives their chance.
 */
export function openPaths(treatedChance: number): { step: (boundary: number) => number } {
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
