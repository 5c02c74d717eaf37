import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { crossedWithin } from '../../../bench/guard/exact/crossing.ts';
import { falseRollback, logEvidence, thresholdAt, type Process } from '../../../src/guard/index.ts';
import { evidenceAfter, labelsOf } from '../../world/labels.ts';

const PLAIN = thresholdAt(0.01);

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
