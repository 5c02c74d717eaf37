import { describe, expect, test } from 'vitest';

import { GO, journalOf, LOADED, MONDAY_TEN, PAT, STAGE_A } from '../../../test/world/releases.ts';
import { PROGRAM, OUTSIDER, type JournalFact, type Who } from '../journal/journal.ts';
import { alertsIn } from './alerts-of-release.ts';

const NOON = new Date(MONDAY_TEN.getTime() + 2 * 60 * 60_000);

/** The alerts of a release whose last step was this one. */
function after(fact: JournalFact, who: Who, why: string | null, now = NOON) {
  const entries = journalOf(LOADED, GO, STAGE_A, fact);
  const last = entries.map((entry) => (entry.version === 4 ? { ...entry, who, why } : entry));
  return alertsIn({ id: 'canary', entries: last }, 3, now);
}

describe('alerts', () => {
  test('ask for somebody when the program rolls a feature back', () => {
    expect(after({ kind: 'rolled-back' }, PROGRAM, '6 of the 6 people had it.')).toEqual([
      {
        release: 'canary',
        version: 4,
        at: '2024-04-08T14:03:00.000Z',
        urgency: 'act',
        text: 'canary: Rolled back. 6 of the 6 people had it.',
      },
    ]);
  });

  test('tell a rollback by a person without their name and their words', () => {
    const [alert] = after({ kind: 'rolled-back' }, PAT, 'Ask Alma Fourcade');
    expect(alert).toMatchObject({
      urgency: 'act',
      text: 'canary: Rolled back. The console and the report say by whom and why.',
    });
  });

  test.each([
    [{ kind: 'held', cause: 'dependency' }, PROGRAM, 'act'],
    [{ kind: 'held', cause: 'drift' }, OUTSIDER, 'act'],
    [{ kind: 'rolled-back' }, OUTSIDER, 'act'],
    [{ kind: 'resumed' }, PROGRAM, 'know'],
    [STAGE_A, PROGRAM, 'know'],
    [{ kind: 'rule-noted', rule: 'few page views' }, PROGRAM, 'know'],
    [{ kind: 'exposure-stopped', firstFailedVisitAt: null, lastExposureAt: null }, PROGRAM, 'know'],
  ] as const)('of %o are there', (fact, who, urgency) => {
    expect(after(fact, who, 'Why')).toMatchObject([{ urgency }]);
  });

  test.each([
    [{ kind: 'held' }, PAT],
    [{ kind: 'resumed' }, PAT],
    [STAGE_A, PAT],
    [GO, PAT],
    [{ kind: 'tester-enrolled', emailDigest: 'digest', accountId: 'account' }, PROGRAM],
    [{ kind: 'applied' }, PROGRAM],
  ] as const)('of %o there are none', (fact, who) => {
    expect(after(fact, who, 'Why')).toEqual([]);
  });

  test('that are a day late are left out', () => {
    const nextDay = new Date(NOON.getTime() + 24 * 60 * 60_000);
    expect(after({ kind: 'rolled-back' }, PROGRAM, null, nextDay)).toEqual([]);
  });
});
