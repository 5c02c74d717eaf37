import { measureInWords, measureOf, shareTwinOf } from '../../measures/catalogue.ts';
import { UNIT_NAMES, type CountedUnit } from '../../measures/units.ts';
import type { CriterionDraft } from '../../criterion.ts';
import { complain, onward, type Clause, type StateResult, type CriterionState } from '../state.ts';
import { anyPhraseAt, longestAt, nearestName } from '../words/phrases.ts';

const OPENINGS = ['of', 'of all', 'of the', 'of all the', 'per', 'among', 'among all'];

/** `of requests`, `per visit`. */
export const denominatorClause: Clause = (state) => {
  const { tokens, at, draft } = state;
  const opening = anyPhraseAt(tokens, at, OPENINGS);
  if (opening === 0) return null;
  const asShare = shareOf(draft);
  const allowed = measureOf(asShare).denominators;
  const match = longestAt(tokens, at + opening, UNIT_NAMES);
  if (!match || !allowed.includes(match.found.unit)) {
    return unknownDenominator({ ...state, at: at + opening }, allowed);
  }
  if (draft.denominator !== null) {
    return complain(state, {
      problem: 'said-twice',
      expected: 'the end',
      because: 'A denominator is named once.',
    });
  }
  return onward(state, opening + match.length, { ...asShare, denominator: match.found.unit });
};

/** A count that is said to be “of” something is meant as the share of the same thing. */
function shareOf({
  measure,
  per,
  condition,
}: CriterionDraft): Pick<CriterionDraft, 'measure' | 'per'> {
  const twin = condition === null && per === null ? shareTwinOf(measure) : null;
  return { measure: twin ?? measure, per };
}

function unknownDenominator(state: CriterionState, allowed: readonly CountedUnit[]): StateResult {
  const { tokens, at, draft } = state;
  if (allowed.length === 0) {
    return complain(
      state,
      {
        problem: 'unknown-denominator',
        expected: 'a window, such as “over 1 day”, or the end',
        because: `“${measureInWords(draft)}” is no share, so it is not “of” anything.`,
      },
      -1,
    );
  }
  return complain(state, {
    problem: 'unknown-denominator',
    expected: `what “${draft.measure}” can be a share of (${allowed.join(', ')})`,
    suggestion: nearestName(tokens[at]?.text ?? '', allowed),
  });
}
