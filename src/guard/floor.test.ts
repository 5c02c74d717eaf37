import fc from 'fast-check';
import { expect, test } from 'vitest';

import { defaultCeiling, floorProblem, logFloor } from './index.ts';

test('nobody counted is no evidence', () => {
  expect(logFloor({ errors: 0, users: 0, ceiling: 0.03 })).toBeCloseTo(0, 12);
});

test('at the ceiling or below it the evidence is at most 1 on average', () => {
  const ceiling = fc.double({ min: 0.001, max: 0.9, noNaN: true });
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(ceiling, part, fc.integer({ min: 1, max: 12 }), (tolerated, below, users) => {
      expect(meanFloor(users, tolerated, tolerated * below)).toBeLessThan(1 + 1e-9);
    }),
  );
});

test('a high ceiling still leaves room above it', () => {
  expect(logFloor({ errors: 40, users: 40, ceiling: 0.9 })).toBeGreaterThan(0);
});

test('the ceiling is 3%, or five times what was usual', () => {
  expect(defaultCeiling(0.001)).toBe(0.03);
  expect(defaultCeiling(0.02)).toBe(0.1);
});

test.each([
  [{ errors: 11, users: 10, ceiling: 0.03 }, '11 errors of 10 users'],
  [{ errors: -1, users: 10, ceiling: 0.03 }, '-1 errors of 10 users'],
  [{ errors: 0.5, users: 10, ceiling: 0.03 }, '0.5 errors of 10 users'],
  [{ errors: 1, users: 10, ceiling: 0 }, 'The ceiling is 0'],
  [{ errors: 1, users: 10, ceiling: 0.95 }, 'The ceiling is 0.95'],
  [{ errors: 1, users: 10, ceiling: NaN }, 'The ceiling is NaN'],
])('%j can’t be', (count, sentence) => {
  expect(floorProblem(count)).toContain(sentence);
});

test('counts that can be have no problem', () => {
  expect(floorProblem({ errors: 3, users: 10, ceiling: 0.01 })).toBeNull();
});

/** Over all outcomes of so many people, when each has an error with chance `share`. */
function meanFloor(users: number, ceiling: number, share: number): number {
  if (users === 0) return 1;
  const outcomes = Array.from({ length: users + 1 }, (_, errors) => errors);
  return outcomes.reduce((sum, errors) => {
    const chance = ways(users, errors) * share ** errors * (1 - share) ** (users - errors);
    return sum + chance * Math.exp(logFloor({ errors, users, ceiling }));
  }, 0);
}

function ways(all: number, some: number): number {
  return some === 0 ? 1 : (ways(all - 1, some - 1) * all) / some;
}
