import type { Result } from '../../lib/result.ts';
import type { PlanResults, ReleasePlan } from '../../plan/index.ts';

/** Reads plan documents for a release. What can’t be read, or not in time, is answered with sentences that say why. */
export type PlanReader = {
  /** A plan that may be carried out: one that can be read, and has no error. */
  check(document: string): Promise<Result<ReleasePlan, string>>;
  /** A plan that was taken before. */
  read(document: string): Promise<Result<ReleasePlan, string>>;
  /** How many errors and warnings linting finds in it by itself. */
  findings(document: string): Promise<Result<PlanFindings, string>>;
  /** The document with results and changelog filled in. */
  report(document: string, written: WrittenResults): Promise<Result<string, string>>;
};

export type PlanFindings = { readonly errors: number; readonly warnings: number };

/** What is written into a plan document. `changelog`: its lines, in their order. */
export type WrittenResults = {
  readonly results: PlanResults;
  readonly changelog: readonly string[];
};
