/** The chance of at least 1, 2, 3 … events when `mean` are expected. To be asked for each number once. */
export function poissonTail(mean: number): (atLeast: number) => number {
  let logChance = -mean;
  let tail = 1;
  return (atLeast) => {
    tail -= Math.exp(logChance);
    logChance += Math.log(mean) - Math.log(atLeast);
    return Math.max(0, tail);
  };
}

/** More events than these are less likely than 1e-15 when `mean` are expected. */
export function mostEvents(mean: number): number {
  return Math.ceil(mean + 9 * Math.sqrt(mean) + 40);
}
