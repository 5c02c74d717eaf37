import { randomFrom } from '../days/random.ts';
import { firstAbove, ruleNamed } from '../rules/index.ts';
import { simulateDay } from '../days/simulate.ts';
import type { Traffic } from '../days/traffic.ts';

/** A rule, and the score above which it is to fire. */
export type Judge = { readonly rule: string; readonly threshold: number };

/** What one judge made of one day. */
export type Outcome = {
  /** From the start of the day until the rule decided; Infinity: never. */
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

/** From the decision until nobody meets the change any more; for every rule the same. */
const MINUTES_TO_CLOSE = 1;

/** One day as each judge sees it; the same for the same seed, wherever it runs. */
export function run({ traffic, seed, judges }: Run): readonly Outcome[] {
  const day = simulateDay(traffic, randomFrom(seed));
  return judges.map(({ rule, threshold }) => {
    const { scores, momentAbove } = ruleNamed(rule);
    const byMinute = scores(day);
    const minute = firstAbove(byMinute, threshold) ?? Infinity;
    // Rules that look at every error decide at an error; the others at the end of a minute.
    const minutes = momentAbove?.(day, threshold) ?? minute + 1;
    const gone = minutes + MINUTES_TO_CLOSE;
    return {
      minutes,
      harmed: day.harmedAt.filter((at) => at < gone).length,
      peak: byMinute.reduce((most, score) => Math.max(most, score), -Infinity),
    };
  });
}
