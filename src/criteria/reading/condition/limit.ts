import type { Comparison, Quantity, Reference } from '../../criterion.ts';
import { MEASURE_NAMES, measureOf, shareTwinOf } from '../../measures/catalogue.ts';
import { UNIT_NAMES } from '../../measures/units.ts';
import { complain, onward, type StateResult, type CriterionState } from '../state.ts';
import { anyPhraseAt, longestAt, type Match } from '../words/phrases.ts';
import { quantityAt } from '../words/numbers.ts';
import { fittingQuantity } from './fitting.ts';
import { complainOfNoLimit } from './no-limit.ts';
import { fittingReference, referenceAt } from './reference.ts';

/** After a comparison: an amount, or a multiple of something that is measured too. */
export function readLimit(state: CriterionState, comparison: Comparison): StateResult {
  const multiple = multipleAt(state);
  return multiple ? readMultiple(state, comparison, multiple) : readQuantity(state, comparison);
}

function readMultiple(
  state: CriterionState,
  comparison: Comparison,
  { found: { percent, reference }, length }: Match<Multiple>,
): StateResult {
  const fit = fittingReference(reference, state);
  if (!fit.ok) return complain(state, fit.error);
  return onward(state, length, {
    condition: { kind: 'relative', comparison, percent, reference: fit.value },
  });
}

function readQuantity(state: CriterionState, comparison: Comparison): StateResult {
  const quantity = quantityAt(state.tokens, state.at);
  if (!quantity) return complainOfNoLimit(state);
  if (!quantity.ok) return complain(state, quantity.complaint);
  const swapped = withTwin(state, quantity.value);
  const fit = fittingQuantity(quantity.value, swapped.draft);
  if (!fit.ok) return complain(swapped, fit.error);
  const read = onward(swapped, quantity.length, {
    condition: { kind: 'fixed', comparison, limit: fit.value },
  });
  return read.ok && fit.value.kind === 'count' ? pastItsUnit(read.value) : read;
}

/** What a limit is counted in may be said again behind it: `errors < 10 errors`, `complaints < 2 calls`. */
function pastItsUnit(state: CriterionState): StateResult {
  const { tokens, at, draft } = state;
  const { measure } = draft;
  const own = [...MEASURE_NAMES, ...UNIT_NAMES.map(({ name, unit }) => ({ name, measure: unit }))]
    .filter((named) => named.measure === measure)
    .map(({ name }) => name);
  const length = anyPhraseAt(tokens, at, [...own, ...measureOf(draft).countedIn]);
  if (length > 0) return onward(state, length);
  if (!longestAt(tokens, at, [...UNIT_NAMES, ...MEASURE_NAMES])) return onward(state, 0);
  return complain(state, {
    problem: 'wrong-unit',
    expected: `“${measure}”, a window, such as “over 1 day”, or the end`,
    because: `“${measure}” is counted in nothing else.`,
    suggestion: measure,
  });
}

/** `errors < 5%` is meant as `error rate < 5%`. */
function withTwin(state: CriterionState, quantity: Quantity): CriterionState {
  const { measure, per } = state.draft;
  const twin = quantity.kind === 'percent' && per === null ? shareTwinOf(measure) : null;
  return twin ? { ...state, draft: { ...state.draft, measure: twin } } : state;
}

type Multiple = { readonly percent: number; readonly reference: Reference };

/** `the baseline`, `120% of the baseline`, `1.2 times the baseline`, `10% above the baseline`. */
function multipleAt({ tokens, at }: CriterionState): Match<Multiple> | null {
  const bare = referenceAt(tokens, at);
  if (bare) return { found: { percent: 100, reference: bare.found }, length: bare.length };
  const factor = factorAt(tokens, at);
  const reference = factor && referenceAt(tokens, at + factor.length);
  if (!reference) return null;
  return {
    found: { percent: factor.found, reference: reference.found },
    length: factor.length + reference.length,
  };
}

const TIMES = ['times', 'x', '×', '*'];

/** In percent of what comes after it. */
function factorAt(tokens: CriterionState['tokens'], at: number): Match<number> | null {
  if (tokens[at]?.text === 'twice') return { found: 200, length: 1 };
  const quantity = quantityAt(tokens, at);
  if (!quantity?.ok) return null;
  const { value, length } = quantity;
  if (value.kind === 'percent') return percentOf(value.percent, { tokens, at, length });
  if (value.kind !== 'count') return null;
  const times = anyPhraseAt(tokens, at + length, TIMES);
  return times === 0 ? null : factor(value.count * 100, length + times);
}

const ABOVE = ['above', 'over', 'more than', 'higher than'];
const BELOW = ['below', 'under', 'less than', 'lower than'];

function percentOf(
  percent: number,
  { tokens, at, length }: Pick<CriterionState, 'tokens' | 'at'> & { readonly length: number },
): Match<number> | null {
  const next = at + length;
  const ways = [
    { words: anyPhraseAt(tokens, next, ['of']), percent },
    { words: anyPhraseAt(tokens, next, ABOVE), percent: 100 + percent },
    { words: anyPhraseAt(tokens, next, BELOW), percent: 100 - percent },
  ];
  const way = ways.find(({ words }) => words > 0);
  return way ? factor(way.percent, length + way.words) : null;
}

const HIGHEST_FACTOR = 1_000_000;

/** 1.1 times 100 is 110 and not 110.00000000000001; null when it can’t be meant. */
function factor(percent: number, length: number): Match<number> | null {
  const found = Number(percent.toFixed(6));
  return found >= 0 && found <= HIGHEST_FACTOR ? { found, length } : null;
}
