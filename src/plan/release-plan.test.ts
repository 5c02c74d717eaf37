import { describe, expect, it } from 'vitest';
import { ourPlan, seedPlan } from '../../test/plans/plans.ts';
import { readPlan, releasePlan, USUAL_TERMS } from './index.ts';

const TOGGLE = '## Feature toggle\n- Toggle name: `one_page`\n';
const stage = (letter: string, share: string) =>
  `### Stage ${letter}: x\n- Length of time: 2 hours\n- Percentage of Users: ${share}\n`;
const rollout = (...stages: readonly string[]) =>
  `${TOGGLE}## Phase II: rollout\n${stages.join('')}`;

function problemsOf(text: string): readonly string[] {
  const judged = releasePlan(readPlan(text));
  return judged.ok
    ? []
    : judged.error.map(({ line, column, sentence }) => `${line}:${column} ${sentence}`);
}

describe('a plan that is fit to run', () => {
  it('is the plan of this feature', () => {
    const judged = releasePlan(readPlan(ourPlan));
    expect(problemsOf(ourPlan)).toEqual([]);
    expect(judged).toMatchObject({
      ok: true,
      value: {
        title: 'Release plan: personal health care contacts MVP',
        toggles: ['profile_contacts'],
        testing: { name: 'Phase I – moderated production testing' },
        stages: [
          { letter: 'A', percentage: 20, minimumMinutes: 2880, minimumUsers: 500 },
          {},
          {},
          {},
        ],
      },
    });
  });

  it('may go without moderated testing, and names the line of each stage', () => {
    expect(releasePlan(readPlan(rollout(stage('A', '0.5%'), stage('B', '100%'))))).toEqual({
      ok: true,
      value: {
        title: 'Release plan without a title',
        toggles: ['one_page'],
        unreadable: null,
        testing: null,
        criteria: [],
        rollback: [],
        terms: USUAL_TERMS,
        goItems: expect.anything() as unknown,
        stages: [
          {
            letter: 'A',
            name: 'Stage A: x',
            percentage: 0.5,
            minimumMinutes: 120,
            minimumUsers: null,
            unsafeToSwitchOff: null,
            line: 4,
          },
          {
            letter: 'B',
            name: 'Stage B: x',
            percentage: 100,
            minimumMinutes: 120,
            minimumUsers: null,
            unsafeToSwitchOff: null,
            line: 7,
          },
        ],
      },
    });
  });
});

describe('a plan that can’t be carried out says where and why', () => {
  it('the untouched plan of March 2024: no toggle, no percentage', () => {
    expect(problemsOf(seedPlan)).toEqual([
      expect.stringMatching(/^1:1 No toggle is named\. Add /),
      expect.stringMatching(/^58:78 “Stage A: Canary” has no percentage\. Write /),
    ]);
  });

  it('a toggle name that is no name', () => {
    const text = rollout(stage('A', '5%')).replace('`one_page`', '`one page`');
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^2:16 .*read as “one page”.* one word/),
    ]);
  });

  it('no rollout, or one without stages', () => {
    expect(problemsOf(`${TOGGLE}## Phase I: UAT\n`)).toEqual([
      expect.stringMatching(/^1:1 No rollout phase is found\. Add /),
    ]);
    expect(problemsOf(rollout())).toEqual([
      expect.stringMatching(/^3:4 “Phase II: rollout” has no stage\. Add /),
    ]);
  });

  it('a share above 100%', () => {
    expect(problemsOf(rollout(stage('A', '250%')))).toEqual([
      expect.stringMatching(/^6:24 “Stage A: x” is read as 250%\. .* between 0 and 100/),
    ]);
  });

  it('a share that falls, also across a stage that has none; the same again may be wanted', () => {
    expect(problemsOf(rollout(stage('A', '20%'), stage('B', '20%')))).toEqual([]);
    const text = rollout(stage('A', '20%'), stage('B', '[FILL_IN]'), stage('C', '10%'));
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^9:24 “Stage B: x” has no percentage/),
      expect.stringMatching(
        /^12:24 “Stage C: x” is read as 10%, after 20% in “Stage A: x”.* raise /,
      ),
    ]);
  });

  it('a letter that is used twice', () => {
    expect(problemsOf(rollout(stage('A', '5%'), stage('A', '10%')))).toEqual([
      expect.stringMatching(/^7:5 “Stage A: x” is stage A, as is “Stage A: x” on line 4\. Give /),
    ]);
  });
});
