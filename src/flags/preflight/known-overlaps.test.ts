import { expect, test } from 'vitest';

import { knownOverlaps } from './known-overlaps.ts';

const RELEASES = 60;
const COHORTS = Array.from({ length: RELEASES }, (_, n) => ({
  feature: `page_${n}`,
  percentage: 20,
}));

test('many releases are compared with one another once, and not at each look', () => {
  let workedOut = 0;
  const overlapOf = knownOverlaps(() => {
    workedOut += 1;
    return { share: 0.04, expected: 0.04 };
  });
  const look = () => {
    for (const one of COHORTS) {
      for (const other of COHORTS) if (one !== other) overlapOf(one, other);
    }
  };
  look();
  look();
  expect(workedOut).toBe((RELEASES * (RELEASES - 1)) / 2);
});
