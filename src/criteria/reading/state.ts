import type { Result } from '../../lib/result.ts';
import type { MeasureName } from '../measures/catalogue.ts';
import type { CriterionDraft } from '../criterion.ts';
import { problemAt, type Complaint, type CriterionProblem } from './problem.ts';
import type { Token } from './words/tokens.ts';

/** What the reader of a criterion has to be told. */
export type KnownBaselines = {
  /** Whether the program knows what the measure was before the release. */
  readonly hasBaseline: (surface: string | null, measure: MeasureName) => boolean;
};

export type CriterionState = {
  readonly tokens: readonly Token[];
  /** The token to be read next. */
  readonly at: number;
  readonly draft: CriterionDraft;
  readonly known: KnownBaselines;
};

export type StateResult = Result<CriterionState, CriterionProblem>;
export type Failure = { readonly ok: false; readonly error: CriterionProblem };

/** A part of a criterion; null when no such part begins here. */
export type Clause = (state: CriterionState) => StateResult | null;

/** The state after `length` more tokens, with what they say. */
export function onward(
  state: CriterionState,
  length: number,
  said: Partial<CriterionDraft> = {},
): StateResult {
  const { at, draft } = state;
  return { ok: true, value: { ...state, at: at + length, draft: { ...draft, ...said } } };
}

/** A complaint about the token `ahead` of the next one. */
export function complain(state: CriterionState, complaint: Complaint, ahead = 0): Failure {
  return { ok: false, error: problemAt({ ...state, at: state.at + ahead }, complaint) };
}
