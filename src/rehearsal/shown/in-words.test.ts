import { expect, test } from 'vitest';

import { CANARY_PLAN } from '../../../test/world/releases.ts';
import { QUIET, summaryOf } from '../index.ts';
import {
  emptyStageLines,
  introduction,
  rateInWords,
  verdictLines,
  type Rehearsal,
} from './in-words.ts';

test.each([
  [0, 200, '0% (at most 1.5%)'],
  [1, 12, '100% (at least 77.9%)'],
  [0.5, 12, '50% (between 24.5% and 75.5%)'],
])('a rate of %f from %i runs stands beside its bounds', (rate, runs, words) => {
  expect(rateInWords(rate, runs)).toBe(words);
});

test('where no person came, nothing is said about harm, good or bad', () => {
  const lines = verdictLines(rehearsalWhere([0, 0])).join('\n');
  expect(lines).toContain('No person came while the feature was open');
  expect(lines).not.toContain('did no harm');
});

test('a stage that no person came to is named', () => {
  const rehearsal = rehearsalWhere([0, 40]);
  expect(verdictLines(rehearsal).join('\n')).toContain('did no harm');
  expect(emptyStageLines(rehearsal.summary)).toEqual([
    'Stage A: in most runs no person came, so it says nothing about harm.',
  ]);
});

test('the answer says how many runs were made, and why no more', () => {
  expect(
    introduction({ ...rehearsalWhere([1, 1]), cutShort: 'There was no time for more.' }),
  ).toMatch(/^Rehearsed 1 time \(seed 7\).*There was no time for more\.$/);
});

/** One run that finished, with so many people in each stage. */
function rehearsalWhere(people: readonly number[]): Rehearsal {
  const [first] = CANARY_PLAN.stages;
  if (!first) throw new Error('the plan has a stage');
  const stages = people.map((_, index) => ({ ...first, name: `Stage ${'AB'[index]}` }));
  const plan = { ...CANARY_PLAN, stages };
  const run = {
    ended: 'finished' as const,
    minutes: 60 * people.length,
    stages: people.map((count, stage) => ({
      stage,
      letter: 'A',
      name: 'Stage',
      percentage: first.percentage,
      openedAt: 60 * stage,
      minutes: 60,
      holds: [],
      dependencyWasDown: false,
      figures: {
        people: count,
        failed: null,
        requests: 0,
        errors: [],
        criteria: [],
        dependency: { calls: 0, failures: 0 },
      },
      place: { kind: 'stage' as const, index: stage, letter: 'A' },
      course: null,
    })),
    entries: [],
    harmedPeople: 0,
    randomNumbers: 0,
  };
  const summary = summaryOf(plan, QUIET, [run]);
  return { plan, scenario: QUIET, seed: 7, summary, notRehearsed: [], cutShort: null };
}
