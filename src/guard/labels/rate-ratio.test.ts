import fc from 'fast-check';
import { expect, test } from 'vitest';

import { evidenceAfter, labelsOf } from '../../../test/world/labels.ts';
import {
  emptyEvidence,
  logEvidence,
  logSafety,
  lowerBound,
  lowered,
  raised,
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

test('the running bounds are the best of all bounds, without searching for each', () => {
  fc.assert(
    fc.property(labels, (seen) => {
      const moments = seen.map((_, index) => evidenceAfter(seen.slice(0, index + 1)));
      const runningLower = moments.reduce((bound, moment) => raised(bound, moment, 0.01), 0);
      const runningUpper = moments.reduce(
        (bound, moment) => lowered(bound, moment, 0.05),
        Infinity,
      );
      const lowers = moments.map((moment) => lowerBound(moment, 0.01));
      const uppers = moments.map((moment) => upperBound(moment, 0.05));
      expect(runningLower).toBeCloseTo(Math.max(0, ...lowers), 9);
      if (runningUpper < Infinity) expect(runningUpper).toBeCloseTo(Math.min(...uppers), 9);
      else expect(Math.min(Infinity, ...uppers)).toBe(Infinity);
    }),
  );
});
