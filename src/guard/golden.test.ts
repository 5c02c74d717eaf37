import { describe, expect, test } from 'vitest';

import { evidenceAfter, expected, labelsOf } from '../../test/world/labels.ts';
import {
  afterLabelSinceRestarts,
  afterRestart,
  emptyRestartedEvidence,
  logEvidence,
  logFloor,
  logRestartedEvidence,
  logSafety,
  logSampleRatio,
  lowerBound,
  thresholdAt,
  upperBound,
  type Evidence,
  type Label,
} from './index.ts';
import { logDirichletOdds } from './sample-ratio.ts';

// Numbers that were computed or published elsewhere; the guard has to give the same.

describe('label evidence', () => {
  test.each([
    ['T', 0.05, 1.9932460969],
    ['TTT', 0.05, 7.0584335493],
    ['CCCTTT', 0.05, 3.9506469603],
    ['C'.repeat(20), 0.05, -1.928884061],
    ['TTT', 0.2, 3.8250586588],
    ['TTTTTTTT', 0.5, 4.6623262918],
  ])('of %s at a share of %f is %f', (letters, share, log) => {
    expect(relativeError(logEvidence(evidenceAfter(labelsOf(letters, share))), log)).toBeLessThan(
      1e-8,
    );
  });

  test('follows its path while the share rises', () => {
    const path: readonly (readonly [Label, number])[] = [
      [{ arm: 'on', share: 0.05 }, 1.9932460969],
      [{ arm: 'off', share: 0.05 }, 1.1876429137],
      [{ arm: 'on', share: 0.2 }, 2.440807533],
    ];
    path.forEach(([, log], index) => {
      const seen = path.slice(0, index + 1).map(([label]) => label);
      expect(relativeError(logEvidence(evidenceAfter(seen)), log)).toBeLessThan(1e-8);
    });
  });

  test.each([
    [0.01, 2],
    [0.05, 3],
    [0.2, 4],
    [0.3, 5],
    [0.5, 8],
    [0.75, 19],
    [0.95, 105],
  ])('fires at a share of %f after %i treated labels in a row', (share, labels) => {
    expect(logEvidence(evidenceAfter(treated(labels, share)))).toBeGreaterThan(thresholdAt(0.01));
    expect(logEvidence(evidenceAfter(treated(labels - 1, share)))).toBeLessThan(thresholdAt(0.01));
  });

  test.each([
    ['TTT', 0.05, 6.6783184649],
    ['TTTTTTTT', 0.5, 4.0459258707],
  ])('of %s at a share of %f with a tolerance of 1.2 is %f', (letters, share, log) => {
    const evidence = evidenceAfter(labelsOf(letters, share));
    expect(relativeError(logEvidence(evidence, 1.2), log)).toBeLessThan(1e-8);
  });

  test('after one of four restarts is the planned mixture', () => {
    const before = labelsOf('C'.repeat(20), 0.05).reduce(
      (evidence, label) => expected(afterLabelSinceRestarts(evidence, label)),
      emptyRestartedEvidence(4),
    );
    const after = labelsOf('TTT', 0.05).reduce(
      (evidence, label) => expected(afterLabelSinceRestarts(evidence, label)),
      expected(afterRestart(before)),
    );
    expect(relativeError(Math.exp(logRestartedEvidence(after)), 146.30378013)).toBeLessThan(1e-8);
    expect(relativeError(Math.exp(logEvidence(after.fromStart)), 1.20192334)).toBeLessThan(1e-8);
  });

  /** A mixture over all rate ratios at once, by another formula, brackets the grid's. */
  test.each([
    [3, 0, 0.05, 2105.25],
    [8, 0, 0.5, 511 / 9],
    [5, 0, 0.2, 651],
  ])('agrees with a truncated Beta mixture: %i T, %i C at %f', (on, off, share, value) => {
    expect(truncatedBeta(on, off, share)).toBeCloseTo(value, 6);
    const grid = Math.exp(logEvidence(evidenceAfter(treated(on, share))));
    expect(grid / value).toBeGreaterThan(0.4);
    expect(grid / value).toBeLessThan(2.5);
  });
});

describe('bounds of the rate ratio', () => {
  test.each([
    [3, 0, 0.05, 0.01, 3.21451368],
    [12, 8, 0.2, 0.05, 1.61107097],
    [6, 4, 0.2, 0.01, 0.63632241],
  ])('%i T and %i C at %f: above, at level %f, is %f', (on, off, share, alpha, bound) => {
    expect(lowerBound(counted(on, off, share), alpha)).toBeCloseTo(bound, 8);
  });

  test.each([
    [30, 30, 0.5, 2.754152185, 2.04970463],
    [10, 190, 0.05, 2.2275714037, 2.16736259],
  ])(
    '%i T and %i C at %f: safety below 2 is %f, the upper bound %f',
    (on, off, share, log, bound) => {
      const evidence = counted(on, off, share);
      expect(relativeError(logSafety(evidence, 2), log)).toBeLessThan(1e-8);
      expect(upperBound(evidence, 0.05)).toBeCloseTo(bound, 8);
    },
  );
});

describe('floor', () => {
  test.each([
    [3, 10, 0.01, 498.382],
    [5, 100, 0.01, 17.9524],
    [20, 1650, 0.005, 83.8104],
  ])('of %i errors of %i people at a ceiling of %f is %f', (errors, users, ceiling, value) => {
    expect(relativeError(Math.exp(logFloor({ errors, users, ceiling })), value)).toBeLessThan(2e-6);
  });
});

describe('sample ratio', () => {
  test('of three arms with a flat prior, as optimizely/ssrm tests it', () => {
    const arms = [
      { share: 0.4, count: 2, prior: 1 },
      { share: 0.4, count: 2, prior: 1 },
      { share: 0.2, count: 1, prior: 1 },
    ];
    expect(logDirichletOdds(arms)).toBeCloseTo(-1.1711189794548, 10);
  });

  test.each([
    [[40, 129, 232], [0.1, 0.4, 0.5], 0.05454917],
    [[40, 129, 233], [0.1, 0.4, 0.5], 0.04845591],
    [[156, 212], [0.5, 0.5], 0.07486453],
  ])('of %j at %j has the p-value %f, as published', (counts, shares, p) => {
    expect(sampleRatioP(logSampleRatio({ counts, shares }))).toBeCloseTo(p, 7);
  });

  test('reads somebody in an arm without a share as p 0', () => {
    expect(sampleRatioP(logSampleRatio({ counts: [1, 9], shares: [0, 1] }))).toBe(0);
  });
});

/** The p-value at this moment. Infinite odds read as 0. */
function sampleRatioP(logOdds: number): number {
  return Math.min(1, Math.exp(-logOdds));
}

function treated(labels: number, share: number): readonly Label[] {
  return labelsOf('T'.repeat(labels), share);
}

function counted(on: number, off: number, share: number): Evidence {
  return evidenceAfter(labelsOf('T'.repeat(on) + 'C'.repeat(off), share));
}

function relativeError(value: number, golden: number): number {
  return Math.abs(value / golden - 1);
}

/** Beta(1, 1) cut to shares above `share`: E = B(1+x, 1+y) · P(above) / P(prior above) / (ρ^x (1−ρ)^y). */
function truncatedBeta(on: number, off: number, share: number): number {
  const labels = on + off;
  const beta = 1 / ((labels + 1) * choose(labels, on));
  // For whole numbers the incomplete Beta function is a sum of binomial chances.
  const above = Array.from({ length: on + 1 }, (_, few) => binomial(few, labels + 1, share));
  const likelihood = share ** on * (1 - share) ** off;
  return (beta * above.reduce((sum, chance) => sum + chance, 0)) / (1 - share) / likelihood;
}

function binomial(hits: number, tries: number, chance: number): number {
  return choose(tries, hits) * chance ** hits * (1 - chance) ** (tries - hits);
}

function choose(all: number, some: number): number {
  return some === 0 ? 1 : (choose(all - 1, some - 1) * all) / some;
}
