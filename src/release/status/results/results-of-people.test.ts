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
} from '../../../../test/world/releases.ts';
import type { JournalFact } from '../../journal/journal.ts';
import { enteredAt, resultsOfPeople } from './results-of-people.ts';

const result = (place: string, choice: 'yes' | 'no'): JournalFact => ({
  kind: 'result-entered',
  ...{ place, field: 'changes', choice },
});

function after(...facts: readonly JournalFact[]) {
  const entries = journalOf(LOADED, STARTED, GO, STAGE_A, ...facts);
  const said = entries.map((entry) =>
    entry.kind === 'result-entered' ? { ...entry, why: 'Say whom to call' } : entry,
  );
  return release({ entries: said, plan: CANARY_PLAN });
}

const BY_PAT = 'Say whom to call (Pat Planner, product manager)';

test('what people entered stands in the field of its place, as recorded and not as measured', () => {
  expect(resultsOfPeople(after(result('A', 'yes')))).toEqual([
    {
      place: { kind: 'stage', index: 0, letter: 'A' },
      name: 'changes',
      answer: { kind: 'words', words: { recorded: BY_PAT } },
    },
  ]);
  expect(resultsOfPeople(after(result('testing', 'yes')))).toMatchObject([
    { name: 'changes made', answer: { kind: 'choice', choice: 'yes' } },
    { name: 'which changes', answer: { lines: [{ recorded: BY_PAT }] } },
  ]);
});

test('where no changes are necessary, none is left to be named', () => {
  expect(resultsOfPeople(after(result('testing', 'no')))).toMatchObject([
    { name: 'changes made', answer: { kind: 'choice', choice: 'no' } },
    { name: 'which changes', answer: { lines: [{ recorded: 'None' }] } },
  ]);
});

test('where a check-in was waived, its reason stands where an answer would', () => {
  const waived = after({ kind: 'check-in-waived', checkIn: 'one-week' });
  const of = release({
    entries: waived.entries.map((entry) =>
      entry.kind === 'check-in-waived' ? { ...entry, why: 'Nobody came' } : entry,
    ),
    plan: CANARY_PLAN,
  });
  const told = { recorded: 'Waived: Nobody came (Pat Planner, product manager)' };
  expect(resultsOfPeople(of)).toMatchObject([
    { name: 'changes made', answer: { kind: 'choice', choice: 'N/A', words: told } },
    { name: 'which changes', answer: { lines: [told] } },
    { name: 'handling', answer: { kind: 'choice', choice: 'N/A', words: told } },
  ]);
  const places = enteredAt(of, { seen: null, now: MONDAY_TEN });
  expect(places.find(({ place }) => place === 'one-week')?.waived?.why).toBe('Nobody came');
  expect(places.find(({ place }) => place === 'one-month')?.waived).toBeNull();
});

test('a later entry takes the place of the earlier one, and what is open stays open', () => {
  const of = after(result('A', 'yes'), result('A', 'no'));
  expect(resultsOfPeople(of)).toHaveLength(1);
  const [testing, stageA, stageB] = enteredAt(of, { seen: null, now: MONDAY_TEN });
  expect(testing?.entered.every(({ said }) => said === null)).toBe(true);
  expect(stageA?.entered[0]?.said).toMatchObject({ choice: 'no', words: 'Say whom to call' });
  expect(stageB?.notYet).toBe('Stage B has not been open yet.');
});

test.each([
  ['rolled back and opened again', [ROLLED_BACK, GO, STAGE_A]],
  ['stepped back to', [STAGE_B, { ...STAGE_A, steppedBackFrom: 'B' }]],
] as const)('what was known of a stage is not known of it once it is %s', (_, facts) => {
  const of = after(result('A', 'no'), ...facts);
  const superseded = 'Earlier attempt, superseded: None; Say whom to call';
  expect(saidOf(of, 'A')).toBeNull();
  expect(resultsOfPeople(of)).toMatchObject([
    { answer: { lines: [{ recorded: expect.stringContaining(superseded) as string }] } },
  ]);
});

test('until a stage is opened again, what people know of it stands', () => {
  expect(saidOf(after(result('A', 'no'), ROLLED_BACK), 'A')).not.toBeNull();
  expect(saidOf(after(result('A', 'no'), STAGE_B), 'A')).not.toBeNull();
});

test('what was known of Phase I and after launch is asked anew of the next run', () => {
  const known = [result('testing', 'no'), result('one-week', 'no'), ROLLED_BACK];
  expect(saidOf(after(...known, STARTED), 'testing')).toBeNull();
  expect(saidOf(after(...known), 'one-week')).toBeNull();
});

function saidOf(of: ReturnType<typeof after>, asked: string) {
  return enteredAt(of, { seen: null, now: MONDAY_TEN }).find(({ place }) => place === asked)
    ?.entered[0]?.said;
}
