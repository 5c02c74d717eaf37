import { expect, test } from 'vitest';

import { plannedRestarts, restartsOf } from './guard-rules.ts';

const HOUR = 60;

test('a short stage restarts every two hours, a long one 24 times', () => {
  expect(restartsOf({ minimumMinutes: 4 * HOUR })).toEqual([0, 2 * HOUR]);
  const long = restartsOf({ minimumMinutes: 12 * 24 * HOUR });
  expect(long).toHaveLength(24);
  expect(long.slice(0, 3)).toEqual([0, 12 * HOUR, 24 * HOUR]);
});

test('a stage without a length is taken for a day', () => {
  expect(restartsOf({ minimumMinutes: null })).toEqual(restartsOf({ minimumMinutes: 24 * HOUR }));
});

test('the opening of the first stage is the beginning, and no restart', () => {
  const stage = { minimumMinutes: 4 * HOUR };
  expect(plannedRestarts([stage])).toBe(1);
  expect(plannedRestarts([stage, stage])).toBe(3);
});
