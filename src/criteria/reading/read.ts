import { err, ok, type Result } from '../../lib/result.ts';
import { beginningOf } from '../../lib/text-from-people.ts';
import type { Criterion } from '../criterion.ts';
import { measureOf } from '../measures/catalogue.ts';
import { denominatorClause } from './clauses/denominator.ts';
import { filterClause } from './clauses/filters.ts';
import { sampleClause } from './clauses/sample.ts';
import { statisticClause } from './clauses/statistic.ts';
import { windowClause } from './clauses/window.ts';
import { comparisonAt, invertedAt, malformedBefore } from './condition/comparison.ts';
import { readCondition } from './condition/condition.ts';
import { problemAt, type CriterionProblem } from './problem.ts';
import {
  complain,
  type Clause,
  type KnownBaselines,
  type StateResult,
  type CriterionState,
} from './state.ts';
import { readSubject } from './subject.ts';
import { tokensOf } from './words/tokens.ts';

const LONGEST = 1000;

const NOTHING_BEFORE: KnownBaselines = { hasBaseline: () => false };

/**
 * The criterion that this code span of a plan holds, or what is wrong with it and where.
 * Without `known`, no measure has a baseline, so a plan has to give its number.
 */
export function readCriterion(
  text: string,
  known: KnownBaselines = NOTHING_BEFORE,
): Result<Criterion, CriterionProblem> {
  const tokens = tokensOf(beginningOf(text, LONGEST));
  const start = { tokens, at: 0, draft: null };
  if (tokens.length === 0) return err(problemAt(start, EMPTY));
  if (text.length > LONGEST) return err(problemAt(start, TOO_LONG));
  const malformed = malformedBefore(tokens);
  if (malformed) return err(problemAt({ ...start, at: malformed.length }, malformed.found));
  const inverted = invertedAt(tokens);
  const subject = readSubject(tokens, inverted?.length ?? 0);
  if (!subject.ok) return subject;
  const state: CriterionState = { tokens, known, ...subject.value };
  const read = inverted ? readInverted(state, inverted.tokens) : readInOrder(state);
  return read.ok ? settled(read.value) : read;
}

const EMPTY = {
  problem: 'empty',
  expected: 'a measure, a comparison and a limit, such as “error rate < 1%”',
} as const;

const TOO_LONG = {
  problem: 'too-long',
  expected: `a criterion of at most ${LONGEST} characters`,
} as const;

function readInOrder(state: CriterionState): StateResult {
  const narrowed = readClauses(state, BEFORE);
  if (!narrowed.ok) return narrowed;
  const condition = readCondition(narrowed.value);
  return condition.ok ? readClauses(condition.value, AFTER) : condition;
}

/** `no errors on /v0/letters`: the condition stands first, so it is read as if it stood behind the measure. */
function readInverted(state: CriterionState, tokens: CriterionState['tokens']): StateResult {
  const condition = readCondition({ ...state, tokens, at: 0 });
  if (!condition.ok) return condition;
  return readClauses({ ...state, draft: condition.value.draft }, AFTER);
}

const BEFORE: readonly Clause[] = [statisticClause, filterClause, windowBefore, denominatorClause];
const AFTER: readonly Clause[] = [filterClause, windowClause, denominatorClause, sampleClause];

/** `over 1 day < 5%` gives a window, `over 5%` a comparison; so does `over 2 s over 1 day`. */
function windowBefore(state: CriterionState): StateResult | null {
  const window = windowClause(state);
  if (!window?.ok) return null;
  const { tokens, at } = window.value;
  const compares = comparisonAt(state.tokens, state.at) !== null;
  const comparesAfter = comparisonAt(tokens, at) !== null && tokens[at]?.text !== 'over';
  return !compares || comparesAfter ? window : null;
}

/** All the parts of a criterion that follow, in any order, commas between them or not. */
function readClauses(state: CriterionState, clauses: readonly Clause[]): StateResult {
  const { tokens } = state;
  const at = tokens[state.at]?.text === ',' ? state.at + 1 : state.at;
  const here = { ...state, at };
  for (const clause of clauses) {
    const read = clause(here);
    if (read) return read.ok ? readClauses(read.value, clauses) : read;
  }
  return { ok: true, value: here };
}

/** A criterion once all of the text is read, with what the language fills in. */
function settled(state: CriterionState): Result<Criterion, CriterionProblem> {
  const { tokens, at, draft } = state;
  if (at < tokens.length) return complain(state, NOTHING_MORE);
  const [usual] = measureOf(draft).denominators;
  if (draft.condition === null) return complain(state, EMPTY);
  return ok({
    ...draft,
    condition: draft.condition,
    denominator: draft.denominator ?? usual ?? null,
    window: draft.window ?? { kind: 'stage' },
  });
}

const NOTHING_MORE = {
  problem: 'not-understood',
  expected:
    'the end, or a filter (“without status 401”), a denominator (“of requests”), a window (“over 1 day”) or a sample (“at least 200 requests”)',
} as const;

const COMPARES =
  /[<>=≤≥]|\b(?:above|below|over|under|at (?:most|least)|more than|less than|within)\b/i;

/** Whether a code span is meant to be measured: it compares something, or begins with something measurable. */
export function looksLikeCriterion(code: string): boolean {
  if (COMPARES.test(code)) return true;
  const read = readCriterion(code);
  return read.ok || read.error.understood !== '';
}
