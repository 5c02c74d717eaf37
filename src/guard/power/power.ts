import { thresholdAt } from '../logarithms.ts';
import { WEIGHTS } from '../watch/combination.ts';
import type { Process } from './boundary.ts';
import { crossings, treatedShare } from './crossings.ts';

/** The labels of a stage, and the evidence that watches them. */
export type GuardedStage = Process & {
  /** People of both arms who are expected to have an error if the feature does no harm. */
  readonly erringUsers: number;
};

/**
 * Labels after these are not followed, because a figure for 100,000 takes seconds. What is said of
 * catching harm then promises too little, never too much; a false rollback is likelier than said,
 * but never likelier than the budget.
 */
export const MOST_LABELS = 10_000;

const POWER_WANTED = 0.8;
const LARGEST_RATE_RATIO = 100_000;

/** Paths that are still open at this chance change no figure that is shown. */
const NEGLIGIBLE = 1e-12;

/** To what part of itself the detectable rate ratio is computed. It is rounded up, never down. */
const ACCURACY = 1e-4;

/** The chance that the evidence crosses during the stage, at a true rate ratio: exact, no simulation. */
export function power(stage: GuardedStage, rateRatio: number): number {
  const { share } = stage;
  const expected = stage.erringUsers * (1 - share + share * rateRatio);
  if (!isWatched(stage) || expected === 0) return 0;
  const comes = poissonTail(expected);
  const last = Math.min(mostEvents(expected), MOST_LABELS);
  let caught = 0;
  let open = 1;
  for (const { labels, chance } of crossings(stage, treatedShare({ share, rateRatio }))) {
    caught += chance * comes(labels);
    open -= chance;
    if (open < NEGLIGIBLE || labels >= last) break;
  }
  return caught;
}

/** The chance that the evidence crosses during the stage although the feature does no harm. */
export function falseRollback(stage: GuardedStage): number {
  return power(stage, 1);
}

/** The smallest rate ratio that is caught with a chance of 80%; null when none up to 100,000 is. */
export function detectableRateRatio(stage: GuardedStage): number | null {
  if (!isWatched(stage)) return null;
  for (let rateRatio = 2; rateRatio <= LARGEST_RATE_RATIO; rateRatio *= 2) {
    if (power(stage, rateRatio) >= POWER_WANTED) return smallest(stage, rateRatio / 2, rateRatio);
  }
  return null;
}

/** Between a rate ratio that is not caught often enough and one that is. */
function smallest(stage: GuardedStage, missed: number, caught: number): number {
  if (caught / missed < 1 + ACCURACY) return caught;
  const middle = Math.sqrt(missed * caught);
  return power(stage, middle) >= POWER_WANTED
    ? smallest(stage, missed, middle)
    : smallest(stage, middle, caught);
}

/** At a share of 0 or 1 labels say nothing. */
function isWatched({ share }: GuardedStage): boolean {
  return share > 0 && share < 1;
}

/** The chance of at least 1, 2, 3 … events when `mean` are expected. Ask for each number once, in order. */
function poissonTail(mean: number): (atLeast: number) => number {
  let logChance = -mean;
  let tail = 1;
  return (atLeast) => {
    tail -= Math.exp(logChance);
    logChance += Math.log(mean) - Math.log(atLeast);
    return Math.max(0, tail);
  };
}

/** More events than these are less likely than 1e-15 when `mean` are expected. */
function mostEvents(mean: number): number {
  return Math.ceil(mean + 9 * Math.sqrt(mean) + 40);
}

/** The part of the label evidence that counts from the start of the stage, when there are restarts. */
const FROM_START = 1 / 2;

/**
 * ln of the evidence at which the label process surely fires in the guard as it ships: it may spend
 * its own part of the budget, and half of that from the start of the stage. The other half, on
 * restarts, can only make it fire sooner; so figures from this threshold promise too little, never too much.
 */
export function shippedThreshold(alpha: number): number {
  return thresholdAt(alpha * WEIGHTS.label * FROM_START);
}
