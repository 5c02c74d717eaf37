import { MINUTE_MS } from '../../../lib/duration.ts';
import { bucketsOf, placeOf, type Buckets } from '../../../calendar/index.ts';
import {
  sampleFigures,
  smallestRise,
  type SampleFigures,
  type SmallestRise,
} from '../../../guard/index.ts';
import type { ErrorCause } from '../../journal/stage-record.ts';
import { anywhere, ofFeature, type AnswersSeen } from '../answer-book.ts';
import type { AnswerKind } from '../kept/answer-count.ts';
import { SLOW_MS } from '../kept/person-event.ts';
import { isSlowerClass, percentileMs, sumOf } from '../kept/time-classes.ts';
import type { Snapshot } from '../snapshot.ts';

/** What was measured in the present run of a release, or in the last one where it was rolled back. */
export type OverTime = {
  /** ISO 8601: from the first stage until now, or until the rollback. */
  readonly from: string;
  readonly to: string;
  readonly everyMinutes: number;
  /** Whether the points begin with the first stage; else there were too many, and the earliest days are left out. */
  readonly isWhole: boolean;
  /** The earliest first; at most 200. */
  readonly points: readonly MeasuredPoint[];
  /** ln of the evidence that rolls the feature back. */
  readonly threshold: number;
  /** The same as it is at the end. */
  readonly logEvidence: number;
  /** The newest 100. */
  readonly labels: readonly GivenLabel[];
  /** Null where everyone has the feature: then there is nobody to compare with. */
  readonly sample: SampleFigures | null;
  readonly rise: SmallestRise | null;
  /** How long answers took, and whose fault those that failed were. */
  readonly answers: Readonly<Record<'before' | 'open' | 'closed', MeasuredAnswers>>;
  /** ISO 8601; null while the service behind the feature is well, or not known to be down. */
  readonly dependencyDownSince: string | null;
};

/** What came in one part of the time. Nobody knows of an error where nobody came. */
export type MeasuredPoint = {
  /** When it begins, in ISO 8601. */
  readonly at: string;
  readonly open: PointOfCohort;
  readonly closed: PointOfCohort;
  /** ln of the weighted evidence of harm at its end; null: nothing came that could change it. */
  readonly logEvidence: number | null;
};

export type PointOfCohort = {
  /** First seen in their stage, and with their first failed visit of the run. */
  readonly came: number;
  readonly failed: number;
  readonly answers: number;
  /** By whose fault it is. */
  readonly errors: Readonly<Record<ErrorCause, number>>;
  /** Answers that took more than two seconds. */
  readonly slow: number;
};

/** A first failed visit, or a first slow answer, and the evidence with it. `at`: ISO 8601. */
export type GivenLabel = {
  readonly at: string;
  readonly kind: 'failed' | 'slow';
  readonly cohort: 'open' | 'closed';
  readonly logEvidence: number;
};

export type MeasuredAnswers = {
  readonly answers: number;
  readonly errors: Readonly<Record<ErrorCause, number>>;
  /** In milliseconds; null without any answer. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
};

/**
 * Null: no stage has been opened in the run. It reads sums of hours, and of minutes for the last day, of at most 200
 * days: from there on it costs the same, however long the release lasts and however many people come.
 */
export function overTime(snapshot: Snapshot): OverTime | null {
  const { watch, now, release, opening, share } = snapshot;
  const first = release.runs.find(({ run, share }) => run === watch.run && share > 0);
  if (!first) return null;
  const buckets = bucketsOf(first.at, now);
  const { logEvidence, threshold } = watch.harmFigures(snapshot);
  const { came, failed } = watch.people.in(opening);
  const inRun = (isMeant: (kind: AnswerKind) => boolean) =>
    answersIn(watch.book.inOpenings(first.opening, opening, isMeant));
  return {
    from: first.at.toISOString(),
    to: now.toISOString(),
    everyMinutes: buckets.everyMinutes,
    isWhole: buckets.isWhole,
    points: pointsIn(snapshot, { buckets, firstOpening: first.opening, now: logEvidence }),
    threshold,
    logEvidence,
    labels: watch.path.state.labels.map(({ atMs, ...label }) => ({
      at: new Date(atMs).toISOString(),
      ...label,
    })),
    sample: sampleFigures(share, watch.people.toldOfBoth(opening, now)),
    rise: smallestRise({ share, ...came, failed: failed.closed, rules: watch.state.harm.rules }),
    answers: {
      before: answersIn(watch.book.inOpenings(0, 0, anywhere('closed'))),
      open: inRun(ofFeature('open')),
      closed: inRun(anywhere('closed')),
    },
    dependencyDownSince: watch.dependencyDownSince?.toISOString() ?? null,
  };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Gathered = Writable<Omit<PointOfCohort, 'errors'>> & { errors: Record<ErrorCause, number> };

type PointsAsked = {
  readonly buckets: Buckets;
  readonly firstOpening: number;
  /** ln of the evidence as it is now. */
  readonly now: number;
};

function pointsIn(
  { watch }: Snapshot,
  { buckets, firstOpening, now }: PointsAsked,
): readonly MeasuredPoint[] {
  const points = buckets.starts.map((minute) => ({
    at: new Date(minute * MINUTE_MS).toISOString(),
    ...{ open: nothingYet(), closed: nothingYet() },
    logEvidence: null as number | null,
  }));
  const from = buckets.starts[0] ?? 0;
  // Kinds of one minute come one after the other.
  let place = { minute: NaN, index: -1 };
  watch.book.forEachSince(from, (minute, kind, count) => {
    if (kind.cohort === 'tester' || kind.opening < firstOpening) return;
    if (kind.cohort === 'open' && !kind.ofFeature) return;
    if (minute !== place.minute) place = { minute, index: placeOf(buckets, minute) };
    const point = points[place.index]?.[kind.cohort];
    if (point) addAnswers(point, kind, count);
  });
  watch.path.forEachSince(from, (minute, { came, failed, logEvidence }) => {
    const point = points[Math.max(0, placeOf(buckets, minute))];
    if (!point) return;
    for (const cohort of ['open', 'closed'] as const) {
      point[cohort].came += came[cohort];
      point[cohort].failed += failed[cohort];
    }
    point.logEvidence = logEvidence ?? point.logEvidence;
  });
  // The part in which somebody was last seen is not over: it stands as the evidence stands now.
  const last = points[placeOf(buckets, watch.path.state.newest)];
  if (last) last.logEvidence ??= now;
  return points;
}

function nothingYet(): Gathered {
  return { came: 0, failed: 0, answers: 0, errors: { us: 0, dependency: 0, client: 0 }, slow: 0 };
}

function addAnswers(point: Gathered, { cause, timeClass }: AnswerKind, count: number): void {
  point.answers += count;
  if (cause !== null) point.errors[cause] += count;
  if (isSlowerClass(timeClass, SLOW_MS)) point.slow += count;
}

function answersIn({ answers, times }: AnswersSeen): MeasuredAnswers {
  const errors = { us: 0, dependency: 0, client: 0 };
  for (const { cause, count } of answers) if (cause !== null) errors[cause] += count;
  const at = (share: number) => percentileMs(times, share);
  return { answers: sumOf(times), errors, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
