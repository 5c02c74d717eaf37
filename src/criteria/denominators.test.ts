import { expect, test } from 'vitest';

import { mixedDenominators, readCriterion } from './index.ts';

function stated(...texts: readonly string[]) {
  return texts.map((text, index) => {
    const read = readCriterion(text);
    if (!read.ok) throw new Error(read.error.sentence);
    return { criterion: read.value, line: index + 1 };
  });
}

const pairsIn = (...texts: readonly string[]) =>
  mixedDenominators(stated(...texts)).map((pair) => pair.map(({ line }) => line));

test('the same thing as a share of different things is found, in every pair', () => {
  expect(
    pairsIn(
      'contacts error rate < 5% of requests over 1 day',
      'contacts response time p95 < 2 s',
      'contacts error rate > 10% of people over 1 hour',
      'contacts errors < 5% of visits',
    ),
  ).toEqual([
    [1, 3],
    [1, 4],
    [3, 4],
  ]);
});

test('success and failure are two sides of one thing', () => {
  expect(pairsIn('success rate >= 99% of attempts', 'error rate < 1% of requests')).toEqual([
    [1, 2],
  ]);
});

test('what has another surface, endpoint or status is another thing', () => {
  expect(
    pairsIn(
      'contacts error rate < 5% of requests',
      'profile error rate < 5% of visits',
      'contacts error rate on index < 5% of visits',
      'contacts error rate with status 422 < 5% of submissions',
    ),
  ).toEqual([]);
});

test('other limits, windows and samples of one denominator are no mixture', () => {
  expect(
    pairsIn(
      'error rate < 5% of requests over 1 day, at least 200 requests',
      'error rate > 10% over 1 hour',
      'error rate <= 120% of the closed cohort',
    ),
  ).toEqual([]);
});
