import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  crossedWithin,
  detectableRateRatio,
  falseRollback,
  fewestTreatedErrors,
  labelsToProveSafe,
  logEvidence,
  thresholdAt,
  power,
  shippedThreshold,
  treatedErrorsAtCrossing,
  type Process,
} from '../index.ts';
import { evidenceAfter, labelsOf } from '../../../test/world/labels.ts';

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

  test('is caught with a chance of 80 %, and one a little smaller is not', () => {
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

describe('without any harm', () => {
  test.each([
    [0.05, 100, 0.003259],
    [0.05, 1000, 0.005041],
    [0.5, 100, 0.007495],
    [0.5, 5000, 0.008991],
    [0.95, 5000, 0.009781],
  ])(
    'at a share of %f and %i labels the evidence has crossed with a chance of %f',
    (share, labels, chance) => {
      const crossed = crossedWithin(labels, { share, threshold: PLAIN }, share);
      expect(Math.abs(crossed - chance)).toBeLessThan(1e-6);
    },
  );

  test('the chance of crossing stays within the budget at every share', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0.001, max: 0.2, noNaN: true }),
        (share, alpha) => {
          const process = { share, threshold: thresholdAt(alpha) };
          return crossedWithin(300, process, share) <= alpha;
        },
      ),
    );
  });

  test('a harmful share only makes crossing likelier, a harmless one never', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (share, part) => {
          const process = { share, threshold: PLAIN };
          return (
            crossedWithin(100, process, share * part) <= crossedWithin(100, process, share) + 1e-15
          );
        },
      ),
    );
  });

  test('a stage is rolled back falsely no more often than its labels can cross', () => {
    const stage = { share: 0.5, erringUsers: 1000, threshold: PLAIN };
    expect(falseRollback(stage)).toBeGreaterThan(0.008);
    expect(falseRollback(stage)).toBeLessThan(crossedWithin(5000, stage, 0.5));
  });

  test.each([1, 1.2, 2])(
    'at a tolerance of %f the chance is that of the evidence itself',
    (tolerance) => {
      const process = { share: 0.3, threshold: thresholdAt(0.2), tolerance };
      const counted = countedPaths(10, process, 0.5);
      expect(counted).toBeGreaterThan(0);
      expect(crossedWithin(10, process, 0.5)).toBeCloseTo(counted, 12);
    },
  );

  test('crossing agrees with the count of all paths of labels, one by one', () => {
    const process = { share: 0.3, threshold: thresholdAt(0.2) };
    expect(crossedWithin(12, process, 0.3)).toBeCloseTo(countedPaths(12, process, 0.3), 12);
  });
});

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

/** One unit of the last digit that is printed. */
function unitOf(printed: string): number {
  return 10 ** -(printed.split('.')[1] ?? '').length;
}

/** The chance of crossing, by walking every sequence of T and C until it crosses. */
function countedPaths(left: number, process: Process, chance: number, path = ''): number {
  const evidence = evidenceAfter(labelsOf(path, process.share));
  if (logEvidence(evidence, process.tolerance) >= process.threshold) return 1;
  if (left === 0) return 0;
  return (
    chance * countedPaths(left - 1, process, chance, `${path}T`) +
    (1 - chance) * countedPaths(left - 1, process, chance, `${path}C`)
  );
}
