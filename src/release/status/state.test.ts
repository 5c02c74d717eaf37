import { expect, test } from 'vitest';

import {
  CANARY_PLAN,
  GO,
  journalOf,
  LOADED,
  MONDAY_TEN,
  release,
  ROLLED_BACK,
  STAGE_A,
  STAGE_B,
  STARTED,
} from '../../../test/world/releases.ts';
import type { JournalFact } from '../journal/journal.ts';
import { statusOf } from './status.ts';

const APPLIED: JournalFact = { kind: 'applied' };
const HELD: JournalFact = { kind: 'held' };
const FULLY_ON: JournalFact = { kind: 'fully-on' };
const UP_TO_A: JournalFact = { kind: 'go-signed', upTo: 'A' };
const BACK_TO_A = { ...STAGE_A, steppedBackFrom: 'B' } as JournalFact;

/** Months after everyone was given the feature. */
const LATER = new Date('2024-09-01T14:00:00Z');

function stateAfter(facts: readonly JournalFact[], now: Date = MONDAY_TEN) {
  const of = release({ entries: journalOf(...facts), plan: CANARY_PLAN });
  return statusOf(of, { snapshot: null, now }).state;
}

test.each([
  ['draft', 'Draft', [LOADED]],
  ['in-testing', 'In testing', [LOADED, STARTED]],
  ['open', 'Open to 20% of Veterans', [LOADED, STARTED, GO, STAGE_A]],
  ['waiting-for-go', 'Waiting for go, open to 20% of Veterans', [LOADED, UP_TO_A, STAGE_A]],
  ['on-hold', 'On hold', [LOADED, GO, STAGE_A, HELD]],
  ['stepping-back', 'Stepping back', [LOADED, GO, STAGE_A, STAGE_B, BACK_TO_A, HELD]],
  ['on-hold', 'On hold', [LOADED, GO, STAGE_A, STAGE_B, BACK_TO_A, HELD, APPLIED]],
  ['rolled-back', 'Rolled back', [LOADED, GO, STAGE_A, ROLLED_BACK]],
  ['fully-on', 'Fully on', [LOADED, GO, STAGE_A, STAGE_B, FULLY_ON]],
  ['closed', 'Closed', [LOADED, { kind: 'closed' }]],
] as const)('a release is %s in the words “%s”', (kind, words, facts) => {
  expect(stateAfter(facts)).toMatchObject({ kind, words });
});

test('a check-in that is due is told instead of “Fully on”', () => {
  const everyone = { ...STAGE_B, percentage: 100 } as JournalFact;
  expect(stateAfter([LOADED, GO, everyone, FULLY_ON], LATER).kind).toBe('check-ins-due');
});

test('a release that was held is on hold whatever is open, with the reason', () => {
  const held = [LOADED, STARTED, GO, STAGE_A, STAGE_B, FULLY_ON, HELD];
  expect(stateAfter(held)).toEqual({ kind: 'on-hold', words: 'On hold', reason: null });
  expect(stateAfter([...held, ROLLED_BACK]).kind).toBe('rolled-back');
});
