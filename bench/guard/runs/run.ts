import type { Day } from '../days/day.ts';
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

/**
 * How soon the change is gone once a rule has decided. `by the minute`, as the tables of the reference have it: a
 * rule decides at the end of a minute, and another minute passes. `at once`: rules that look at every error decide
 * at an error, and every rule switches the same flag, which takes seconds.
 */
export type Closing = 'by the minute' | 'at once';

export type Run = {
  readonly closing: Closing;
  readonly traffic: Traffic;
  readonly seed: string;
  readonly judges: readonly Judge[];
};

/** Of the flag, requests under way included: more than twice what was measured in a browser. */
const MINUTES_TO_SWITCH = 5 / 60;

/** One day as each judge sees it; the same for the same seed, wherever it runs. */
export function run({ traffic, seed, judges, closing }: Run): readonly Outcome[] {
  const day = simulateDay(traffic, randomFrom(seed));
  return judges.map(({ rule, threshold }) => {
    const scores = ruleNamed(rule).scores(day);
    const minute = firstAbove(scores, threshold);
    const { minutes, gone } =
      minute === null ? NEVER : closed({ rule, threshold, minute, day }, closing);
    return {
      minutes,
      harmed: day.harmedAt.filter((at) => at < gone).length,
      peak: scores.reduce((most, score) => Math.max(most, score), -Infinity),
    };
  });
}

const NEVER = { minutes: Infinity, gone: Infinity };

type Alarm = Judge & { readonly minute: number; readonly day: Day };

/** Minutes until the decision has its effect, and until nobody is harmed any more. */
function closed({ rule, threshold, minute, day }: Alarm, closing: Closing): typeof NEVER {
  // The minute in which the change goes counts in full.
  if (closing === 'by the minute') return { minutes: minute + 1, gone: minute + 2 };
  const moment = ruleNamed(rule).momentAbove?.(day, threshold) ?? minute + 1;
  const minutes = moment + MINUTES_TO_SWITCH;
  return { minutes, gone: minutes };
}
