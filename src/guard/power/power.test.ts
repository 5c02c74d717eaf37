import { describe, expect, test } from 'vitest';

import { detectableRateRatio, power, shippedThreshold, thresholdAt } from '../index.ts';

const PLAIN = thresholdAt(0.01);

/** The smallest rate ratio that is caught, by share and by people with an error: 5, 20, … 1,000. */
const DETECTABLE: readonly (readonly [number, readonly string[]])[] = [
  [0.01, ['72', '24.6', '12.8', '8.2', '5.5', '3.5', '2.65']],
  [0.05, ['21.7', '8.5', '5.0', '3.6', '2.7', '2.0', '1.69']],
  [0.1, ['14.2', '5.9', '3.7', '2.76', '2.17', '1.71', '1.49']],
  [0.2, ['9.7', '4.4', '2.9', '2.27', '1.86', '1.52', '1.38']],
  [0.5, ['7.8', '3.7', '2.5', '2.0', '1.68', '1.43', '1.33']],
];

describe('the detectable rate ratio', () => {
  test.each(DETECTABLE)('at a share of %f is the one of the table', (share, row) => {
    const errors = [5, 20, 50, 100, 200, 500, 1000];
    row.forEach((printed, column) => {
      const stage = { share, erringUsers: errors[column] ?? 0, threshold: PLAIN };
      const off = Math.abs((detectableRateRatio(stage) ?? 0) - Number(printed));
      expect(off, `${share}, ${errors[column]}`).toBeLessThan(unitOf(printed));
    });
  });

  test('is caught with a chance of 80%, and one a little smaller is not', () => {
    const stage = { share: 0.05, erringUsers: 59, threshold: PLAIN };
    const found = detectableRateRatio(stage) ?? 0;
    expect(found).toBeCloseTo(4.6, 1);
    expect(power(stage, found)).toBeGreaterThanOrEqual(0.8);
    expect(power(stage, found * 0.999)).toBeLessThan(0.8);
  });

  test('is larger for the guard as it ships, which may spend less on labels', () => {
    const stage = { share: 0.05, erringUsers: 59, threshold: PLAIN };
    const shipped = { ...stage, threshold: shippedThreshold(0.01) };
    expect(Math.exp(shipped.threshold)).toBeCloseTo(333.33, 2);
    expect(detectableRateRatio(shipped)).toBeGreaterThan(detectableRateRatio(stage) ?? Infinity);
  });

  test.each([0, 1])('is none at a share of %i, where labels say nothing', (share) => {
    const stage = { share, erringUsers: 59, threshold: PLAIN };
    expect(detectableRateRatio(stage)).toBeNull();
    expect(power(stage, 100)).toBe(0);
  });

  test('is none where nobody is expected to have an error', () => {
    expect(detectableRateRatio({ share: 0.05, erringUsers: 0, threshold: PLAIN })).toBeNull();
  });

  test('falls no further once more labels come than are followed', () => {
    const many = { share: 0.05, erringUsers: 8_000, threshold: PLAIN };
    const endless = detectableRateRatio({ ...many, erringUsers: 1e9 }) ?? 0;
    expect(endless).toBeLessThan(detectableRateRatio(many) ?? 0);
    expect(endless).toBe(detectableRateRatio({ ...many, erringUsers: 1e12 }));
  });
});

describe('power', () => {
  test.each([
    [0.05, 5, 50, 0.794491],
    [0.2, 3, 50, 0.836358],
    [0.5, 2, 100, 0.801651],
  ])(
    'at a share of %f, a rate ratio of %f and %i errors is %f',
    (share, rateRatio, errors, chance) => {
      const stage = { share, erringUsers: errors, threshold: PLAIN };
      expect(Math.abs(power(stage, rateRatio) - chance)).toBeLessThan(1e-6);
    },
  );
});

test('a break for nearly everybody is caught for sure, however many come', () => {
  const stage = { share: 0.05, erringUsers: 1e9, threshold: PLAIN };
  expect(power(stage, 1e6)).toBeCloseTo(1, 9);
});

test('hardly anybody without the feature leaves little to compare, and ends all the same', () => {
  const stage = { share: 0.99999, erringUsers: 1_000, threshold: PLAIN };
  expect(detectableRateRatio(stage)).toBeNull();
});

/** One unit of the last digit that is printed. */
function unitOf(printed: string): number {
  return 10 ** -(printed.split('.')[1] ?? '').length;
}
