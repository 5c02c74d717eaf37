import type { Counts } from '../days/day.ts';
import { randomFrom } from '../days/random.ts';
import { firstAbove, ruleNamed } from '../rules/index.ts';
import { simulateDay } from '../days/simulate.ts';
import type { Traffic } from '../days/traffic.ts';

/** A rule, and the score above which it is to fire. */
export type Judge = { readonly rule: string; readonly threshold: number };

/** What one judge made of one day. */
export type Outcome = {
  /** From the start of the day until the change is gone; Infinity: never. */
  readonly minutes: number;
  /** People whom the change gave an error until then. */
  readonly harmed: number;
  /** The largest score of the day. */
  readonly peak: number;
};

export type Run = {
  readonly traffic: Traffic;
  readonly seed: string;
  readonly judges: readonly Judge[];
};

const MINUTES_TO_CLOSE = 1;

/** One day as each judge sees it; the same for the same seed, wherever it runs. */
export function run({ traffic, seed, judges }: Run): readonly Outcome[] {
  const day = simulateDay(traffic, randomFrom(seed));
  return judges.map(({ rule, threshold }) => {
    const scores = ruleNamed(rule).scores(day);
    const minutes = (firstAbove(scores, threshold) ?? Infinity) + MINUTES_TO_CLOSE;
    return {
      minutes,
      harmed: harmedUntil(day.newlyHarmed, minutes),
      peak: scores.reduce((most, score) => Math.max(most, score), -Infinity),
    };
  });
}

/** The minute in which the change goes counts in full. */
function harmedUntil(newlyHarmed: Counts, minute: number): number {
  return newlyHarmed.subarray(0, minute + 1).reduce((sum, people) => sum + people, 0);
}
