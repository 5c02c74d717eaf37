import { expect, test } from 'vitest';

import {
  CANARY_PLAN,
  GO,
  HELD,
  journalOf,
  LOADED,
  MONDAY_TEN,
  PAT,
  release,
  ROLLED_BACK,
  STAGE_A,
} from '../../../test/world/releases.ts';
import { entriesAfter, type JournalFact } from './journal.ts';
import { KnownReleases } from './known-releases.ts';
import { releaseBefore } from './release.ts';

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

const ROUND: readonly JournalFact[] = [GO, STAGE_A, HELD, { kind: 'resumed' }, ROLLED_BACK];
const LONG = journalOf(LOADED, ...Array.from({ length: 500 }, () => ROUND).flat());
const PLAN = {
  document: '# Long',
  reading: { ok: true, value: CANARY_PLAN },
} as const;

test('what a release was before an entry is the same as if nothing had followed', () => {
  const whole = release({ entries: LONG, document: PLAN.document });
  for (const version of [1, 2, 999, 1_000, 1_001, 2_001, 2_501]) {
    const entries = LONG.slice(0, version - 1);
    expect(releaseBefore(whole, { version }, CANARY_PLAN)).toEqual({
      ...whole,
      ...release({ entries, document: PLAN.document }),
    });
  }
});

test('a journal is taken up in turns as it is at once, also where somebody adds to it meanwhile', async () => {
  const atOnce = new KnownReleases().add({ id: 'long', plan: PLAN, entries: LONG });
  const known = new KnownReleases();
  const taking = known.addInTurns({ id: 'long', plan: PLAN, entries: LONG });
  expect(known.get('long')).toBeNull();
  known.add({ id: 'long', plan: PLAN, entries: LONG.slice(0, 1_500) });
  expect(await taking).toEqual(atOnce);
  expect(await new KnownReleases().addInTurns({ id: 'long', plan: PLAN, entries: LONG })).toEqual(
    atOnce,
  );
});
