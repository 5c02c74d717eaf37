import { expect, test } from 'vitest';

import { evidenceAfter, labelsOf } from '../../../test/world/labels.ts';
import { mayClaimSafety, provenSafe, shareAtRisk, type Arms } from '../index.ts';

const MANY: Arms = {
  on: { evaluated: 1_000, counted: 10 },
  off: { evaluated: 19_000, counted: 190 },
};

test('many errors that fall as the share does prove a small rate ratio', () => {
  const even = evidenceAfter(labelsOf('T'.repeat(20) + 'C'.repeat(380), 0.05));
  expect(provenSafe(even, MANY, 2)).toMatchObject({ kind: 'proven' });
});

test('few errors prove nothing yet', () => {
  const few = evidenceAfter(labelsOf('TCCC', 0.05));
  expect(provenSafe(few, MANY, 2)).toMatchObject({ kind: 'not-yet' });
});

test('no errors are no proof of safety', () => {
  expect(provenSafe(evidenceAfter([]), MANY, 2)).toEqual({ kind: 'not-yet', logSafety: 0 });
});

test('nothing is claimed once more than a tenth of people have been counted', () => {
  const even = evidenceAfter(labelsOf('T'.repeat(20) + 'C'.repeat(380), 0.05));
  const worn: Arms = {
    on: { evaluated: 200, counted: 20 },
    off: { evaluated: 3_800, counted: 381 },
  };
  expect([mayClaimSafety(MANY), mayClaimSafety(worn)]).toEqual([true, false]);
  expect(provenSafe(even, worn, 2)).toEqual({
    kind: 'no-claim',
    because: '401 of 4000 people have had an error. Above a tenth, nothing is claimed to be safe.',
  });
});

test('the share at risk leaves out whoever has been counted', () => {
  expect(shareAtRisk(MANY)).toBeCloseTo(990 / 19_800, 12);
  const brokenForAll: Arms = {
    on: { evaluated: 100, counted: 100 },
    off: { evaluated: 1_900, counted: 0 },
  };
  expect(shareAtRisk(brokenForAll)).toBe(0);
  const nobody = { evaluated: 0, counted: 0 };
  expect(shareAtRisk({ on: nobody, off: nobody })).toBe(0);
});
