/** A named plan and the people of a release, for the release's tests. */
import {
  entriesAfter,
  type JournalEntry,
  type JournalFact,
  type Who,
} from '../../src/release/journal/journal.ts';
import { courseAfter, NO_COURSE, type Release } from '../../src/release/journal/release.ts';
import { stageRunsOf } from '../../src/release/journal/stage-runs.ts';
import { USUAL_TERMS, type ReleasePlan } from '../../src/plan/index.ts';
import { stageWatchOf, type Assessment } from '../../src/guard/index.ts';

export const PAT: Who = { name: 'Pat Planner', role: 'product-manager' };
export const ENZO: Who = { name: 'Enzo Engineer', role: 'engineer' };
export const RITA: Who = { name: 'Rita Reviewer', role: 'reviewer' };

export const TESTER_TOM = { emailDigest: 'digest-of-tom', accountId: 'tom-account' };

/** Three stages: A 20% for two hours at least, B 50% with at least 500 people, C everybody. */
export const CANARY_PLAN: ReleasePlan = {
  title: 'Release plan: canary',
  toggles: ['canary'],
  unreadable: null,
  testing: { name: 'Phase I' },
  criteria: [],
  rollback: [],
  terms: USUAL_TERMS,
  goItems: { asked: [], dropped: [] },
  stages: [
    {
      letter: 'A',
      name: 'Stage A',
      percentage: 20,
      minimumMinutes: 120,
      minimumUsers: null,
      unsafeToSwitchOff: null,
      line: 40,
    },
    {
      letter: 'B',
      name: 'Stage B',
      percentage: 50,
      minimumMinutes: null,
      minimumUsers: 500,
      unsafeToSwitchOff: null,
      line: 50,
    },
    {
      letter: 'C',
      name: 'Stage C',
      percentage: 100,
      minimumMinutes: null,
      minimumUsers: null,
      unsafeToSwitchOff: null,
      line: 60,
    },
  ],
};

/** What is seen of a release that goes well, its criteria met. */
export const ALL_WELL: Assessment = {
  people: 1000,
  harm: { kind: 'no-harm-shown' },
  confounders: [],
  brokenRules: [],
  unmeasuredRules: [],
  unmetCriteria: [],
  dependencyDownSince: null,
  blindSince: null,
  unhealthy: null,
};

/** A release as it is after these entries, on the canary plan unless another is given. */
export function release(given: Partial<Release> & Pick<Release, 'entries'>): Release {
  const { entries, document = '' } = given;
  const folded = { ...courseAfter(NO_COURSE, entries), runs: stageRunsOf(entries) };
  return { id: 'canary', document, plan: CANARY_PLAN, ...folded, ...given };
}

export const MONDAY_TEN = new Date('2024-04-08T14:00:00Z');

/** A journal as it would be after these facts, one a minute from Monday ten o'clock. */
export function journalOf(...facts: readonly JournalFact[]): readonly JournalEntry[] {
  const circumstances = { at: MONDAY_TEN, who: PAT, why: null, evidence: null };
  return entriesAfter(null, facts, circumstances).map((entry, index) => ({
    ...entry,
    at: new Date(MONDAY_TEN.getTime() + index * 60_000),
  }));
}

export const LOADED: JournalFact = { kind: 'plan-loaded', planVersion: 1, title: 'canary' };
export const STARTED: JournalFact = { kind: 'testing-started' };
export const TOM_ENROLLED: JournalFact = { kind: 'tester-enrolled', ...TESTER_TOM };
export const GO: JournalFact = { kind: 'go-signed' };
export const STAGE_A = stageOpened('A');
export const STAGE_B = stageOpened('B');
export const STAGE_C = stageOpened('C');
export const HELD: JournalFact = { kind: 'held' };
export const ROLLED_BACK: JournalFact = { kind: 'rolled-back' };

/** A stage opened, by this plan. */
export function stageOpened(
  letter: string,
  plan = CANARY_PLAN,
): JournalFact & { kind: 'stage-opened' } {
  const index = plan.stages.findIndex((stage) => stage.letter === letter);
  const stage = plan.stages[index];
  if (!stage) throw new Error(`There is no Stage ${letter}.`);
  const { percentage } = stage;
  const watch = stageWatchOf(plan, stage);
  return { kind: 'stage-opened', stage: index, letter, percentage, overridden: false, watch };
}
