import { expect, test } from 'vitest';

import { CANARY_PLAN, MONDAY_TEN } from '../../test/world/releases.ts';
import { readCriterion, whyUnmeasured } from '../criteria/index.ts';
import { rulesOf } from '../release/decisions/index.ts';
import { notRehearsed, QUIET, rehearseOnce } from './index.ts';

const STAGE = {
  letter: 'A',
  name: 'Stage A',
  percentage: 50,
  minimumMinutes: 360,
  minimumUsers: null,
  unsafeToSwitchOff: null,
  line: 1,
};

function rehearsed(code: string) {
  const plan = { ...CANARY_PLAN, stages: [STAGE], criteria: [{ text: code, code, line: 1 }] };
  const rules = rulesOf(plan);
  const scenario = { ...QUIET, usersPerDay: 5_000 };
  const run = rehearseOnce({ plan, rules, scenario, from: MONDAY_TEN }, 7);
  return {
    ended: run.ended,
    verdicts: run.stages[0]?.figures.criteria,
    unseen: notRehearsed(plan, rules),
  };
}

test.each([
  'ratio of errors to requests < 5% in this stage',
  'ratio of failed visits to people < 5% in this stage',
  'ratio of errors to requests <= 500% of the closed cohort in this stage',
  'failed visit rate <= 500% of the closed cohort in this stage',
])('a rehearsal measures “%s”', (code) => {
  expect(rehearsed(code)).toMatchObject({
    ended: 'finished',
    verdicts: [{ verdict: 'met' }],
    unseen: [],
  });
});

test.each([
  'response time p95 <= 120% of the closed cohort in this stage',
  'dependency error rate <= 120% of the closed cohort in this stage',
])('a rehearsal says that it does not show “%s”, and does not wait for it', (code) => {
  expect(rehearsed(code)).toEqual({ ended: 'finished', verdicts: [], unseen: [code] });
});

test('a ratio whose status would pick from both of its counts is not measured', () => {
  const read = readCriterion('ratio of errors to requests with status 502 < 5% in this stage');
  expect(read.ok && whyUnmeasured(read.value)).toMatch(/alike\. Write a share/);
});
