import { measureOf } from '../../measures/catalogue.ts';
import { complain, onward, type StateResult, type CriterionState } from '../state.ts';
import { anyPhraseAt, type Match } from '../words/phrases.ts';
import { quantityAt } from '../words/numbers.ts';
import { complainOfNoLimit } from './no-limit.ts';
import { fittingReference, referenceAt } from './reference.ts';

/** After “within”: `3% of the baseline`, `3 points of the flag share`. */
export function readTolerance(state: CriterionState): StateResult {
  const quantity = quantityAt(state.tokens, state.at);
  if (quantity && !quantity.ok) return complain(state, quantity.complaint);
  const tolerance = toleranceAt(state);
  if (!tolerance)
    return complainOfNoLimit(state, 'how far from what, such as “3% of the baseline”');
  if (tolerance.found.of === 'points' && measureOf(state.draft).kind !== 'share') {
    return complain(state, POINTS_OF_NO_SHARE);
  }
  return readFromWhat({ ...state, at: state.at + tolerance.length }, tolerance.found);
}

type Tolerance = { readonly tolerance: number; readonly of: 'percent' | 'points' };

const POINTS = ['points', 'point', 'percentage points', 'percentage point', 'pp'];

function toleranceAt({ tokens, at }: CriterionState): Match<Tolerance> | null {
  const quantity = quantityAt(tokens, at);
  if (!quantity?.ok) return null;
  const { value, length } = quantity;
  if (value.kind === 'percent')
    return { found: { tolerance: value.percent, of: 'percent' }, length };
  const points = anyPhraseAt(tokens, at + length, POINTS);
  if (value.kind !== 'count' || points === 0) return null;
  return { found: { tolerance: value.count, of: 'points' }, length: length + points };
}

const POINTS_OF_NO_SHARE = {
  problem: 'wrong-unit',
  expected: 'a percentage',
  because: 'Only shares have points.',
} as const;

function readFromWhat(state: CriterionState, tolerance: Tolerance): StateResult {
  const of = anyPhraseAt(state.tokens, state.at, ['of', 'from']);
  const reference = of > 0 ? referenceAt(state.tokens, state.at + of) : null;
  if (!reference) {
    return complain(state, {
      problem: 'no-limit',
      expected: 'from what, such as “of the baseline” or “of the closed cohort”',
    });
  }
  const fit = fittingReference(reference.found, state);
  if (!fit.ok) return complain(state, fit.error);
  return onward(state, of + reference.length, {
    condition: { kind: 'near', ...tolerance, reference: fit.value },
  });
}
