import { expect, test } from 'vitest';

import {
  CANARY_PLAN,
  GO,
  journalOf,
  LOADED,
  ROLLED_BACK,
  STAGE_A,
  STAGE_B,
  stageOpened,
} from '../../../test/world/releases.ts';
import { changelogOf } from './changelog.ts';
import { USUAL_TERMS } from '../../plan/index.ts';

const BUDGET =
  'The guard rolls back a harmless feature with a chance of at most 1% in all stages together, and 0.1% in each when too few people come';

test('tells the budget of false rollbacks where a run opens, once each', () => {
  const lines = changelogOf(journalOf(LOADED, GO, STAGE_A, STAGE_B, ROLLED_BACK, GO, STAGE_A));
  const told = lines.filter((line) => line.includes(BUDGET));
  expect(told.map((line) => /Stage . at \d+%/.exec(line)?.[0])).toEqual([
    'Stage A at 20%',
    'Stage A at 20%',
  ]);
});

test('tells what rise the plan accepts', () => {
  const plan = { ...CANARY_PLAN, terms: { ...USUAL_TERMS, tolerance: 1.2 } };
  const [, , line] = changelogOf(journalOf(LOADED, GO, stageOpened('A', plan)));
  expect(line).toContain(
    'Failed visits that are up to 20% more frequent with the feature count as no harm',
  );
});

test('tells how far a go reaches', () => {
  const [, line] = changelogOf(journalOf(LOADED, { kind: 'go-signed', upTo: 'A' }));
  expect(line).toContain('Go signed up to Stage A');
});

test('tells of people who met errors that were not ours, where none were', () => {
  const evidence = {
    sighting: 0,
    logEvidence: 0,
    threshold: 1,
    failed: { open: 0, closed: 0 },
    came: { open: 50, closed: 200 },
    unserved: 46,
  };
  const entries = journalOf(LOADED, GO, STAGE_A, ROLLED_BACK);
  const told = entries.map((entry) =>
    entry.kind === 'rolled-back' ? { ...entry, evidence } : entry,
  );
  expect(changelogOf(told).at(-1)).toContain(
    'Failed visits: 0 people with the feature, 0 without it. 46 people with the feature met errors that were not ours',
  );
});

test('counts no failed visits where no one was seen', () => {
  const lineFor = (came: { open: number; closed: number }) => {
    const nothing = { sighting: 0, logEvidence: 0, threshold: 1, failed: { open: 0, closed: 0 } };
    const entries = journalOf(LOADED, GO, STAGE_A, ROLLED_BACK).map((entry) =>
      entry.kind === 'rolled-back' ? { ...entry, evidence: { ...nothing, came } } : entry,
    );
    return changelogOf(entries).at(-1);
  };
  expect(lineFor({ open: 0, closed: 0 })).toContain(
    'Failed visits can’t be counted: no one was seen, with the feature or without it',
  );
  expect(lineFor({ open: 0, closed: 9 })).toContain(
    'Failed visits: 0 people without the feature; no one was seen with it',
  );
  expect(lineFor({ open: 9, closed: 0 })).toContain(
    'Failed visits: 0 people with the feature; no one was seen without it',
  );
  expect(lineFor({ open: 9, closed: 9 })).toContain(
    'Failed visits: 0 people with the feature, 0 without it',
  );
});
