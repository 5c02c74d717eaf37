import { describe, expect, test } from 'vitest';

import { decidedAfter, refusedAs } from '../../../../test/world/deciding.ts';
import { GO, LOADED, STAGE_A, STARTED } from '../../../../test/world/releases.ts';
import type { JournalFact } from '../../journal/journal.ts';
import type { CallsOnDay } from './calls.ts';

const QUIET = { confused: 0, 'wrong contact': 0, 'cannot change': 0, other: 0 };
const MONDAY: CallsOnDay = { day: '2024-04-08', counts: QUIET, stop: false };
const OPEN: readonly JournalFact[] = [LOADED, STARTED, GO, STAGE_A];

const calls = (of: Partial<CallsOnDay> = {}) =>
  ({ kind: 'enter-calls', ...MONDAY, ...of }) as const;

describe('calls to the contact center', () => {
  test('are entered for a day, also when nobody called', () => {
    const decided = decidedAfter(...OPEN)(calls());
    expect(decided).toEqual({
      ok: true,
      value: [{ kind: 'calls-entered', day: '2024-04-08', counts: QUIET }],
    });
  });

  test('with a stop hold what is open, and add to a hold that waits for people', () => {
    const stop = calls({ stop: true });
    const kindsAfter = (...facts: readonly JournalFact[]) => {
      const decided = decidedAfter(...facts)(stop, { why: 'A caller saw a stranger’s contact' });
      return decided.ok ? decided.value.map(({ kind }) => kind) : decided.error.code;
    };
    expect(kindsAfter(...OPEN)).toEqual(['calls-entered', 'held']);
    expect(kindsAfter(...OPEN, { kind: 'held' })).toEqual(['calls-entered', 'reason-added']);
    expect(kindsAfter(...OPEN, { kind: 'held', cause: 'dependency' })).toEqual([
      'calls-entered',
      'held',
    ]);
    expect(kindsAfter(...OPEN, { kind: 'rolled-back' })).toEqual(['calls-entered']);
  });

  test.each([
    ['reason-needed', calls({ stop: true })],
    ['not-a-day', calls({ day: '2024-04-09' })],
    ['not-a-day', calls({ day: '2024-02-30' })],
    ['not-a-day', calls({ day: 'yesterday' })],
    ['not-a-count', calls({ counts: { ...QUIET, other: -1 } })],
    ['not-a-count', calls({ counts: { ...QUIET, confused: 0.5 } })],
  ])('are refused as %s where they make no sense', (code, step) => {
    expect(decidedAfter(...OPEN)(step)).toMatchObject(refusedAs(code));
  });

  test('say which day was not understood, and show nothing of it that misleads', () => {
    const decided = decidedAfter(...OPEN)(calls({ day: '\u202e2024' }));
    const sentence = decided.ok ? '' : decided.error.sentence;
    expect(sentence).toContain('“2024” is not one.');
  });

  test('can’t be about what has never been open', () => {
    expect(decidedAfter(LOADED)(calls())).toMatchObject(refusedAs('not-started'));
  });
});

test('a field that a place does not ask is told with those that it asks', () => {
  const asked = { kind: 'enter-result', place: 'A', field: 'handling', choice: 'no' } as const;
  const decided = decidedAfter(...OPEN)(asked);
  expect(decided.ok ? '' : decided.error.sentence).toBe(
    'Of A, people are asked for changes and feedback, not handling.',
  );
});

describe('what only people know', () => {
  const changes = { kind: 'enter-result', place: 'A', field: 'changes', choice: 'no' } as const;

  test('is entered for what has been open, a no without words', () => {
    expect(decidedAfter(...OPEN)(changes)).toMatchObject({
      ok: true,
      value: [{ kind: 'result-entered', place: 'A', field: 'changes', choice: 'no' }],
    });
  });

  test.each([
    ['reason-needed', { ...changes, choice: 'yes' }],
    ['reason-needed', { ...changes, field: 'feedback', choice: null }],
    ['not-due', { ...changes, place: 'B' }],
    ['not-due', { ...changes, place: 'one-week' }],
    ['no-such-result', { ...changes, place: 'Z' }],
    ['no-such-result', { ...changes, field: 'handling' }],
    ['no-such-result', { ...changes, choice: null }],
    ['no-such-result', { ...changes, field: 'feedback' }],
  ] as const)('is refused as %s where the plan does not ask for it', (code, step) => {
    expect(decidedAfter(...OPEN)(step)).toMatchObject(refusedAs(code));
  });
});
