import { describe, expect, test } from 'vitest';

import {
  CANARY_PLAN,
  GO,
  journalOf,
  LOADED,
  MONDAY_TEN,
  release,
  ROLLED_BACK,
  STAGE_A,
  STARTED,
  stageOpened,
} from '../../../test/world/releases.ts';
import { USUAL_TERMS } from '../../plan/index.ts';
import { RunWatch } from './run-watch.ts';
import { minuteOf, type AnswerCount } from './kept/answer-count.ts';

const MINUTE_MS = 60_000;
/** Phase I is the first opening, Stage A the second; the first run ends in the fifth minute. */
const FIRST_RUN = [LOADED, STARTED, GO, STAGE_A, ROLLED_BACK];
const REOPENED = journalOf(...FIRST_RUN, GO, STAGE_A);
const NOW = new Date(MONDAY_TEN.getTime() + 60 * MINUTE_MS);

/** Ten answers of the feature for want of the service behind it. */
function outage(opening: number, minute: number): AnswerCount {
  return {
    opening,
    minute: minuteOf(MONDAY_TEN) + minute,
    cohort: 'open',
    ofFeature: true,
    endpoint: '/letters',
    status: 503,
    cause: 'dependency',
    hasContent: null,
    timeClass: 0,
    count: 10,
  };
}

function secondRunAfter(counted: AnswerCount): RunWatch {
  const watch = RunWatch.begin(CANARY_PLAN, 2);
  watch.follow(release({ entries: REOPENED }));
  watch.noteAnswers(counted, NOW);
  return watch;
}

const LOADED_ANEW = { kind: 'plan-loaded', planVersion: 2, title: 'canary' } as const;

describe('the rules of a run', () => {
  const STRICTER = {
    ...CANARY_PLAN,
    terms: { ...USUAL_TERMS, alpha: 0.0001 },
    stages: CANARY_PLAN.stages.map((stage) => ({ ...stage, minimumMinutes: 9 * 24 * 60 })),
  };
  const IN_STAGE_A = { share: 0.2, opening: 2 };
  const alphaOf = (watch: RunWatch) => watch.harmFigures(IN_STAGE_A).alpha;

  test('are those of its first stage as it was opened, whoever folds it and whenever', () => {
    const entries = journalOf(LOADED, STARTED, GO, STAGE_A);
    const known = RunWatch.begin(CANARY_PLAN, 1);
    known.follow(release({ entries }));
    const later = journalOf(LOADED, STARTED, GO, STAGE_A, LOADED_ANEW);
    const begun = RunWatch.begin(STRICTER, 1);
    for (const watch of [known, begun]) watch.follow(release({ entries: later, plan: STRICTER }));
    expect([alphaOf(known), alphaOf(begun)]).toEqual([0.01, 0.01]);
    expect(begun.harmFigures(IN_STAGE_A)).toEqual(known.harmFigures(IN_STAGE_A));
  });

  test('are those of the newer plan in the next run', () => {
    const watch = RunWatch.begin(STRICTER, 2);
    const again = stageOpened('A', STRICTER);
    watch.follow(release({ entries: journalOf(...FIRST_RUN, GO, again), plan: STRICTER }));
    expect(alphaOf(watch)).toBe(0.0001);
  });
});

describe('a run after a rollback', () => {
  test('begins with a dependency that is taken for well, whatever it was before', () => {
    expect(secondRunAfter(outage(2, 3)).dependencyDownSince).toBeNull();
    expect(secondRunAfter(outage(3, 7)).dependencyDownSince).not.toBeNull();
  });

  test('tells answers of no opening by the time at which they came', () => {
    expect(secondRunAfter(outage(0, 3)).dependencyDownSince).toBeNull();
    expect(secondRunAfter(outage(0, 7)).dependencyDownSince).not.toBeNull();
  });

  test('counts the answers of each opening by themselves', () => {
    expect(secondRunAfter(outage(2, 3)).answersIn(2)).toBe(0);
    expect(secondRunAfter(outage(3, 7)).answersIn(3)).toBe(10);
  });
});
