import { measureOf } from '../../measures/catalogue.ts';
import { UNIT_NAMES, UNITS } from '../../measures/units.ts';
import { complain, onward, type Clause, type StateResult, type CriterionState } from '../state.ts';
import { numberAt } from '../words/numbers.ts';
import { anyPhraseAt, longestAt, nearestName } from '../words/phrases.ts';

const JOINTS = ['and', 'with', 'from', 'once', 'after', 'if', 'given'];
const AT_LEAST = [
  'at least',
  'minimum',
  'a minimum of',
  'min',
  '>=',
  'no fewer than',
  'not fewer than',
];

/** `at least 200 requests`, after the condition. */
export const sampleClause: Clause = (state) => {
  const { tokens, at, draft } = state;
  const joint = anyPhraseAt(tokens, at, JOINTS);
  const atLeast = anyPhraseAt(tokens, at + joint, AT_LEAST);
  if (atLeast === 0) return null;
  if (draft.sample !== null) {
    return complain(state, {
      problem: 'said-twice',
      expected: 'the end',
      because: 'A sample is named once.',
    });
  }
  return readSample({ ...state, at: at + joint + atLeast });
};

function readSample(state: CriterionState): StateResult {
  const { tokens, at, draft } = state;
  const number = numberAt(tokens, at);
  if (number && !number.ok) return complain(state, number.complaint);
  if (!number || number.value < 1 || !Number.isInteger(number.value)) {
    return complain(state, {
      problem: 'bad-sample',
      expected: 'a whole number from 1 on after “at least”',
    });
  }
  const unit = longestAt(tokens, at + number.length, UNIT_NAMES);
  if (unit) {
    const sample = { count: number.value, unit: unit.found.unit };
    return onward(state, number.length + unit.length, { sample });
  }
  const written = tokens[at + number.length]?.text ?? '';
  const usual = draft.denominator ?? measureOf(draft).sampleUnit;
  const guess = nearestName(written, Object.keys(UNITS)) ?? usual;
  return complain(
    state,
    {
      problem: 'bad-sample',
      expected: `what is counted (${Object.keys(UNITS).join(', ')})`,
      suggestion: `at least ${number.value} ${guess}`,
    },
    number.length,
  );
}
