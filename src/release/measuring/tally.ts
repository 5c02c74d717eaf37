import { MINUTE_MS } from '../../lib/duration.ts';
import type { ErrorCause } from '../journal/stage-record.ts';
import type { Cohort, SurfaceAnswer } from './observation.ts';
import type { Place } from './place.ts';
import { classOf } from './time-classes.ts';

/** Answers that are alike. */
export type AnswerKind = {
  /** The opening in which they came, from 1; 0 before any, and where the share was that of none. */
  readonly opening: number;
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
export function tallied(placed: readonly Placed[]): readonly Tally[] {
  const tallies = new Map<string, Tally>();
  for (const one of placed) {
    const tally = tallyOf(one);
    const key = keyOf(tally);
    tallies.set(key, { ...tally, count: (tallies.get(key)?.count ?? 0) + 1 });
  }
  return [...tallies.values()];
}

/** An answer, and where in the release it was given. */
export type Placed = { readonly answer: SurfaceAnswer; readonly place: Place | null };

function tallyOf({ answer, place }: Placed): Tally {
  const { cohort, ofFeature, endpoint, status, cause, hasContent, durationMs, at } = answer;
  const timeClass = classOf(durationMs);
  const opening = place?.opening ?? 0;
  const kind = { opening, cohort, ofFeature, endpoint, status, cause, hasContent, timeClass };
  return { ...kind, minute: minuteOf(at), count: 1 };
}

/** The same for answers that are counted together. */
export function keyOf(tally: Tally): string {
  const { minute, opening, cohort, ofFeature, endpoint, status, cause, hasContent, timeClass } =
    tally;
  return [minute, opening, cohort, ofFeature, endpoint, status, cause, hasContent, timeClass].join(
    '|',
  );
}
