import { expect, test } from 'vitest';

import { readPlan, type PlanResults } from '../../plan/index.ts';
import { doPlanTask } from './reading.ts';
import { shownPlan } from './shown-plan.ts';

const STAGE = (letter: string, share: number) => `### Stage ${letter}: some
#### Planning
- Length of time: 1 day
- Percentage of Users: ${share}%
#### Results
- Number of unique users: [FILL_IN]
- Types of errors logged: [FILL_IN]
`;

const PLAN = `# Release plan: contacts
## Changelog

## Feature toggle
- Toggle name: \`contacts\`

## Phase II: staged rollout
${STAGE('A', 20)}
${STAGE('B', 100)}`;

const USERS: PlanResults = ['A', 'B'].map((letter, index) => ({
  place: { kind: 'stage', index, letter },
  name: 'users',
  answer: { kind: 'words', words: '12' },
}));

function shownWith(results: PlanResults) {
  const changelog = ['2026-12-07 20:10 ET: Rolled back.', '2026-12-07 20:11 ET: Closed.'];
  const traffic = { usersPerDay: null, baseline: null };
  return shownPlan(readPlan(PLAN), { written: { results, changelog }, traffic });
}

test('counts the findings of the plan as it was loaded, however much is filled in', () => {
  const counted = doPlanTask({ kind: 'findings', document: PLAN });
  const { findings } = shownWith(USERS);
  const count = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
  expect(counted).toEqual({
    ok: true,
    value: { errors: count('error'), warnings: count('warning') },
  });
});

test('each finding stands in the plan under its id, at the line where the results have put it', () => {
  const { html, findings, report } = shownWith(USERS);
  expect(findings).not.toEqual([]);
  for (const { id } of findings) expect(html).toContain(`<p id="${id}" class="plan-remark`);
  const ofShare = findings.find(({ message }) => message.includes('opens to 20%'));
  expect(report.split('\n')[(ofShare?.line ?? 0) - 1]).toBe('- Percentage of Users: 20%');
});

test('marks what was filled in: a whole list once, else each entry', () => {
  const { html } = shownWith(USERS);
  const said = '<span class="visually-hidden">Filled in by the program: </span>';
  expect(html).toMatch(new RegExp(`<ul class="plan-filled">\\s*<li>${said}2026-12-07 20:10 ET`));
  expect(html).toContain(
    `<li class="plan-filled">${said}Number of unique users: 12 (measured)</li>`,
  );
  expect(html.split(said)).toHaveLength(4);
});
