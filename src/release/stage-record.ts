import type { Judgement } from './criteria/index.ts';

/** One opening of a stage, with what was seen of it. Whoever measures fills it in: the engine, or a rehearsal. */
export type StageRecord = {
  /** Position in the plan’s list of stages, from 0. */
  readonly stage: number;
  readonly letter: string;
  /** Whether the release was held in it because the service behind the feature was down. */
  readonly dependencyWasDown: boolean;
  readonly figures: StageFigures;
};

export type StageFigures = {
  /** Distinct people to whom the feature was shown, testers left out. */
  readonly people: number;
  /** Answers of the feature, good or bad. */
  readonly requests: number;
  readonly errors: readonly ErrorCount[];
  readonly dependency: DependencyFigures;
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

/** Whose fault an error is: ours, that of the service behind the feature, or that of whoever asked. */
export type ErrorCause = 'us' | 'dependency' | 'client';

/** Calls to the service behind the feature. */
export type DependencyFigures = {
  readonly calls: number;
  readonly failures: number;
};
