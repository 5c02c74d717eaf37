import { MINUTES_A_DAY, type Day, type FirstError } from '../days/day.ts';

/**
 * A way to decide that the change must go. Each minute of a day gets a score; the rule fires at the end of the
 * first minute whose score is above the threshold. So every rule can be set to any rate of false alarms.
 */
export type Rule = {
  readonly name: string;
  readonly minutesBetweenLooks: number;
  readonly threshold: number;
  scores(day: Day): Scores;
  /** When exactly the score first was above it, for a rule that looks at every error and not once a minute. */
  momentAbove?(day: Day, threshold: number): number | null;
};

export type Scores = Float64Array;

/** No score anywhere: what a rule says in minutes in which it doesn't look. */
function silence(): Scores {
  return new Float64Array(MINUTES_A_DAY).fill(-Infinity);
}

export function firstAbove(scores: Scores, threshold: number): number | null {
  const minute = scores.findIndex((score) => score > threshold);
  return minute === -1 ? null : minute;
}

/** Looks at the end of every so many minutes, and is silent between. */
export function everyMinutes(minutes: number, score: (minute: number) => number): Scores {
  const scores = silence();
  for (let minute = minutes - 1; minute < MINUTES_A_DAY; minute += minutes) {
    scores[minute] = score(minute);
  }
  return scores;
}

type ScoreOfError = (error: FirstError) => number;

/** A rule that looks at every first error the moment it comes; `begin` starts a day. */
export function atEachError(
  begin: (day: Day) => ScoreOfError,
): Pick<Rule, 'scores' | 'momentAbove'> {
  return {
    scores: (day) => afterEach(day, begin(day)),
    momentAbove: (day, threshold) => {
      const score = begin(day);
      return day.firstErrors.find((error) => score(error) > threshold)?.at ?? null;
    },
  };
}

/** The score after each first error; of those in one minute, the largest. */
export function afterEach({ firstErrors }: Day, score: ScoreOfError): Scores {
  const scores = silence();
  for (const error of firstErrors) {
    const minute = Math.floor(error.at);
    scores[minute] = Math.max(scores[minute] ?? -Infinity, score(error));
  }
  return scores;
}
