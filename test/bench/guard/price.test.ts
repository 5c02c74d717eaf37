import { describe, expect, test } from 'vitest';

import { fewestTreatedErrors, labelsToProveSafe } from '../../../bench/guard/exact/information.ts';
import { treatedErrorsAtCrossing } from '../../../bench/guard/exact/treated-errors.ts';
import { thresholdAt } from '../../../src/guard/index.ts';

const PLAIN = thresholdAt(0.01);

describe('the price of detection', () => {
  test.each([
    [0.05, 3, 11.52, 15.03, 14, 24],
    [0.05, 10, 3.76, 5.01, 5, 7],
    [0.2, 3, 14.69, 18.4, 18, 30],
    [0.2, 10, 5.35, 6.4, 6, 10],
    [0.5, 3, 26.4, 31.28, 31, 54],
    [0.5, 10, 10.78, 11.98, 12, 18],
  ])(
    'at a share of %f and a rate ratio of %i is at least %f errors, and on average %f',
    (share, rateRatio, fewest, mean, median, p90) => {
      expect(fewestTreatedErrors({ share, rateRatio }, 0.01)).toBeCloseTo(fewest, 2);
      const errors = treatedErrorsAtCrossing({ share, threshold: PLAIN }, rateRatio);
      expect(errors?.mean).toBeCloseTo(mean, 2);
      expect(errors).toMatchObject({ median, p90 });
      expect(mean / fewest).toBeLessThan(1.45);
    },
  );

  test('is not given for harm too small to be caught in the end', () => {
    expect(treatedErrorsAtCrossing({ share: 0.05, threshold: PLAIN }, 1.05)).toBeNull();
  });

  test('on the way to “proven safe” is the published number of labels', () => {
    expect(labelsToProveSafe({ share: 0.05, rateRatio: 2 }, 0.05)).toBeCloseTo(211.97, 2);
  });
});
