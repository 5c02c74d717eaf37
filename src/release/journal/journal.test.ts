import { expect, test } from 'vitest';

import { MONDAY_TEN, PAT } from '../../../test/world/releases.ts';
import { entriesAfter, type JournalFact } from './journal.ts';

const BY_PAT = { at: MONDAY_TEN, who: PAT, why: null, evidence: null };

function loaded(planVersion: number): JournalFact {
  return { kind: 'plan-loaded', planVersion, title: 'canary' };
}

test('entries are numbered on, and say which plan was in force', () => {
  const first = entriesAfter(null, [loaded(1), { kind: 'testing-started' }], BY_PAT);
  expect(first).toMatchObject([
    { version: 1, planVersion: 1 },
    { version: 2, planVersion: 1, who: PAT, at: MONDAY_TEN },
  ]);
  const next = entriesAfter(first.at(-1) ?? null, [{ kind: 'held' }, loaded(2)], BY_PAT);
  expect(next.map(({ version, planVersion }) => [version, planVersion])).toEqual([
    [3, 1],
    [4, 2],
  ]);
});
