import { describe, expect, test } from 'vitest';

import { GO, HELD, journalOf, LOADED, release, STARTED } from '../../../test/world/releases.ts';
import { PROGRAM, type JournalFact } from '../journal/journal.ts';
import type { Step } from './decide.ts';
import { whyNotAsSeen } from './what-was-seen.ts';

const SEEN: JournalFact = {
  kind: 'tester-seen',
  emailDigest: 'digest-of-tom',
  participant: 'P1',
  proof: { at: '2024-04-08T14:02:00.000Z', endpoint: '/profile/contacts', status: 502 },
};
const TASK: JournalFact = {
  ...{ kind: 'task-recorded', session: 1, participant: 'P1', task: 2 },
  ...{ outcome: 'not-done', note: null, quote: null },
};

/** What becomes of a step that was asked for from a page that showed Phase I as it began, and not this. */
function after(fact: JournalFact, step: Step, version = 2) {
  const entries = journalOf(LOADED, STARTED, fact).map((entry) =>
    entry.kind === 'tester-seen' ? { ...entry, who: PROGRAM } : entry,
  );
  return whyNotAsSeen(release({ entries }), step, { version })?.sentence ?? null;
}

const ITEM: Step = { kind: 'answer-item', item: 'UAT is complete', answer: 'yes' };
const BUG_GIVEN = { severity: 'low', ticket: 'https://example.gov/1', fixed: false } as const;
const BUG: Step = { kind: 'record-bug', bug: null, given: BUG_GIVEN };

describe('that a tester opened the page', () => {
  test.each<Step>([{ kind: 'start' }, { kind: 'go' }, { kind: 'advance', override: true }])(
    'is told before the step $kind is taken, with what they were answered',
    (step) => {
      expect(after(SEEN, step)).toContain('P1 opened the page and was answered 502');
    },
  );

  test.each<Step>([
    ITEM,
    BUG,
    { kind: 'no-go' },
    { kind: 'pause' },
    { kind: 'hold' },
    { kind: 'rollback' },
    { kind: 'note', rule: 'errors < 1%' },
    { kind: 'close-condition', condition: 'Issue 12 is closed' },
  ])('leaves the step $kind what it was', (step) => {
    expect(after(SEEN, step)).toBeNull();
  });
});

test('how a task went is told before a go, and leaves an answer what it was', () => {
  expect(after(TASK, { kind: 'go' })).toContain('How P1 did in task 2 of session 1');
  expect(after(TASK, ITEM)).toBeNull();
});

test('what anybody else did is told before every step but a rollback and a hold', () => {
  for (const fact of [HELD, GO]) {
    for (const step of [ITEM, BUG, { kind: 'go' }, { kind: 'no-go' }] as const) {
      expect(after(fact, step)).toContain('has changed since you looked');
    }
    for (const kind of ['rollback', 'hold'] as const) expect(after(fact, { kind })).toBeNull();
  }
});

test('that a rollback worked leaves every step what it was', () => {
  const stopped: JournalFact = {
    ...{ kind: 'exposure-stopped', firstFailedVisitAt: null, lastExposureAt: null },
  };
  for (const kind of ['start', 'go', 'no-go'] as const) {
    expect(after(stopped, { kind })).toBeNull();
  }
});

test('a version that is still to come was never seen', () => {
  expect(after(SEEN, ITEM, 4)).toContain('has changed since you looked');
});
