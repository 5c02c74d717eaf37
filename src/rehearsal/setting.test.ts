import { expect, test } from 'vitest';

import { CANARY_PLAN, MONDAY_TEN } from '../../test/world/releases.ts';
import { USUAL_TERMS, type ReleasePlan } from '../plan/index.ts';
import { rulesOf } from '../release/decisions/index.ts';
import { QUIET, rehearseOnce, whyNoRehearsal } from './index.ts';
import { longestMinutes, plannedMinutes } from './setting.ts';

const DAY = 24 * 60;
const DAY_MS = DAY * 60_000;

/** So many days in a row, from this Monday on, on which nothing is raised. */
function frozenFor(days: number): ReleasePlan {
  const notOn = Array.from({ length: days }, (_, day) =>
    new Date(MONDAY_TEN.getTime() + day * DAY_MS).toISOString().slice(0, 10),
  );
  const [stage] = CANARY_PLAN.stages;
  const raises = { ...USUAL_TERMS.raises, notOn };
  const stages = stage
    ? [{ ...stage, percentage: 100, minimumMinutes: 60, minimumUsers: null }]
    : [];
  return { ...CANARY_PLAN, stages, terms: { ...USUAL_TERMS, raises } };
}

function lasting(days: number): ReleasePlan {
  const [stage] = CANARY_PLAN.stages;
  const stages = stage ? [{ ...stage, minimumMinutes: days * DAY, line: 30 }] : [];
  return { ...CANARY_PLAN, stages };
}

test('the first stage opens at the next permitted minute, even if that is more than a year away', () => {
  const plan = frozenFor(400);
  expect(whyNoRehearsal(plan, MONDAY_TEN)).toBeNull();
  const scenario = { ...QUIET, usersPerDay: 10 };
  const run = rehearseOnce({ plan, rules: rulesOf(plan), scenario, from: MONDAY_TEN }, 1);
  expect(run.ended).toBe('finished');
  const opened = run.entries.find(({ kind }) => kind === 'stage-opened');
  // The first midnight in the East after the 400 days.
  expect(opened?.at.toISOString()).toBe('2025-05-13T04:00:00.000Z');
});

test('a plan that never lets a share be raised is refused, and a run of it ends at once', () => {
  const plan = {
    ...CANARY_PLAN,
    terms: { ...USUAL_TERMS, raises: { ...USUAL_TERMS.raises, hours: { from: 540, to: 540 } } },
  };
  expect(whyNoRehearsal(plan, MONDAY_TEN)).toContain('There is no such time within a year');
  const run = rehearseOnce({ plan, rules: rulesOf(plan), scenario: QUIET, from: MONDAY_TEN }, 1);
  expect(run).toMatchObject({ ended: 'out-of-time', minutes: 0, stages: [] });
});

test('a stage of years is refused with its line', () => {
  expect(whyNoRehearsal(lasting(2_026), MONDAY_TEN)).toMatch(
    /lasts at least 2026 days, and a rehearsal covers stages of 366 days in all.*\(line 30\)/,
  );
  expect(whyNoRehearsal(lasting(366), MONDAY_TEN)).toBeNull();
});

test('a rehearsal gives up at the latest a year after the planned end', () => {
  const plan = lasting(300);
  expect(longestMinutes(plan)).toBe(plannedMinutes(plan) + 366 * DAY);
  expect(longestMinutes(lasting(10))).toBe(60 * DAY);
});
