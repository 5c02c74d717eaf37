import type { Comparison } from '../../criterion.ts';
import { measureOf } from '../../measures/catalogue.ts';
import { hasStatistic } from '../../measures/measure.ts';
import { complain, type StateResult, type CriterionState } from '../state.ts';
import { quantityAt } from '../words/numbers.ts';
import { comparisonAt, type WrittenComparison } from './comparison.ts';
import { readLimit } from './limit.ts';
import { complainOfNoLimit, isLeftOpenAt } from './no-limit.ts';
import { readTolerance } from './tolerance.ts';

/** `< 1%`, `at most 120% of the baseline`, `within 3 points of the flag share`. */
export function readCondition(state: CriterionState): StateResult {
  const { tokens, at, draft } = state;
  if (hasStatistic(measureOf(draft)) && draft.statistic === null) {
    return complain(state, NO_STATISTIC);
  }
  const comparison = comparisonAt(tokens, at);
  if (!comparison) return complainOfNoComparison(state);
  const limit = { ...state, at: at + comparison.length };
  return comparison.found === 'near'
    ? readTolerance(limit)
    : readLimit(limit, signOf(comparison.found, state));
}

const NO_STATISTIC = {
  problem: 'no-statistic',
  expected: 'which of them is meant: p50, p75, p90, p95, p99 or average',
} as const;

function signOf(
  comparison: Exclude<WrittenComparison, 'near'>,
  { draft }: CriterionState,
): Comparison {
  if (comparison !== 'no-worse') return comparison;
  return measureOf(draft).better === 'higher' ? '>=' : '<=';
}

function complainOfNoComparison(state: CriterionState): StateResult {
  const { tokens, at, draft } = state;
  if (isLeftOpenAt(state)) return complainOfNoLimit(state);
  const usual = measureOf(draft).better === 'higher' ? 'at least' : 'at most';
  const limit = quantityAt(tokens, at);
  const written = limit?.ok ? tokens.slice(at, at + limit.length) : [];
  return complain(state, {
    problem: 'no-comparison',
    expected: 'a comparison, such as “<” or “at most”',
    suggestion:
      written.length > 0 ? `${usual} ${written.map((token) => token.written).join('')}` : null,
  });
}
