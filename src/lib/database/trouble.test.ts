import { expect, test } from 'vitest';

import { NoAnswerError, troubleOf } from './index.ts';

const withCode = (code: string) => Object.assign(new Error('connect 10.1.2.3:5432'), { code });

test.each([
  ['53100', 'full'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['25006', 'read-only'],
  ['57P01', 'unreachable'],
  ['08006', 'unreachable'],
  ['53300', 'unreachable'],
  ['ECONNREFUSED', 'unreachable'],
  ['ECONNRESET', 'unreachable'],
  ['store-too-slow', 'unreachable'],
  ['23505', null],
  ['42P01', null],
  ['', null],
])('an error with the code %j tells of %j', (code, trouble) => {
  expect(troubleOf(withCode(code))).toBe(trouble);
});

test('the driver’s and the pool’s own errors tell that the database can’t be reached', () => {
  const lost = new Error('Connection terminated unexpectedly');
  for (const error of [lost, new NoAnswerError()]) expect(troubleOf(error)).toBe('unreachable');
});
