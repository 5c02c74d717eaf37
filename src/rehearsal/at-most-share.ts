/**
 * With 95 % confidence the true share is at most this, when something happened in `happened` of `runs` runs
 * (Clopper and Pearson, one-sided): the share at which so few happenings have a chance of one in twenty.
 */
export function atMostShare(happened: number, runs: number): number {
  if (runs === 0 || happened >= runs) return 1;
  let [low, high] = [0, 1];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (chanceOfAtMost(happened, runs, middle) > CHANCE) low = middle;
    else high = middle;
  }
  return high;
}

const CHANCE = 0.05;
const HALVINGS = 50;

function chanceOfAtMost(happened: number, runs: number, share: number): number {
  let logTerm = runs * Math.log1p(-share);
  let sum = Math.exp(logTerm);
  for (let count = 1; count <= happened; count += 1) {
    logTerm += Math.log((runs - count + 1) / count) + Math.log(share) - Math.log1p(-share);
    sum += Math.exp(logTerm);
  }
  return sum;
}
