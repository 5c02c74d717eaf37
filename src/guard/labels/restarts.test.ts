import fc from 'fast-check';
import { expect, test } from 'vitest';

import { expected, labelsOf } from '../../../test/world/labels.ts';
import {
  afterLabelSinceRestarts,
  afterRestart,
  emptyRestartedEvidence,
  logEvidence,
  logRestartedEvidence,
  type RestartedEvidence,
} from '../index.ts';

const QUIET = 'C'.repeat(200);

test('without planned restarts it is the plain evidence', () => {
  const plain = seen(emptyRestartedEvidence(0), 'TTC');
  expect(logRestartedEvidence(plain)).toBe(logEvidence(plain.fromStart));
});

test('restarts that are still to come count as 1', () => {
  const evidence = seen(emptyRestartedEvidence(12), 'TTT');
  const plain = Math.exp(logEvidence(evidence.fromStart));
  expect(Math.exp(logRestartedEvidence(evidence))).toBeCloseTo((plain + 1) / 2, 9);
});

test('harm after a long quiet time is seen sooner with a restart than without', () => {
  const quiet = seen(emptyRestartedEvidence(1), QUIET);
  const harmed = seen(expected(afterRestart(quiet)), 'TTTTT');
  expect(logRestartedEvidence(harmed)).toBeGreaterThan(Math.log(100));
  expect(logEvidence(harmed.fromStart)).toBeLessThan(0);
});

test('without harm it is 1 on average, wherever the restarts fall', () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  const restarts = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 });
  fc.assert(
    fc.property(share, restarts, (constant, marks) => {
      expect(meanEvidence(emptyRestartedEvidence(7), constant, marks)).toBeCloseTo(1, 9);
    }),
    { numRuns: 30 },
  );
});

test('no restart is taken that was not planned', () => {
  const once = expected(afterRestart(emptyRestartedEvidence(1)));
  const twice = afterRestart(once);
  expect(twice.ok ? '' : twice.error).toContain('restart number 2, where 1 were planned');
});

test('a label that can’t be is refused here as well', () => {
  const answer = afterLabelSinceRestarts(emptyRestartedEvidence(1), { arm: 'on', share: 0 });
  expect(answer.ok).toBe(false);
});

function seen(evidence: RestartedEvidence, letters: string, share = 0.05): RestartedEvidence {
  return labelsOf(letters, share).reduce(
    (before, label) => expected(afterLabelSinceRestarts(before, label)),
    evidence,
  );
}

/** Over all sequences of as many labels as there are marks; a mark that is true restarts first. */
function meanEvidence(
  evidence: RestartedEvidence,
  share: number,
  [mark, ...marks]: readonly boolean[],
): number {
  if (mark === undefined) return Math.exp(logRestartedEvidence(evidence));
  const begun = mark ? expected(afterRestart(evidence)) : evidence;
  return (
    share * meanEvidence(seen(begun, 'T', share), share, marks) +
    (1 - share) * meanEvidence(seen(begun, 'C', share), share, marks)
  );
}
