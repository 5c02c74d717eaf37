import { expect, test } from 'vitest';

import { rateRatioInWords } from './harm-in-words.ts';

test.each([
  [null, null, /can’t be said yet\.$/],
  [
    2.17,
    null,
    /^With the feature, visits fail at least 2\.1 times as often \(wrong with a chance of 1%\)\.$/,
  ],
  [
    null,
    3.41,
    /^With the feature, visits fail in this stage at most 3\.5 times as often \(wrong with a chance of 5%\)\.$/,
  ],
  [0.368, null, /can’t be said yet\.$/],
  [0.368, 43.2, /^With the feature, visits fail in this stage at most 44 times/],
  [3, 0.512, /at least 3 times .*, and in this stage at most 0\.52 times/],
  [12.7, 1_234, /at least 12 times .* at most 1300 times/],
  [2, 3, /at least 2 times .* at most 3 times/],
])('bounds of %s and %s are told so that they still hold', (atLeast, atMost, told) => {
  expect(rateRatioInWords({ atLeast, atMost }, 0.01)).toMatch(told);
});
