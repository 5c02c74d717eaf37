import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { MONDAY_TEN } from '../../test/world/releases.ts';
import {
  readPlan,
  releasePlan,
  showPlan,
  type FieldView,
  type ReleasePlan,
} from '../plan/index.ts';
import { QUIET, rehearsedPlan, rehearseOnce, type Scenario } from './index.ts';
import { rulesOf } from '../release/decisions/index.ts';

const DOCUMENT = readFileSync(
  new URL('../../test/plans/worked-history.md', import.meta.url),
  'utf8',
);
const DAY = 24 * 60;

/** What is known of this feature’s release: hardly an error, and an outage of VA Profile in Stage B. */
const AS_IT_WENT: Scenario = {
  ...QUIET,
  errorRate: 0,
  outage: { minutes: 3 * 60, startMinutes: 5 * DAY },
  answers: [
    { status: 500, afterMinutes: 600 },
    { status: 401, afterMinutes: 900 },
    { status: 401, afterMinutes: 1_200 },
    { status: 401, afterMinutes: 1_500 },
  ],
};

const PLAN = planIn(DOCUMENT);

function planIn(document: string): ReleasePlan {
  const plan = releasePlan(readPlan(document));
  if (!plan.ok) throw new Error('the plan is ready');
  return plan.value;
}

function rehearsed() {
  const rules = rulesOf(PLAN);
  return rehearseOnce({ plan: PLAN, rules, scenario: AS_IT_WENT, from: MONDAY_TEN }, 1);
}

test('the worked history ends fully open, held for the outage alone, its results in the right units', () => {
  const run = rehearsed();
  expect(run.ended).toBe('finished');
  expect(run.stages.map(({ letter, percentage }) => `${letter} ${percentage}`)).toEqual([
    'A 20',
    'B 20',
    'C 50',
    'D 100',
  ]);
  const holds = run.stages.map(({ holds }) => holds.map(({ cause }) => cause));
  expect(holds).toEqual([[], ['dependency'], [], []]);

  const results = resultsIn(rehearsedPlan(DOCUMENT, run));
  const [stageA, stageB] = run.stages;
  const inFigures = (count = NaN) => count.toLocaleString('en-US');
  expect(results[0]?.['Number of unique users']).toBe(
    `${inFigures(stageA?.figures.people)} (measured)`,
  );
  expect(results[0]?.['Metrics at this stage (per your "success criteria")']).toMatch(
    /^contacts error rate caused by us over 1 day: 0% \(0 of [\d,]+ requests\)/,
  );
  expect(results[0]?.['Was any downstream service affected by the change?']).toMatch(
    /^no, 0 of [\d,]+ calls to it failed \(measured\)$/,
  );
  expect(results[0]?.['Types of errors logged']).toMatch(
    /^500: 1 of ([\d,]+) answers \(0\.0\d+%\), our own fault \(measured\)\s+401: 3 of \1 answers \(0\.\d+%\), wrongly asked \(measured\)$/,
  );
  expect(results[1]?.['Was any downstream service affected by the change?']).toBe(
    `yes, it was down for a time; ${inFigures(stageB?.figures.dependency.failures)} of ` +
      `${inFigures(stageB?.figures.dependency.calls)} calls to it failed (measured)`,
  );
  expect(stageA?.figures.people).toBeGreaterThan(500);
});

/** The values of each stage’s results, by label. */
function resultsIn(document: string): readonly Record<string, string | null>[] {
  const stages = showPlan(readPlan(document)).phases.flatMap((phase) => phase.stages);
  const results = (fields: readonly FieldView[]) => fields.filter(({ part }) => part === 'results');
  return stages.map(({ fields }) =>
    Object.fromEntries(results(fields).map(({ label, value }) => [label, value])),
  );
}
