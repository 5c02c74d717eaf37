import type { Result } from '../../lib/result.ts';

/** What a plan is rehearsed with. Shares are from 0 to 1. */
export type RehearsalWish = {
  readonly usersPerDay: number;
  /** Share of requests that fail anyway. */
  readonly errorRate: number;
  /** Share of the feature’s answers that it makes fail, from the start; null: none. */
  readonly regression: number | null;
  /** For how many minutes the service behind the feature is down, at a random moment; null: never. */
  readonly outageMinutes: number | null;
  readonly runs: number;
  /** The same seed gives the same runs. */
  readonly seed: number;
};

export type RehearsalAsked = {
  readonly release: string;
  readonly planVersion: number;
  readonly document: string;
  readonly wish: RehearsalWish;
  /** Who asks. */
  readonly by: string;
};

/** Rehearsals of this instance: one at a time, a few waiting, the last few results in memory. */
export type Rehearsals = {
  /** The key of a rehearsal that runs or waits its turn, or why it does not, in a sentence. */
  start(asked: RehearsalAsked): Result<string, string>;
  /** Whether there was anything to stop. */
  stop(key: string, by: string): boolean;
  /** Of a release, the newest first. */
  of(release: string): readonly RehearsalStanding[];
  /** Releases of which one runs or waits. */
  underWay(): readonly string[];
};

export type RehearsalStanding = Pick<RehearsalAsked, 'release' | 'planVersion' | 'wish' | 'by'> & {
  readonly key: string;
  /** When it was asked for, in ISO 8601. */
  readonly at: string;
  readonly state: RehearsalState;
};

export type RehearsalState =
  /** How many are before it. */
  | { readonly name: 'waits'; readonly before: number }
  | { readonly name: 'runs'; readonly finished: number }
  | { readonly name: 'stopped'; readonly by: string }
  /** The plan can’t be rehearsed, or not here: why, in sentences. */
  | { readonly name: 'refused'; readonly sentences: readonly string[] }
  | { readonly name: 'done'; readonly result: RehearsalResult };

/** What a rehearsal came to. */
export type RehearsalResult = {
  readonly introduction: string;
  readonly verdicts: readonly string[];
  /** Figures of ours with SVG, free of styles and scripts. */
  readonly pictures: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
  readonly notRehearsed: readonly string[];
};

export function isUnderWay({ state: { name } }: RehearsalStanding): boolean {
  return name === 'waits' || name === 'runs';
}
