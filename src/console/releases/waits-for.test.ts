import { expect, test } from 'vitest';

import {
  CANARY_PLAN,
  GO,
  journalOf,
  LOADED,
  MONDAY_TEN,
  release,
  STAGE_A,
  STAGE_B,
  STAGE_C,
  STARTED,
} from '../../../test/world/releases.ts';
import { DAY_MS } from '../../lib/duration.ts';
import type { JournalFact } from '../../release/journal/index.ts';
import { statusOf } from '../../release/status/index.ts';
import type { OperatorRole } from '../../roles/index.ts';
import { waitsFor } from './waits-for.ts';

const ASKED = 'Contact center: no concern';
const PLAN = { ...CANARY_PLAN, criteria: [{ text: ASKED, code: null, line: 1 }] };

const waitingAt = (role: OperatorRole, ...facts: readonly JournalFact[]) =>
  waitsAt(MONDAY_TEN, role, ...facts);

const waitingAtTime = (...of: Parameters<typeof waitsAt>) =>
  waitsAt(...of).map(({ sentence }) => sentence);

function waitsAt(now: Date, role: OperatorRole, ...facts: readonly JournalFact[]) {
  const of = release({ entries: journalOf(LOADED, ...facts), plan: PLAN });
  const told = { undelivered: null, unwatched: null, clockOff: null };
  const status = { ...statusOf(of, { snapshot: null, now }), ...told };
  return waitsFor(status, { name: 'Somebody', roles: [role] });
}

const waiting = (...of: Parameters<typeof waitingAt>) =>
  waitingAt(...of).map(({ sentence }) => sentence);

test('a question waits for whose it is, and for nobody else', () => {
  expect(waiting('contact-center', STARTED)).toContain('Answer 1 question.');
  expect(waiting('engineer', STARTED)).not.toContain('Answer 1 question.');
  const answered: JournalFact = { kind: 'criterion-answered', criterion: ASKED, yes: true };
  expect(waiting('contact-center', STARTED, answered)).not.toContain('Answer 1 question.');
});

test('a hold by a person waits for who may resume, and one that ends by itself for nobody', () => {
  const open = [STARTED, GO, STAGE_A];
  const look = 'Look at the hold, then resume.';
  expect(waiting('engineer', ...open, { kind: 'held' })).toContain(look);
  expect(waiting('reviewer', ...open, { kind: 'held' })).not.toContain(look);
  expect(waiting('engineer', ...open, { kind: 'held', cause: 'dependency' })).not.toContain(look);
});

test('results of a stage wait once it is over, and calls while nobody has entered any', () => {
  const open = [STARTED, GO, STAGE_A];
  expect(waiting('product-manager', ...open)).toContain('Enter what only people know: Phase I.');
  expect(waiting('product-manager', ...open).join(' ')).not.toContain('Stage A');
  expect(waiting('contact-center', ...open)).toContain('Enter the calls of a day.');
});

test('a check-in that is due stands first, and once', () => {
  const everyone = [STARTED, GO, STAGE_A, STAGE_B, STAGE_C, { kind: 'fully-on' } as const];
  const inTwoWeeks = new Date(MONDAY_TEN.getTime() + 14 * DAY_MS);
  const sentences = waitingAtTime(inTwoWeeks, 'product-manager', ...everyone);
  expect(sentences[0]).toBe('Answer 1 check-in.');
  expect(sentences.join(' ')).not.toContain('The first week after launch');
});

test('each leads to where it is done', () => {
  const places = (...of: Parameters<typeof waitingAt>) =>
    Object.fromEntries(
      waitingAt(...of).map(({ sentence, href }) => [sentence, href.split('/').at(-1)]),
    );
  expect(places('contact-center', STARTED, GO, STAGE_A)).toMatchObject({
    'Answer 1 question.': expect.stringMatching(/#questions$/) as string,
    'Enter the calls of a day.': 'results#calls',
  });
  const held = places('engineer', STARTED, GO, STAGE_A, { kind: 'held' });
  expect(held['Look at the hold, then resume.']).toMatch(/#actions$/);
  expect(held['Enter what only people know: Phase I.']).toBe('results#known');
});

test('nothing waits for a reviewer', () => {
  expect(waiting('reviewer', STARTED, GO, STAGE_A)).toEqual([]);
});
