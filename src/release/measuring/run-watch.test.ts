import { describe, expect, test } from 'vitest';

import {
  CANARY_PLAN,
  GO,
  journalOf,
  LOADED,
  MONDAY_TEN,
  ROLLED_BACK,
  STAGE_A,
  STARTED,
} from '../../../test/world/releases.ts';
import { RunWatch } from './run-watch.ts';
import { minuteOf, type Tally } from './tally.ts';

const MINUTE_MS = 60_000;
/** Phase I is the first opening, Stage A the second; the first run ends in the fifth minute. */
const FIRST_RUN = [LOADED, STARTED, GO, STAGE_A, ROLLED_BACK];
const REOPENED = journalOf(...FIRST_RUN, GO, STAGE_A);
const NOW = new Date(MONDAY_TEN.getTime() + 60 * MINUTE_MS);

/** Ten answers of the feature for want of the service behind it. */
function outage(opening: number, minute: number): Tally {
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

function secondRunAfter(tally: Tally): RunWatch {
  const watch = new RunWatch(CANARY_PLAN, 2);
  watch.follow(CANARY_PLAN, REOPENED);
  watch.noteAnswers(tally, NOW);
  return watch;
}

describe('a run after a rollback', () => {
  test('begins with a dependency that is taken for well, whatever it was before', () => {
    expect(secondRunAfter(outage(2, 3)).dependencyDownSince).toBeNull();
    expect(secondRunAfter(outage(3, 7)).dependencyDownSince).not.toBeNull();
  });

  test('tells answers of no opening by the time at which they came', () => {
    expect(secondRunAfter(outage(0, 3)).dependencyDownSince).toBeNull();
    expect(secondRunAfter(outage(0, 7)).dependencyDownSince).not.toBeNull();
  });

  test('counts all answers, as those are counted for all runs that can’t be', () => {
    expect(secondRunAfter(outage(2, 3)).answers).toBe(10);
  });
});
