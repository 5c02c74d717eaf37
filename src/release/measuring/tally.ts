import { MINUTE_MS } from '../../lib/duration.ts';
import type { ErrorCause } from '../stage-record.ts';
import type { Cohort, SurfaceAnswer } from './observation.ts';
import { classOf } from './time-classes.ts';

/** Answers that are alike. */
export type AnswerKind = {
  readonly cohort: Cohort;
  readonly ofFeature: boolean;
  readonly endpoint: string;
  readonly status: number;
  readonly cause: ErrorCause | null;
  readonly hasContent: boolean | null;
  /** Position in the classes of `time-classes.ts`. */
  readonly timeClass: number;
};

/** How many of a kind there were in one minute, counted from 1970. */
export type Tally = AnswerKind & { readonly minute: number; readonly count: number };

export function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / MINUTE_MS);
}

/** The tallies of these answers, alike ones together. */
export function tallied(answers: readonly SurfaceAnswer[]): readonly Tally[] {
  const tallies = new Map<string, Tally>();
  for (const answer of answers) {
    const tally = tallyOf(answer);
    const key = keyOf(tally);
    tallies.set(key, { ...tally, count: (tallies.get(key)?.count ?? 0) + 1 });
  }
  return [...tallies.values()];
}

function tallyOf(answer: SurfaceAnswer): Tally {
  const { cohort, ofFeature, endpoint, status, cause, hasContent, durationMs, at } = answer;
  const timeClass = classOf(durationMs);
  const kind = { cohort, ofFeature, endpoint, status, cause, hasContent, timeClass };
  return { ...kind, minute: minuteOf(at), count: 1 };
}

/** The same for answers that are counted together. */
export function keyOf(tally: Tally): string {
  const { minute, cohort, ofFeature, endpoint, status, cause, hasContent, timeClass } = tally;
  return [minute, cohort, ofFeature, endpoint, status, cause, hasContent, timeClass].join('|');
}
