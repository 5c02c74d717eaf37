import { MINUTES_A_DAY, type Counts } from './day.ts';
import { randomFrom } from './random.ts';
import { firstAbove, RULES } from './rules/index.ts';
import { simulateDay } from './simulate.ts';
import type { Traffic } from './traffic.ts';

/** What one rule made of one day. */
export type Outcome = {
  /** Minutes from the start to the decision and one more until it is carried out; Infinity: never. */
  readonly minutes: number;
  /** People whom the change gave an error until then. */
  readonly harmed: number;
  /** The largest score of the day. */
  readonly peak: number;
};

export type Run = {
  readonly traffic: Traffic;
  readonly seed: string;
  readonly thresholds: Thresholds;
};

/** Thresholds, in the order of the rules. */
export type Thresholds = readonly number[];

/** One day, judged by every rule; the same for the same seed, wherever it runs. */
export function run({ traffic, seed, thresholds }: Run): readonly Outcome[] {
  const day = simulateDay(traffic, randomFrom(seed));
  return RULES.map((rule, n) => {
    const scores = rule.scores(day);
    const fired = firstAbove(scores, thresholds[n] ?? rule.threshold);
    return {
      minutes: fired === null ? Infinity : fired + 1,
      harmed: harmedUntil(day.newlyHarmed, fired ?? MINUTES_A_DAY - 1),
      peak: scores.reduce((most, score) => Math.max(most, score), -Infinity),
    };
  });
}

function harmedUntil(newlyHarmed: Counts, minute: number): number {
  return newlyHarmed.subarray(0, minute + 1).reduce((sum, people) => sum + people, 0);
}
