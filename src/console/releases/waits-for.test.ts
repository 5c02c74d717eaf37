import { expect, test } from 'vitest';

import {
  CANARY_PLAN,
  GO,
  journalOf,
  LOADED,
  MONDAY_TEN,
  release,
  STAGE_A,
  STARTED,
} from '../../../test/world/releases.ts';
import type { JournalFact } from '../../release/journal/index.ts';
import { statusOf } from '../../release/status/index.ts';
import type { OperatorRole } from '../../roles/index.ts';
import { waitsFor } from './waits-for.ts';

const ASKED = 'Contact center: no concern';
const PLAN = { ...CANARY_PLAN, criteria: [{ text: ASKED, code: null, line: 1 }] };

function waiting(role: OperatorRole, ...facts: readonly JournalFact[]) {
  const of = release({ entries: journalOf(LOADED, ...facts), plan: PLAN });
  const told = { undelivered: null, unwatched: null, clockOff: null };
  const status = { ...statusOf(of, { snapshot: null, now: MONDAY_TEN }), ...told };
  return waitsFor(status, { name: 'Somebody', roles: [role] });
}

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

test('nothing waits for a reviewer', () => {
  expect(waiting('reviewer', STARTED, GO, STAGE_A)).toEqual([]);
});
