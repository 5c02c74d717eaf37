import type { Judgement } from '../../criteria/index.ts';
import type { ResultPlace } from '../../plan/index.ts';

/** What was seen between one step and another: of Phase I, of one opening of a stage, or until a check-in. */
export type StageRecord = {
  readonly place: ResultPlace;
  /** Whether the release was held in it because the service behind the feature was down. */
  readonly dependencyWasDown: boolean;
  readonly figures: RecordedFigures;
  /** How it began and ended; null in a rehearsal, whose journal is not read. */
  readonly course: Course | null;
};

/** The same of an opening that a rollback ended, while its figures are still being measured. */
export type AwaitedRecord = Pick<StageRecord, 'place' | 'course'> & {
  readonly figures: null;
  /** The version of the rollback. */
  readonly rollback: number;
};

/** Times are ISO 8601. */
export type Course = {
  readonly from: string;
  readonly to: string;
  /** What ended it, in a few words: `advanced`, `rolled back`. */
  readonly decision: string;
  /** By whom, and why. */
  readonly by: string;
  readonly why: string | null;
};

export type RecordedFigures = {
  /** Distinct people to whom the feature was shown; testers only in Phase I. */
  readonly people: number;
  /** Answers of the feature, good or bad. */
  readonly requests: number;
  readonly errors: readonly ErrorCount[];
  readonly dependency: DependencyFigures;
  /** People with a failed visit, with the feature and without it; null where they were not counted. */
  readonly failed: { readonly open: number; readonly closed: number } | null;
  /** How each measured criterion was judged at the end. */
  readonly criteria: readonly Judgement[];
};

/** Bad answers of one kind. */
export type ErrorCount = {
  /** HTTP status. */
  readonly status: number;
  readonly cause: ErrorCause;
  readonly count: number;
};

/** Whose fault an error is: ours, that of the service behind the feature, or that of the client. */
export type ErrorCause = 'us' | 'dependency' | 'client';

/** Calls to the service behind the feature. */
export type DependencyFigures = {
  readonly calls: number;
  readonly failures: number;
};
