import { expect, test } from 'vitest';

import {
  crossings,
  EVERY_ERROR,
  FIRST_OF_EACH_PERSON,
} from '../../../bench/guard/studies/counting.ts';
import { isDefect } from '../../../bench/guard/studies/false-alarms.ts';

const RUNS = 400;

test('each person’s first error keeps the guard’s budget, every error breaks it many times over', () => {
  const first = crossings(FIRST_OF_EACH_PERSON, RUNS, 'a test');
  const every = crossings(EVERY_ERROR, RUNS, 'a test');
  expect(isDefect(first), `${first.alarms} of ${RUNS}`).toBe(false);
  expect(isDefect(every), `${every.alarms} of ${RUNS}`).toBe(true);
  expect(every.alarms / RUNS).toBeGreaterThan(0.2);
});
