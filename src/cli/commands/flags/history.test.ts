import { expect, test } from 'vitest';

import { entryInWords, type ListedEntry } from './history.ts';

const BY_ENZO: ListedEntry = {
  id: 12,
  at: '2026-11-24T10:00:59.999Z',
  feature: 'search',
  who: 'Enzo Engineer',
  role: 'engineer',
  through: 'flag-api',
  why: null,
  change: '2 actors added',
};

test('an entry says who made the change, in which role and by which way', () => {
  expect(entryInWords(BY_ENZO)).toBe(
    '  12  Nov 24, 2026, 5:00 AM ET  Enzo Engineer (engineer), flag-api: 2 actors added',
  );
});

test('an entry says why, where the person said why', () => {
  expect(entryInWords({ ...BY_ENZO, why: 'Testers' })).toMatch(/added\n {6}Why: Testers$/);
});

test('a change made around the program is from outside', () => {
  const outside = { who: 'Somebody outside', role: 'unknown', through: 'outside' };
  expect(entryInWords({ ...BY_ENZO, ...outside })).toBe(
    '  12  Nov 24, 2026, 5:00 AM ET  outside: 2 actors added',
  );
});
