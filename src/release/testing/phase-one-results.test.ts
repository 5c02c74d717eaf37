import { expect, test } from 'vitest';

import {
  journalOf,
  LOADED,
  MONDAY_TEN,
  release,
  STARTED,
  CANARY_PLAN,
} from '../../../test/world/releases.ts';
import { PLAN } from '../../../test/world/release-on-database.ts';
import { readPlan, withResults, withResultSections } from '../../plan/index.ts';
import type { JournalFact } from '../journal/journal.ts';
import { accessOf } from '../journal/progress.ts';
import { writtenBy } from '../status/report.ts';
import type { StageRecord } from '../journal/stage-record.ts';
import { testingStatusOf } from './testing-status.ts';

const TESTING = { kind: 'testing' } as const;
const BUG = { kind: 'bug-recorded', severity: 'high', ticket: 'https://a.test/1' } as const;

/** Phase I, planned with seven users, with so many of them seen. */
function phaseOne(users: number, ...more: readonly JournalFact[]) {
  const joined = Array.from({ length: users }, (_, index) => joining(index + 1)).flat();
  const measured: JournalFact = { kind: 'stage-measured', record: recordOf(users) };
  const entries = journalOf(LOADED, STARTED, ...joined, ...more, measured);
  const plan = { ...CANARY_PLAN, testing: { name: 'Phase I', users: 7 } };
  return release({ entries, plan });
}

function joining(number: number): readonly JournalFact[] {
  const emailDigest = `digest-${number}`;
  const participant = `P${number}`;
  const proof = { at: MONDAY_TEN.toISOString(), endpoint: '/letters', status: 200 };
  return [
    { kind: 'tester-enrolled', emailDigest, accountId: `account-${number}` },
    { kind: 'tester-bound', emailDigest, participant, ends: 'never' },
    { kind: 'tester-seen', emailDigest, participant, proof },
  ];
}

function recordOf(people: number): StageRecord {
  const figures = { people, requests: people * 3, errors: [], failed: null, criteria: [] };
  const dependency = { calls: people * 3, failures: 0 };
  const course = null;
  return { place: TESTING, dependencyWasDown: false, course, figures: { ...figures, dependency } };
}

/** What the report says of Phase I. */
function reported(users: number, ...more: readonly JournalFact[]): string {
  const { results } = writtenBy(phaseOne(users, ...more), null);
  const document = withResultSections(readPlan(PLAN), [TESTING]);
  const written = withResults(readPlan(document), results).document;
  return written.slice(written.indexOf('Phase I:'), written.indexOf('Phase II'));
}

test('with nobody seen the report says so, and gives nothing as measured', () => {
  const report = reported(0);
  expect(report).toContain('Number of users: No tester was seen using it');
  expect(report).toMatch(/downstream.*No tester was seen using it/);
  expect(report).toMatch(/bugs identified \/ fixed: No tester was seen using it/);
  expect(report).not.toMatch(/\(measured\)|\b0 users/);
});

test('with one of seven it tells both, and no bug that nobody wrote down', () => {
  const report = reported(1);
  expect(report).toContain('Number of users: 1 of 7 planned (measured)');
  expect(report).toMatch(/bugs identified \/ fixed: None was written down/);
});

test('with seven it tells seven, and the bugs with how many are fixed', () => {
  const report = reported(7, { ...BUG, bug: 1, fixed: true }, { ...BUG, bug: 2, fixed: false });
  expect(report).toContain('Number of users: 7 (measured)');
  expect(report).toMatch(/bugs identified \/ fixed:[^]*2\/1[^]*high, fixed: https:\/\/a\.test\/1/);
});

test('the status counts planned and seen alike, and names what is missing', () => {
  const told = (users: number) =>
    testingStatusOf(phaseOne(users), { requests: [], now: MONDAY_TEN });
  expect(told(0)).toMatchObject({
    ...{ planned: 7, seen: 0 },
    missing: ['No tester was seen using it; Phase I is planned with 7 users.'],
  });
  expect(told(1)).toMatchObject({
    ...{ planned: 7, seen: 1 },
    missing: ['Phase I is planned with 7 users; 1 of them were seen using it.'],
  });
  expect(told(7)).toMatchObject({ planned: 7, seen: 7, missing: [] });
});

test('who is let in by the end of a session is let in by name, and by no share of people', () => {
  const { progress } = phaseOne(1);
  expect(accessOf(progress)).toEqual({ testers: ['account-1'], percentage: 0, everyone: false });
});
