import { readFileSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';

import type { VaProfileFailure } from '../va-profile/index.ts';
import { FAILURES, type ContactsFailure } from './failure.ts';

test('the contacts know every failure of VA Profile, and no other', () => {
  expectTypeOf<ContactsFailure['kind']>().toEqualTypeOf<VaProfileFailure['kind']>();
});

test('the runbook names every failure that a Veteran is there to see', () => {
  const runbook = readFileSync('docs/runbooks/va-profile-is-down.md', 'utf8');
  const named = [...runbook.matchAll(/^\| `([a-z-]+)`/gm)].map(([, kind]) => kind);
  const kinds = Object.keys(FAILURES).filter((kind) => kind !== 'cancelled');
  expect(named.toSorted()).toEqual(kinds.toSorted());
});

test.each(Object.entries(FAILURES))('a good outcome of %s comes with a page', (_kind, failure) => {
  const { page, outcome } = failure;
  const isGood = outcome !== 'left' && outcome.cause === null;
  expect(page.name === 'unavailable').toBe(!isGood);
});
