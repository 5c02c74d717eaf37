import { expect, test } from 'vitest';

import {
  GO,
  HELD,
  journalOf,
  LOADED,
  release,
  ROLLED_BACK,
  STAGE_A,
  STAGE_C,
  STARTED,
} from '../../../../test/world/releases.ts';
import type { JournalFact } from '../../journal/journal.ts';
import type { RecordedFigures } from '../../journal/stage-record.ts';
import { draftOf, type SeenSinceLaunch } from './draft.ts';

const EVERYBODY: readonly JournalFact[] = [LOADED, STARTED, GO, STAGE_C, { kind: 'fully-on' }];
const NOTHING: RecordedFigures = {
  people: 0,
  requests: 0,
  errors: [],
  dependency: { calls: 0, failures: 0 },
  failed: { open: 0, closed: 0 },
  criteria: [],
};
const MUCH: RecordedFigures = {
  ...NOTHING,
  people: 542,
  requests: 1650,
  errors: [
    { status: 500, cause: 'us', count: 1 },
    { status: 502, cause: 'dependency', count: 3 },
  ],
  dependency: { calls: 1649, failures: 3 },
};

function drafted(
  seen: Partial<SeenSinceLaunch> = {},
  { facts = EVERYBODY, checkIn = 'one-week' as const }: Partial<Asked> = {},
) {
  const known = { figures: MUCH, distrust: null, survey: { helpful: 12, notHelpful: 5 }, ...seen };
  return draftOf(checkIn, release({ entries: journalOf(...facts) }), known);
}

type Asked = {
  readonly facts: readonly JournalFact[];
  readonly checkIn: 'one-week' | 'post-launch';
};

test('says what happened since everyone has the feature', () => {
  const calls: JournalFact = {
    kind: 'calls-entered',
    day: '2024-04-09',
    counts: { confused: 2, 'wrong contact': 0, 'cannot change': 1, other: 0 },
    stop: true,
  };
  expect(drafted({}, { facts: [...EVERYBODY, HELD, calls] })).toBe(
    '542 people used it since Apr 8, 2024, 10:03 AM ET. ' +
      '4 of 1,650 answers were errors, 1 by our own fault. ' +
      'The service behind it failed in 3 of 1,649 calls. ' +
      'It was put on hold once. It was never rolled back. ' +
      'The contact center counted 3 calls on 1 day; a stop was asked for once. ' +
      '17 people answered the survey, 12 found the page helpful.',
  );
});

test('says of what was not seen that it can’t be told: never no, and never zero', () => {
  const words = drafted({ figures: NOTHING, survey: { helpful: 0, notHelpful: 0 } });
  expect(words).toContain('Nobody was seen using it since');
  expect(words).toContain('calls can’t be told');
  expect(words).toContain('Nobody answered the survey');
  expect(words).not.toMatch(/\bno error|\b0\b/u);
});

test('says of people whose answers were not counted nothing of errors', () => {
  expect(drafted({ figures: { ...NOTHING, people: 3 } })).toContain('so errors can’t be told');
});

test('says what can’t be read, or trusted', () => {
  const words = drafted({ figures: null, survey: null, distrust: 'The numbers are not trusted.' });
  expect(words).toMatch(
    /^The numbers are not trusted\. The measurements can’t be read right now\./u,
  );
  expect(words).toContain('The survey can’t be read right now.');
});

test('leaves out holds from before, and tells of rollbacks before', () => {
  const before = [LOADED, STARTED, GO, STAGE_A, HELD, ROLLED_BACK, GO, STAGE_C];
  const words = drafted({}, { facts: before });
  expect(words).toContain('It was not put on hold. Before that it was rolled back once.');
});

test('for the questions at the end tells how criteria stand, and what is to be cleaned up', () => {
  const judged = (verdict: 'met' | 'unmeasured') => ({ verdict }) as RecordedFigures['criteria'][0];
  const figures = { ...MUCH, criteria: [judged('met'), judged('unmeasured')] };
  const words = drafted({ figures }, { checkIn: 'post-launch' });
  expect(words).toContain('1 hold, 0 don’t, 1 can’t be judged for want of data.');
  expect(words).toContain('Still to be removed: canary.');
});

test('is no longer than an answer may be, and ends with a sentence', () => {
  const words = drafted({ distrust: 'Long words. '.repeat(37) }, { checkIn: 'post-launch' });
  expect(words.length).toBeLessThanOrEqual(500);
  expect(words).toMatch(/\.$/u);
});
