import { draftInWords } from '../in-words.ts';
import type { CriterionDraft } from '../criterion.ts';
import type { Token } from './words/tokens.ts';

/** Stable; docs/criteria.md says of each what to do. */
export type ProblemCode =
  | 'empty'
  | 'too-long'
  | 'unknown-measure'
  | 'no-statistic'
  | 'unknown-statistic'
  | 'no-comparison'
  | 'no-limit'
  | 'unset-limit'
  | 'needs-baseline'
  | 'no-closed-cohort'
  | 'wrong-unit'
  | 'out-of-range'
  | 'bad-number'
  | 'bad-filter'
  | 'bad-window'
  | 'bad-sample'
  | 'unknown-denominator'
  | 'said-twice'
  | 'not-understood';

/** Why a text is no criterion. */
export type CriterionProblem = {
  readonly code: ProblemCode;
  /** From 1, in UTF-16 units, within the text (1 where it is empty). */
  readonly column: number;
  /** What was understood before that, in the language’s own words; empty when nothing was. */
  readonly understood: string;
  /** What could stand there instead. */
  readonly expected: string;
  /** Words to put there, where there is a good guess. */
  readonly suggestion: string | null;
  /** All of it, for people. */
  readonly sentence: string;
};

export type Complaint = {
  readonly problem: ProblemCode;
  readonly expected: string;
  /** A sentence that says why, where that is not plain. */
  readonly because?: string;
  readonly suggestion?: string | null;
};

/** Where a reading has come to grief. */
export type TokenPlace = {
  readonly tokens: readonly Token[];
  readonly at: number;
  readonly draft: CriterionDraft | null;
};

export function problemAt(
  { tokens, at, draft }: TokenPlace,
  { problem: code, expected, because, suggestion = null }: Complaint,
): CriterionProblem {
  const here = tokens[at];
  const last = tokens.at(-1);
  const column = here ? here.start + 1 : Math.max(last?.end ?? 0, 1);
  const understood = draft ? draftInWords(draft) : '';
  const sentence = [
    understood === '' ? null : `Understood so far: “${understood}”.`,
    `Expected ${here ? `at column ${column}, where “${here.written}” stands` : 'at the end'}: ${expected}.`,
    because ?? null,
    suggestion === null ? null : `Did you mean “${suggestion}”?`,
  ];
  return {
    code,
    column,
    understood,
    expected,
    suggestion,
    sentence: sentence.filter((part) => part !== null).join(' '),
  };
}
