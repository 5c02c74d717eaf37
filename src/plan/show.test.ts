import { describe, expect, it } from 'vitest';
import { allFields, ourPlan, seedPlan, view } from '../../test/plans/plans.ts';
import { noPhaseIn, readPlan, type FieldView } from './index.ts';

/** `open: Number of users` */
const inBrief = (fields: readonly FieldView[], part?: FieldView['part']) =>
  fields
    .filter((field) => part === undefined || field.part === part)
    .map(({ label, open }) => `${open ? 'open' : 'filled'}: ${label}`);

describe('the plan of March 2024, untouched', () => {
  const plan = view(seedPlan);
  const [testing, rollout] = plan.phases;

  it('has its title, 25 open markers and no toggle', () => {
    expect(plan.title).toBe('Release plan: personal health care contacts MVP, March 2024');
    expect(plan.placeholders).toBe(25);
    expect(plan.toggles).toEqual([]);
  });

  it('has a head without the Changelog, where the epic has no link and the dashboard is open', () => {
    expect(inBrief(plan.fields)).toEqual([
      'filled: Overview',
      'open: Epic',
      'open: Analytics dashboard',
      'filled: Collab Cycle issue',
    ]);
    expect(plan.fields.map(({ part }) => part)).toEqual(['head', 'head', 'head', 'head']);
  });

  it('has two phases, whose names have ordinary spaces', () => {
    expect(plan.phases.map(({ name, kind }) => ({ name, kind }))).toEqual([
      { name: 'Phase I – moderated production testing', kind: 'moderated-testing' },
      { name: 'Phase II – phased rollout', kind: 'rollout' },
    ]);
  });

  it('leaves 5 of 5 fields open in the planning of Phase I', () => {
    expect(inBrief(testing?.fields ?? [], 'planning')).toEqual([
      'open: Desired date range or test duration',
      'open: Desired number of users',
      "open: How you'll recruit the right production test users",
      "open: How you'll conduct the testing",
      "open: How you'll give the test users access to the product in production w/o making it live on VA.gov",
    ]);
  });

  it('leaves 6 of 6 fields open in the results of Phase I, the empty bug being part of the count', () => {
    expect(inBrief(testing?.fields ?? [], 'results')).toEqual([
      'open: Number of users',
      'open: Number of bugs identified / fixed',
      'open: Was any downstream service affected by the change?',
      'open: Types of errors logged',
      'open: Any changes necessary based on the logs, feedback on user challenges, or VA challenges?',
      'open: If yes, what',
    ]);
    const bugs = testing?.fields.find(({ label }) => label.startsWith('Number of bugs'));
    expect(bugs).toMatchObject({
      raw: '[FILL_IN]/[FILL_IN]\n  - [FILL_IN]',
      value: null,
      line: 23,
    });
  });

  it('leaves 4 fields open in the planning of the rollout; rollback and access are filled', () => {
    expect(inBrief(rollout?.fields ?? [])).toEqual([
      'filled: Rollback plan',
      'open: Launch go/no-go',
      'open: Desired date range',
      'open: Launch ticket',
      'filled: How will you make the product available in production while limiting the number of users who can find/access it',
      'open: What metrics-based criteria will you look at before advancing rollout to the next stage ("success criteria")?',
    ]);
  });

  it('has Stage A with the template’s two hours, no percentage and no minimum of users', () => {
    expect(rollout?.stages).toHaveLength(1);
    expect(rollout?.stages[0]).toMatchObject({
      name: 'Stage A: Canary',
      letter: 'A',
      percentage: null,
      minimumMinutes: 120,
      minimumUsers: null,
    });
    expect(inBrief(rollout?.stages[0]?.fields ?? [], 'planning')).toEqual([
      'open: Length of time',
      'open: Percentage of Users (and roughly how many users do you expect this to be)',
    ]);
    expect(inBrief(rollout?.stages[0]?.fields ?? [], 'results')).toEqual([
      'open: Number of unique users',
      'open: Metrics at this stage (per your "success criteria")',
      'open: Was any downstream service affected by the change?',
      'open: Types of errors logged',
      'open: What changes (if any) are necessarily based on the logs, feedback on user challenges, or VA challenges?',
    ]);
  });

  it('has no criterion, and people instead of a rule for the rollback', () => {
    expect(plan.criteria).toEqual([]);
    expect(plan.rollback).toMatchObject([{ code: null, kind: 'asked', line: 35 }]);
  });

  it('reads none of the template’s words as a value', () => {
    expect(allFields(plan).filter(({ open, value }) => open !== (value === null))).toEqual([]);
  });
});

describe('the plan of this feature', () => {
  const plan = view(ourPlan);

  it('has nothing open but the results', () => {
    const open = allFields(plan).filter((field) => field.open);
    expect(open.every(({ part }) => part === 'results')).toBe(true);
    expect(open).toHaveLength(43);
    expect(plan.placeholders).toBe(45);
  });

  it('opens one toggle in four rising stages', () => {
    expect(plan.toggles).toEqual(['profile_contacts']);
    expect(
      plan.phases[1]?.stages.map(({ letter, percentage, minimumMinutes, minimumUsers }) =>
        [letter, percentage, minimumMinutes, minimumUsers].join(' '),
      ),
    ).toEqual(['A 20 2880 500', 'B 50 17280 ', 'C 75 10080 ', 'D 100 10080 ']);
  });

  it('measures three criteria, asks people three, and rolls back by numbers', () => {
    expect(plan.criteria.map(({ kind }) => kind)).toEqual([
      'measured',
      'measured',
      'measured',
      'asked',
      'asked',
      'asked',
    ]);
    expect(plan.rollback.filter(({ kind }) => kind === 'measured')).toHaveLength(2);
  });
});

describe('a document that is no release plan', () => {
  it('is answered with what was expected', () => {
    const minutes = readPlan('# Minutes\nNothing was decided.');
    expect(noPhaseIn(minutes)).toMatch(/No phase .* is recognised.*expected.*Add one/s);
  });

  it('is a plan as soon as a phase is recognised', () => {
    expect(noPhaseIn(readPlan(seedPlan))).toBeNull();
  });
});
