import { trailing, type Day } from '../days/day.ts';
import { everyMinutes, type Rule, type Scores } from './rule.ts';

/** Requests and failed ones in the window, of the treated people and of the others. */
type Window = {
  readonly requests: number;
  readonly errors: number;
  readonly others: number;
  readonly othersErrors: number;
};

type Score = (window: Window) => number;

/**
 * Thresholds over a window as one would set them by hand, each to be calibrated to the same false alarms. The
 * best of them, chosen with hindsight, is what a carefully tuned monitor could do.
 */
export const HINDSIGHT_WINDOWS: readonly Rule[] = [
  ...[5, 15, 30, 60].flatMap((minutes) =>
    [1, 20, 50, 100].map((least) =>
      windowRule(`Window ${minutes} min, rate, n >= ${least}`, minutes, rateOf(least)),
    ),
  ),
  ...[5, 15, 30, 60].map((minutes) =>
    windowRule(`Window ${minutes} min, count`, minutes, ({ errors }) => errors),
  ),
  ...[15, 30, 60].flatMap((minutes) =>
    [3, 5].map((least) =>
      windowRule(`Window ${minutes} min, ratio, e >= ${least}`, minutes, ratioOf(least)),
    ),
  ),
];

function rateOf(least: number): Score {
  return ({ requests, errors }) => (requests >= least ? errors / requests : -Infinity);
}

function ratioOf(least: number): Score {
  return ({ requests, errors, others, othersErrors }) =>
    errors >= least ? errors / requests / ((othersErrors + 0.5) / Math.max(1, others)) : -Infinity;
}

function windowRule(name: string, minutes: number, score: Score): Rule {
  return {
    name,
    minutesBetweenLooks: 1,
    // There is none before it is calibrated.
    threshold: Infinity,
    scores: ({ on, off }: Day): Scores => {
      const requests = trailing(on.requests, minutes);
      const errors = trailing(on.errors, minutes);
      const others = trailing(off.requests, minutes);
      const othersErrors = trailing(off.errors, minutes);
      return everyMinutes(1, (minute) =>
        score({
          requests: requests[minute] ?? 0,
          errors: errors[minute] ?? 0,
          others: others[minute] ?? 0,
          othersErrors: othersErrors[minute] ?? 0,
        }),
      );
    },
  };
}
