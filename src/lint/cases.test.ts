import { describe, expect, it, test } from 'vitest';

import { caseNumbered } from '../../test/plans/plans.ts';
import { readPlan } from '../plan/index.ts';
import { lintPlan, placedNotesOf, type Finding } from './index.ts';

const NOTHING_GIVEN = { usersPerDay: null, baseline: null, against: [], server: null, now: null };

/** The cases are so small that these are found in nearly all of them. */
const OF_SMALL_PLANS = [
  ...['no-success-criteria', 'rollback-without-rule', 'human-checks-unowned'],
  ...['switch-off-unanswered', 'call-center-notice', 'canary-too-large'],
];

const lint = (text: string) => lintPlan({ plan: readPlan(text), ...NOTHING_GIVEN });

const findingsIn = (text: string): readonly Finding[] =>
  lint(text).findings.filter(({ rule }) => !OF_SMALL_PLANS.includes(rule));

const inBrief = ({ line, severity, rule }: Finding) => `${line} ${severity} ${rule}`;

/** Each case with all that linting finds in it, and nothing else. */
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['01', []],
  ['04', []],
  ['08', []],
  ['09', [15, 19, 27, 31].map((line) => `${line} info open-marker`)],
  ['10', ['17 info open-marker']],
  ['13', []],
  ['14', []],
  ['15', []],
  ['16', []],
  ['21', []],
  ['22', ['18 info open-marker', '19 info open-marker']],
  ['25', []],
  ['27', ['13 info never-reaches-everyone']],
  ['29', []],
  ['31', []],
  ['33', []],
  ['34', ['11 warning friday-increase', '13 warning friday-increase']],
  // March 13, 2026 is a Friday.
  ['37', ['9 warning friday-increase']],
  ['41', ['11 warning not-measured-yet']],
  ['42', ['15 warning criterion-unowned']],
  ['43', ['25 warning pasted-results']],
  ['44', []],
  ['48', [21, 22, 26, 27].map((line) => `${line} info open-marker`)],
  ['50', ['15 info open-marker']],
  ['52', []],
];

describe('a plan that people could write', () => {
  it.each(CASES)('case %s has these findings, and can start', (number, expected) => {
    const text = caseNumbered(number);
    expect(findingsIn(text).map(inBrief)).toEqual(expected);
    expect(lint(text).ready).toBe(true);
  });
});

test('what is filled in after the launch stands in its own section and waits', () => {
  const findings = findingsIn(caseNumbered('22'));
  expect(findings.map(({ section, toCome }) => [section, toCome])).toEqual([
    ['After the launch', true],
    ['After the launch', true],
  ]);
});

test('a marker beside an answer can be deleted now', () => {
  expect(findingsIn(caseNumbered('50'))).toMatchObject([
    { toCome: false, suggestion: 'Delete “[PICK_ONE]”.' },
  ]);
});

test('a rollback plan with its numbers in words is offered as code', () => {
  const rule = lint(caseNumbered('42')).findings.find(
    (one) => one.rule === 'rollback-without-rule',
  );
  expect(rule?.message).toContain('no rule in code');
  expect(rule?.suggestion).toContain(
    '`success rate < 99% of requests over 1 hour, at least 300 requests`',
  );
});

test('an open box is to be ticked', () => {
  expect(findingsIn(caseNumbered('49'))[0]?.suggestion).toMatch(/^Tick it /);
});

test('an answer in words to a KPI is no missing number, and a canary of the testing is no stage of the rollout', () => {
  expect(placedNotesOf(readPlan(caseNumbered('31')))).toEqual([]);
  expect(placedNotesOf(readPlan(caseNumbered('44')))).toEqual([]);
});

const STAGE = '## Phase II: rollout\n### Stage A: 5%\n- Length of time: 2 days\n';

describe('the kinds behind the cases', () => {
  it.each([
    ['a target that is open', '| Target | After the launch |\n|--|--|\n| TBD | 5 |', 'error'],
    ['an actual date', '| Desired | Actual date |\n|--|--|\n| 5 | TBD |', 'info'],
    ['a row for later', '| When | Value |\n|--|--|\n| Two weeks after launch | TBD |', 'info'],
  ])('%s in a planning table', (_, table, severity) => {
    const text = `## Phase II: rollout\n#### Objective: less\n\n${table}\n\n### Stage A: 5%\n`;
    const markers = findingsIn(text).filter(({ rule }) => rule === 'open-marker');
    expect(markers.map((one) => one.severity)).toEqual([severity]);
  });

  it('an empty rollback plan stays an error where none stands below it', () => {
    const text = `### Rollback plan\n\n${STAGE}`;
    expect(findingsIn(text).map(inBrief)).toContain('1 error empty-field');
  });

  it('results that are the same line for line are pasted, however many lines they have', () => {
    const results =
      '#### Results\n- Types of errors logged:\n  - one save of forty ended badly\n  - two of the maps came up empty\n';
    const text = `${STAGE}${results}### Stage B: 100%\n- Length of time: 2 days\n${results}`;
    expect(findingsIn(text).map(({ rule }) => rule)).toContain('pasted-results');
  });

  it('a last stage below 100% without a launch stays a warning', () => {
    expect(findingsIn(STAGE).map(inBrief)).toContain('2 warning never-reaches-everyone');
  });
});
