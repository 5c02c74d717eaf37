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
  /** The same document to be looked at. */
  show(document: string, asked: ShowingAsked): Promise<Result<PlanShown, string>>;
  /** The document with results and changelog filled in. */
  report(document: string, written: WrittenResults): Promise<Result<string, string>>;
};

export type PlanFindings = { readonly errors: number; readonly warnings: number };

/** What is written into a plan document. `changelog`: its lines, in their order. */
export type WrittenResults = {
  readonly results: PlanResults;
  readonly changelog: readonly string[];
};

/** What a plan is shown with. */
export type ShowingAsked = {
  readonly written: WrittenResults;
  readonly traffic: ExpectedTraffic;
};

/** What planning figures are worked out from; null: not known, so that none are. */
export type ExpectedTraffic = {
  /** Different people who would come in a day if the feature were open to everyone. */
  readonly usersPerDay: number | null;
  /** Share of people who meet an error today, 0 to 1. */
  readonly baseline: number | null;
};

/** A plan with its results, as a page shows it. */
export type PlanShown = {
  /** Free of anything that a browser would run or load; findings and what the program filled in are marked in it. */
  readonly html: string;
  /** As it was loaded, and with its results: both as text. */
  readonly document: string;
  readonly report: string;
  readonly findings: readonly PlanFinding[];
  /** How the plan wants to be carried out, as understood: a term and its value in words each. */
  readonly terms: readonly (readonly [term: string, value: string])[];
};

/** What is missing, contradictory or unmeasurable at a line of a plan with its results, counted from 1. */
export type PlanFinding = {
  /** Of the element that tells of it in the plan as HTML. */
  readonly id: string;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly line: number;
  readonly section: string;
  readonly message: string;
  readonly suggestion: string;
};
