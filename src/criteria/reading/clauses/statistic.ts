import type { Statistic } from '../../criterion.ts';
import { measureOf } from '../../measures/catalogue.ts';
import { hasStatistic } from '../../measures/measure.ts';
import { complain, onward, type Clause } from '../state.ts';
import { longestAt } from '../words/phrases.ts';

/** `p95`, `average`, after the measure. */
export const statisticClause: Clause = (state) => {
  const { tokens, at, draft } = state;
  const match = longestAt(tokens, at, STATISTICS);
  if (!match) {
    if (!/^p\d/.test(tokens[at]?.text ?? '')) return null;
    return complain(state, {
      problem: 'unknown-statistic',
      expected: 'p50, p75, p90, p95, p99 or average',
    });
  }
  if (draft.statistic !== null) {
    return complain(state, {
      problem: 'said-twice',
      expected: 'a comparison after the one statistic',
    });
  }
  if (!hasStatistic(measureOf(draft))) {
    return complain(state, {
      problem: 'unknown-statistic',
      expected: 'a comparison',
      because: 'Only a length of time or a score has a statistic.',
    });
  }
  return onward(state, match.length, { statistic: match.found.statistic });
};

const NAMES: Readonly<Record<Statistic, readonly string[]>> = {
  p50: ['p50', 'median', '50th percentile'],
  p75: ['p75', '75th percentile'],
  p90: ['p90', '90th percentile'],
  p95: ['p95', '95th percentile'],
  p99: ['p99', '99th percentile'],
  average: ['average', 'avg', 'mean'],
};

/** Before a measure “of” may follow: `p95 of response time`. */
export const STATISTICS: readonly { readonly name: string; readonly statistic: Statistic }[] =
  Object.entries(NAMES).flatMap(([statistic, names]) =>
    names
      .flatMap((name) => [name, `${name} of`])
      .map((name) => ({ name, statistic: statistic as Statistic })),
  );
