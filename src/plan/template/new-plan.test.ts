import { describe, expect, it } from 'vitest';
import { allFields, view } from '../../../test/plans/plans.ts';
import { newPlan, readPlan, releasePlan } from '../index.ts';

function planFor(toggle: string) {
  const plan = newPlan(toggle);
  if (!plan.ok) throw new Error(plan.error);
  return plan.value;
}

describe('a new plan', () => {
  const { document } = planFor('profile_contacts');
  const plan = view(document);
  const open = allFields(plan).filter((field) => field.open);

  it('is for its toggle, in four rising stages, and fit to run as it stands', () => {
    expect(plan.title).toBe('Release plan: Profile contacts');
    expect(releasePlan(readPlan(document))).toMatchObject({
      ok: true,
      value: {
        toggles: ['profile_contacts'],
        stages: [
          { letter: 'A', percentage: 5, minimumMinutes: 2880, minimumUsers: 500 },
          { letter: 'B', percentage: 25, minimumMinutes: 4320 },
          { letter: 'C', percentage: 50, minimumMinutes: 10_080 },
          { letter: 'D', percentage: 100, minimumMinutes: 20_160 },
        ],
      },
    });
  });

  it('leaves open what only people can know', () => {
    const toFillIn = open.filter(({ part }) => part !== 'results').map(({ label }) => label);
    expect(toFillIn.toSorted()).toEqual([
      'Analytics dashboard',
      'Collab Cycle issue',
      'Description',
      'Desired date range',
      'Desired date range or test duration',
      'Desired number of users',
      'Epic',
      "How you'll conduct the testing",
      "How you'll recruit the right production test users",
      'Launch go/no-go',
      'Launch ticket',
      'Overview',
      'Rollback plan',
      'Who is monitoring the dashboard(s)?',
    ]);
  });

  it('leaves all results open, the five questions among them', () => {
    const results = allFields(plan).filter(({ part }) => part === 'results');
    expect(results.filter((field) => !field.open)).toEqual([]);
    expect(results).toHaveLength(6 + 4 * 5 + 2 * 8 + 5);
  });

  it('measures criteria and rules, and asks people for the rest', () => {
    expect(plan.criteria.map(({ kind }) => kind)).toEqual([
      ...['measured', 'measured', 'measured'],
      ...['asked', 'asked'],
    ]);
    expect(plan.rollback.filter(({ kind }) => kind === 'measured')).toHaveLength(2);
    expect(document).toContain('Safe to switch off: ');
  });

  it.each([
    ['hcaHouseholdV2', 'Hca household v2'],
    ['form-10.10', 'Form 10 10'],
  ])('of “%s” has the title “%s”', (toggle, title) => {
    expect(planFor(toggle).title).toBe(title);
  });

  it.each(['', 'two words', '1st', 'a`b', 'x\n'])('is refused for “%s”', (name) => {
    const plan = newPlan(name);
    expect(plan.ok ? '' : plan.error).toMatch(/^The name is read as .* is expected: one word /s);
  });

  it('comes with a checklist, a dashboard and a ticket that name its toggle and its title', () => {
    const { artifacts } = planFor('profile_contacts');
    expect(artifacts.map(({ name }) => name)).toEqual([
      ...['launch-readiness', 'dashboard', 'launch-ticket'],
    ]);
    for (const artifact of artifacts) {
      expect(artifact.document).toMatch(/^# .*: Profile contacts\n/);
      expect(artifact.document).toContain('profile_contacts`');
    }
  });
});
