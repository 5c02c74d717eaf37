import fc from 'fast-check';
import { expect, test } from 'vitest';

import { lnGamma } from './ln-gamma.ts';

// The C library's lgamma, to the last digit that it prints.
test.each([
  [0.5, 0.5723649429247004],
  [1.5, -0.12078223763524543],
  [3, 0.693147180559945],
  [10, 12.801827480081467],
  [100.5, 361.4355404677776],
  [1e6, 12815504.569147611],
])('ln Γ(%f) is %f', (x, value) => {
  expect(Math.abs(lnGamma(x) / value - 1)).toBeLessThan(2e-14);
});

test('Γ(x + 1) is x times Γ(x), from the smallest to the largest counts', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e7, noNaN: true }), (x) => {
      const step = lnGamma(x + 1) - lnGamma(x);
      expect(Math.abs(step - Math.log(x))).toBeLessThan(1e-13 * Math.max(1, lnGamma(x + 1)));
    }),
  );
});

test('the factorials are exact', () => {
  let factorial = 1;
  for (let n = 1; n <= 20; n += 1) {
    factorial *= n;
    expect(Math.abs(lnGamma(n + 1) - Math.log(factorial))).toBeLessThan(1e-13);
  }
});
