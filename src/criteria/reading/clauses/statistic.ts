import { MEASURES } from '../../measures/catalogue.ts';
import { complain, onward, type Clause } from '../state.ts';
import { longestAt } from '../words/phrases.ts';
import { STATISTICS } from '../words/statistics.ts';

/** `p95`, `average`, after the measure. */
export const statisticClause: Clause = (state) => {
  const { tokens, at, draft } = state;
  const match = longestAt(tokens, at, STATISTICS);
  if (!match) {
    if (!/^p\d/.test(tokens[at]?.text ?? '')) return null;
    return complain(state, {
      problem: 'unknown-statistic',
      expected: 'p50, p90, p95, p99 or average',
    });
  }
  if (draft.statistic !== null) {
    return complain(state, {
      problem: 'said-twice',
      expected: 'a comparison after the one statistic',
    });
  }
  if (MEASURES[draft.measure].kind !== 'duration') {
    return complain(state, {
      problem: 'unknown-statistic',
      expected: 'a comparison',
      because: 'Only a response time has a statistic.',
    });
  }
  return onward(state, match.length, { statistic: match.found.statistic });
};
