import fc from 'fast-check';
import { expect, test } from 'vitest';

import { evidenceAfter, labelsOf } from '../../../test/world/labels.ts';
import {
  BETA,
  emptyEvidence,
  logEvidence,
  logSafety,
  lowerBound,
  raised,
  thresholdAt,
  upperBound,
  type Label,
} from '../index.ts';

const label: fc.Arbitrary<Label> = fc.record({
  arm: fc.constantFrom('on', 'off'),
  share: fc.constantFrom(0.05, 0.2, 0.5),
});
const labels = fc.array(label, { maxLength: 40 });

test('without labels there is neither bound', () => {
  expect(lowerBound(emptyEvidence(), 0.01)).toBe(0);
  expect(upperBound(emptyEvidence(), 0.05)).toBe(Infinity);
});

test('one error with the feature excludes nothing', () => {
  expect(lowerBound(evidenceAfter(labelsOf('T', 0.05)), 0.01)).toBe(0);
});

test('at a bound the evidence is just enough', () => {
  fc.assert(
    fc.property(labels, (seen) => {
      const evidence = evidenceAfter(seen);
      const lower = lowerBound(evidence, 0.01);
      const upper = upperBound(evidence, 0.05);
      if (lower > 0) expect(logEvidence(evidence, lower)).toBeCloseTo(Math.log(100), 6);
      if (upper < Infinity) expect(logSafety(evidence, upper)).toBeCloseTo(Math.log(20), 6);
    }),
  );
});

test('the running bound is the best of all bounds, without searching for each', () => {
  fc.assert(
    fc.property(labels, (seen) => {
      const moments = seen.map((_, index) => evidenceAfter(seen.slice(0, index + 1)));
      const runningLower = moments.reduce((bound, moment) => raised(bound, moment, 0.01), 0);
      const lowers = moments.map((moment) => lowerBound(moment, 0.01));
      expect(runningLower).toBeCloseTo(Math.max(0, ...lowers), 9);
    }),
  );
});

test('many errors that fall as the share does prove a small rate ratio; few or none prove nothing', () => {
  const proves = (letters: string) =>
    logSafety(evidenceAfter(labelsOf(letters, 0.05)), 2) >= thresholdAt(BETA);
  expect(proves('T'.repeat(20) + 'C'.repeat(380))).toBe(true);
  expect(proves('TCCC')).toBe(false);
  expect(logSafety(emptyEvidence(), 2)).toBe(0);
});
