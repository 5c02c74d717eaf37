import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { readPlan, releasePlan, USUAL_TERMS, type Terms } from '../index.ts';
import { isTerm, termsIn } from './read-terms.ts';

const planWith = (lines: string) =>
  readPlan(
    `## Feature toggle\n- Toggle name: \`x\`\n## Phase II: staged rollout\n### Rollback plan\n${lines}\n### Stage A: Canary\n- Percentage of Users: 10%\n`,
  );

function termsOf(lines: string): Terms {
  const plan = releasePlan(planWith(lines));
  if (!plan.ok) throw new Error(plan.error.map(({ sentence }) => sentence).join(' '));
  return plan.value.terms;
}

const raises = (changed: Partial<Terms['raises']>) => ({ ...USUAL_TERMS.raises, ...changed });

describe('the terms of a plan', () => {
  test('are the usual ones where it says nothing', () => {
    expect(termsOf('Nothing in particular.')).toEqual(USUAL_TERMS);
  });

  test('state the guard’s budget', () => {
    expect(termsOf('`false rollbacks at most 0.5%`').alpha).toBe(0.005);
  });

  test('state what rise is no harm yet', () => {
    expect(termsOf('`failed visits up to 20% more are no harm`').tolerance).toBeCloseTo(1.2, 12);
  });

  test('state who advances and what happens when the dependency is down', () => {
    expect(termsOf('- `advance automatically`\n- `roll back when VA Profile is down`')).toEqual({
      ...USUAL_TERMS,
      advances: 'automatic',
      whenDependencyIsDown: 'roll-back',
    });
  });

  test('state when a share may be raised, several of them together', () => {
    const lines =
      '`raise only 9:00 to 16:30 America/Chicago`, `raise only on business days`, `no raise on Fridays and 2024-12-23 to 2024-12-24`';
    expect(termsOf(lines).raises).toEqual(
      raises({
        timeZone: 'America/Chicago',
        hours: { from: 540, to: 990 },
        notOnFridays: true,
        notOnWeekends: true,
        notOnFederalHolidays: true,
        notOn: ['2024-12-23', '2024-12-24'],
      }),
    );
  });

  test.each([
    'false rollbacks at most 50%',
    'failed visits up to 300% more are no harm',
    'failed visits up to 20%',
    'raise only by day',
    'raise only 16:00 to 9:00',
    'raise only 9:00 to 16:00 Mars/Crater',
    'no raise on Sundays',
    'no raise on 2024-12-24 to 2024-12-01',
    'advance automagically',
    'false rollbacks at most 0,5%',
    'raise only 9:75 to 16:00',
    'no raise on 2026-02-30',
  ])('refuse the plan that has “%s”', (code) => {
    expect(releasePlan(planWith(`\`${code}\``))).toMatchObject({
      ok: false,
      error: [{ kind: 'term-unreadable', line: 5 }],
    });
  });

  test('are no criteria and no rules', () => {
    const plan = releasePlan(planWith('- At most one in a hundred: `false rollbacks at most 1%`'));
    expect(plan).toMatchObject({ ok: true, value: { rollback: [] } });
  });

  test('leave code alone that is meant for something else', () => {
    for (const code of ['contacts error rate > 1% of requests', 'raise_only', 'npm start']) {
      expect(isTerm(code)).toBe(false);
    }
  });

  test('in their document can all be read', () => {
    const document = readFileSync(new URL('../../../docs/terms.md', import.meta.url), 'utf8');
    expect(termsIn(document).problems).toEqual([]);
    expect(termsIn(document).terms).not.toEqual(USUAL_TERMS);
  });
});

describe('a stage that is not safe to switch off', () => {
  test('carries the note, from the rollback plan or its own', () => {
    const plan = releasePlan(planWith('Safe to switch off: no, drafts would be lost'));
    expect(plan).toMatchObject({
      value: { stages: [{ unsafeToSwitchOff: 'drafts would be lost' }] },
    });
    const safe = releasePlan(planWith('Safe to switch off: yes, at any time'));
    expect(safe).toMatchObject({ value: { stages: [{ unsafeToSwitchOff: null }] } });
  });

  test('needs to say why', () => {
    expect(releasePlan(planWith('Safe to switch off: no'))).toMatchObject({
      error: [{ kind: 'unsafe-without-note' }],
    });
  });
});
