import { expect, test } from 'vitest';

import { crossedWithin } from '../../../bench/guard/exact/crossing.ts';
import { crossedAlong } from '../../../bench/guard/exact/paths.ts';
import { ALPHA, thresholdAt } from '../../../src/guard/index.ts';

const threshold = thresholdAt(ALPHA);

test('along one share the chance of crossing is that of the recursion by counts', () => {
  for (const share of [0.05, 0.2, 0.5]) {
    const along = crossedAlong({ shares: [share], order: Array.from({ length: 60 }, () => 0) });
    expect(along).toBeCloseTo(crossedWithin(60, { share, threshold }, share), 12);
  }
});

test('a share of its own for each half of the same labels changes nothing but the shares', () => {
  const order = Array.from({ length: 40 }, (_, n) => n % 2);
  const split = crossedAlong({ shares: [0.2, 0.2 + 1e-12], order });
  expect(split).toBeCloseTo(crossedWithin(40, { share: 0.2, threshold }, 0.2), 9);
});
