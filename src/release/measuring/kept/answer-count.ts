import { MINUTE_MS, MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../../../lib/duration.ts';
import type { ErrorCause } from '../../journal/stage-record.ts';
import type { StageRun } from '../../journal/stage-runs.ts';
import type { Cohort, SurfaceAnswer } from '../observation.ts';
import { classOf } from './time-classes.ts';

/** Answers that are alike. */
export type AnswerKind = {
  /** The stage run in which they came, by its number; 0 before any, and where the share was that of none. */
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
export type AnswerCount = AnswerKind & { readonly minute: number; readonly count: number };

/** Until then a count of a minute may still grow, and windows begin with the minute; older ones begin with the hour. */
export const MINUTES_KEPT = MINUTES_PER_DAY + MINUTES_PER_HOUR;

export function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / MINUTE_MS);
}

/** An answer, and the stage run under which it was given. */
export type PlacedAnswer = { readonly answer: SurfaceAnswer; readonly run: StageRun | null };

/** These answers, alike ones counted together. */
export function countAnswers(placed: readonly PlacedAnswer[]): readonly AnswerCount[] {
  const counts = new Map<string, AnswerCount>();
  for (const one of placed.map(countedOnce)) {
    const key = keyOf(one);
    counts.set(key, { ...one, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

function countedOnce({ answer, run }: PlacedAnswer): AnswerCount {
  const { cohort, ofFeature, endpoint, status, cause, hasContent, durationMs, at } = answer;
  const timeClass = classOf(durationMs);
  const opening = run?.opening ?? 0;
  const kind = { opening, cohort, ofFeature, endpoint, status, cause, hasContent, timeClass };
  return { ...kind, minute: minuteIn(run, at), count: 1 };
}

/** What still came after a rollback counts in the minute after it, so that what came before it is told apart. */
function minuteIn(run: StageRun | null, at: Date): number {
  const minute = minuteOf(at);
  if (!run?.until || at <= run.until) return minute;
  return Math.max(minute, minuteOf(run.until) + 1);
}

/** The same for answers that are counted together. */
export function keyOf(counted: AnswerCount): string {
  return `${counted.minute}|${kindKeyOf(counted)}`;
}

/** The same for answers that are alike, whenever they came. */
export function kindKeyOf(kind: AnswerKind): string {
  const { opening, cohort, ofFeature, endpoint, status, cause, hasContent, timeClass } = kind;
  const answered = `${status}|${cause ?? ''}|${hasContent ?? ''}|${timeClass}`;
  return `${opening}|${cohort}|${ofFeature}|${endpoint}|${answered}`;
}

export function kindOf(counted: AnswerKind): AnswerKind {
  const { opening, cohort, ofFeature, endpoint, status, cause, hasContent, timeClass } = counted;
  return { opening, cohort, ofFeature, endpoint, status, cause, hasContent, timeClass };
}

/** Each field by itself: spreading takes ten times as long, and a month of draft has half a million. */
export function countedOf(kind: AnswerKind, minute: number, count: number): AnswerCount {
  const { opening, cohort, ofFeature, endpoint, status, cause, hasContent, timeClass } = kind;
  return {
    opening,
    cohort,
    ofFeature,
    endpoint,
    status,
    cause,
    hasContent,
    timeClass,
    minute,
    count,
  };
}
