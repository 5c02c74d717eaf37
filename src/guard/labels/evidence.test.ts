import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { evidenceAfter, expected, labelsOf } from '../../../test/world/labels.ts';
import { afterLabel, emptyEvidence, logEvidence, type Evidence, type Label } from '../index.ts';

const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const label: fc.Arbitrary<Label> = fc.record({ arm: fc.constantFrom('on', 'off'), share });
const labels = fc.array(label, { maxLength: 40 });

test('no label is no evidence', () => {
  expect(logEvidence(emptyEvidence())).toBe(0);
});

test('without harm the evidence is 1 on average, whatever the shares and however many labels', () => {
  fc.assert(
    fc.property(fc.array(share, { maxLength: 8 }), (shares) => {
      expect(meanEvidence(shares, (planned) => planned)).toBeCloseTo(1, 9);
    }),
  );
});

test('a feature that helps never adds to the evidence on average', () => {
  const helps = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(share, { maxLength: 8 }), helps, (shares, part) => {
      expect(meanEvidence(shares, (planned) => planned * part)).toBeLessThan(1 + 1e-9);
    }),
  );
});

test('the order of labels leaves no trace, not even in the last bit', () => {
  const shuffled = labels.chain((seen) =>
    fc.tuple(fc.constant(seen), fc.shuffledSubarray(seen, { minLength: seen.length })),
  );
  fc.assert(
    fc.property(shuffled, ([seen, otherwise]) => {
      expect(evidenceAfter(otherwise)).toEqual(evidenceAfter(seen));
      expect(logEvidence(evidenceAfter(otherwise))).toBe(logEvidence(evidenceAfter(seen)));
    }),
  );
});

test('evidence that was stored half way goes on bit by bit as if it had not been', () => {
  fc.assert(
    fc.property(labels, labels, (before, after) => {
      const stored = JSON.parse(JSON.stringify(evidenceAfter(before))) as Evidence;
      const goneOn = after.reduce((seen, next) => expected(afterLabel(seen, next)), stored);
      expect(logEvidence(goneOn)).toBe(logEvidence(evidenceAfter([...before, ...after])));
    }),
  );
});

test('a tolerance only ever lowers the evidence', () => {
  const tolerance = fc.double({ min: 1, max: 5, noNaN: true });
  fc.assert(
    fc.property(labels, tolerance, (seen, tolerated) => {
      const evidence = evidenceAfter(seen);
      expect(logEvidence(evidence, tolerated)).toBeLessThanOrEqual(logEvidence(evidence) + 1e-9);
    }),
  );
});

test('counts of a billion do not overflow', () => {
  const counts = [{ share: 0.05, on: 1_000_000_000, off: 1_000_000_000 }];
  expect(logEvidence({ ...emptyEvidence(), counts })).toBeGreaterThan(1_000_000_000);
  const balanced = [{ share: 0.5, on: 1_000_000_000, off: 1_000_000_000 }];
  expect(logEvidence({ ...emptyEvidence(), counts: balanced })).toBeLessThan(-1_000_000);
});

describe('a label whose arm was certain', () => {
  test('never moves the evidence', () => {
    fc.assert(
      fc.property(labels, (seen) => {
        const evidence = evidenceAfter(seen);
        expect(expected(afterLabel(evidence, { arm: 'on', share: 1 }))).toEqual(evidence);
        expect(expected(afterLabel(evidence, { arm: 'off', share: 0 }))).toEqual(evidence);
      }),
    );
  });

  test.each<[Label, string]>([
    [{ arm: 'on', share: 0 }, 'open for a person while it was open for a share of 0'],
    [{ arm: 'off', share: 1 }, 'closed for a person while it was open for a share of 1'],
    [{ arm: 'on', share: 5 }, 'The share is 5. A share lies between 0 and 1'],
    [{ arm: 'off', share: -0.1 }, 'The share is -0.1'],
    [{ arm: 'on', share: NaN }, 'The share is NaN'],
  ])('is refused when it can’t be: %j', (impossible, sentence) => {
    const answer = afterLabel(emptyEvidence(), impossible);
    expect(answer.ok ? '' : answer.error).toContain(sentence);
  });
});

/** Over all sequences of T and C, each with its chance when label k is T with `chanceAt(shares[k])`. */
function meanEvidence(shares: readonly number[], chanceAt: (share: number) => number): number {
  const sequences = shares.reduce<readonly { chance: number; seen: readonly Label[] }[]>(
    (before, planned) =>
      before.flatMap(({ chance, seen }) => [
        { chance: chance * chanceAt(planned), seen: [...seen, ...labelsOf('T', planned)] },
        { chance: chance * (1 - chanceAt(planned)), seen: [...seen, ...labelsOf('C', planned)] },
      ]),
    [{ chance: 1, seen: [] }],
  );
  return sequences.reduce(
    (sum, { chance, seen }) => sum + chance * Math.exp(logEvidence(evidenceAfter(seen))),
    0,
  );
}
