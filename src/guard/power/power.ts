import type { Process } from './boundary.ts';
import { crossings } from './crossings.ts';
import { mostEvents, poissonTail } from './poisson.ts';
import { treatedShare } from './treated-share.ts';

/** The labels of a stage, and the evidence that watches them. */
export type Stage = Process & {
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
export function power(stage: Stage, rateRatio: number): number {
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
export function falseRollback(stage: Stage): number {
  return power(stage, 1);
}

/** The smallest rate ratio that is caught with a chance of 80 %; null when none up to 100,000 is. */
export function detectableRateRatio(stage: Stage): number | null {
  if (!isWatched(stage)) return null;
  for (let rateRatio = 2; rateRatio <= LARGEST_RATE_RATIO; rateRatio *= 2) {
    if (power(stage, rateRatio) >= POWER_WANTED) return smallest(stage, rateRatio / 2, rateRatio);
  }
  return null;
}

/** Between a rate ratio that is not caught often enough and one that is. */
function smallest(stage: Stage, missed: number, caught: number): number {
  if (caught / missed < 1 + ACCURACY) return caught;
  const middle = Math.sqrt(missed * caught);
  return power(stage, middle) >= POWER_WANTED
    ? smallest(stage, missed, middle)
    : smallest(stage, middle, caught);
}

/** When the feature is open for nobody or for everybody, labels say nothing. */
function isWatched({ share }: Stage): boolean {
  return share > 0 && share < 1;
}
