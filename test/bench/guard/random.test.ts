import { expect, test } from 'vitest';

import { randomFrom } from '../../../bench/guard/days/random.ts';

test('begins the same stream from the same words, and another from a word that differs', () => {
  const first = (seed: string) => {
    const random = randomFrom(seed);
    return [random.uniform(), random.uniform()];
  };
  expect(first('1, quiet, run 17')).toEqual(first('1, quiet, run 17'));
  expect(first('1, quiet, run 17')).not.toEqual(first('1, quiet, run 18'));
});

test.each([
  { name: 'uniform', mean: 0.5, draw: (random: Random) => random.uniform() },
  { name: 'exponential', mean: 0.7, draw: (random: Random) => random.exponential(0.7) },
  { name: 'poisson', mean: 5, draw: (random: Random) => random.poisson(5) },
  { name: 'poisson, large', mean: 1_000, draw: (random: Random) => random.poisson(1_000) },
  { name: 'geometric', mean: 2.5, draw: (random: Random) => random.geometric(0.4) },
])('$name numbers have the mean that was asked for', ({ mean, draw }) => {
  const random = randomFrom('means');
  const draws = Array.from({ length: 4_000 }, () => draw(random));
  const found = draws.reduce((sum, number) => sum + number, 0) / draws.length;
  expect(found / mean).toBeCloseTo(1, 1);
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
});

type Random = ReturnType<typeof randomFrom>;
