import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  closedVisit,
  goodVisit,
  heartbeatsOf,
  OUR_FAULT,
  people,
} from '../../test/world/people.ts';
import {
  ALL_WELL,
  CANARY_PLAN,
  GO,
  journalOf,
  LOADED,
  MONDAY_TEN,
  release,
  ROLLED_BACK,
  STAGE_A,
  STAGE_B,
  STARTED,
} from '../../test/world/releases.ts';
import { NO_PAGES } from '../../test/world/engine.ts';
import { movableClock } from '../lib/clock.ts';
import { createLog } from '../lib/log.ts';
import { rulingOn } from './decisions/ruling.ts';
import { createLive } from './engine/watching/live.ts';
import type { JournalFact } from './journal/journal.ts';
import { progressOf } from './journal/progress-after.ts';
import { assess, assessWithCriteria } from './measuring/assess.ts';
import { batchOf } from './measuring/batch.ts';
import { createMemoryMeasurements } from '../../test/world/in-memory/memory-measurements.ts';
import type { Observation, SurfaceAnswer } from './measuring/observation.ts';

const minutesAfterTen = (minutes: number) => new Date(MONDAY_TEN.getTime() + minutes * 60_000);

type Written = { readonly criteria?: string; readonly rollback?: string };

/** The canary plan with a criterion and a rollback rule, watched while its journal goes on. */
function watched({ criteria, rollback }: Written = {}) {
  const statements = (code?: string) => (code === undefined ? [] : [{ text: code, code, line: 1 }]);
  const plan = {
    ...CANARY_PLAN,
    criteria: statements(criteria),
    rollback: statements(rollback),
  };
  const clock = movableClock();
  const kept = createMemoryMeasurements(() => clock.now().getTime());
  const besides: string[] = [];
  const flags = { confoundersOf: () => besides };
  const live = createLive({
    measurements: kept,
    flags,
    pageEvents: NO_PAGES,
    clock,
    log: createLog('silent'),
  });
  let facts: readonly JournalFact[] = [];
  const now = () => release({ entries: journalOf(...facts), plan });
  const tell = async (...observations: readonly Observation[]) => {
    const told = { observations, release: now(), instance: 'one', closed: null };
    await kept.add('canary', batchOf({ ...told, pseudonym: (person) => person }));
  };
  return {
    besides,
    tell,
    /** At this many minutes after ten the journal has these facts, one a minute. */
    at: (minutes: number, ...happened: readonly JournalFact[]) => {
      clock.advance(minutesAfterTen(minutes).getTime() - clock.now().getTime());
      facts = happened;
    },
    look: async () => {
      await tell(...heartbeatsOf('canary', clock.now()));
      return live.snapshotOf(now());
    },
  };
}

const IN_A = [LOADED, GO, STAGE_A];
const IN_B = [...IN_A, STAGE_B];
const NEXT_RUN = [...IN_A, ROLLED_BACK, GO, STAGE_A];

const visitAt = (minute: number, share = 0.2) => ({
  toggle: 'canary',
  at: minutesAfterTen(minute),
  share,
});
const impossible = (minute: number) =>
  people('odd', 9).map((person) => goodVisit(person, { ...visitAt(minute), durationMs: -1 }));

describe('answers that were refused speak against the numbers of their stage', () => {
  test.each([
    ['the next stage', IN_B, 0.5],
    ['the next run', NEXT_RUN, 0.2],
  ])('and not against those of %s', async (_, later, share) => {
    const { at, tell, look } = watched();
    at(2.5, ...IN_A);
    await tell(...impossible(2.5));
    expect((await look()).unhealthy).toBe(
      'In this stage 9 of 9 answers can’t have been as they were reported, so the numbers are not trusted.',
    );
    at(30, ...later);
    await tell(goodVisit('ada', visitAt(30, share)));
    expect((await look()).unhealthy).toBeNull();
  });
});

describe('a window', () => {
  test('over answers stops at the stage', async () => {
    const { at, tell, look } = watched({ criteria: 'requests >= 3 over 1 day' });
    at(2.5, ...IN_A);
    await tell(...people('early', 9).map((person) => goodVisit(person, visitAt(2.5))));
    expect(assessWithCriteria(await look()).unmetCriteria).toEqual([]);
    at(30, ...IN_B);
    await tell(goodVisit('late', visitAt(30, 0.5)));
    expect(assessWithCriteria(await look()).unmetCriteria).toHaveLength(1);
  });

  test.each([
    ['errors > 3 over 1 day', IN_B, 0.5],
    ['errors > 3 over 1 day', NEXT_RUN, 0.2],
    ['failed visits > 3 over 1 day', IN_B, 0.5],
    ['failed visits > 3 over 1 day', NEXT_RUN, 0.2],
  ])('of `%s` leaves what was met before to its own stage', async (rollback, later, share) => {
    const { at, tell, look } = watched({ rollback });
    at(2.5, ...IN_A);
    await tell(...people('hit', 9).map((one) => goodVisit(one, { ...visitAt(2.5), ...OUR_FAULT })));
    expect(assess(await look()).brokenRules).toHaveLength(1);
    at(30, ...later);
    await tell(goodVisit('late', visitAt(30, share)));
    expect(assess(await look()).brokenRules).toEqual([]);
  });

  test('in which nothing was timed has no time, however many people came', async () => {
    const { at, tell, look } = watched({
      criteria: 'response time p95 on /forms < 2 seconds in this stage, at least 2 people',
    });
    at(2.5, ...IN_A);
    await tell(...people('other', 9).map((person) => goodVisit(person, visitAt(2.5))));
    const { unmetCriteria } = assessWithCriteria(await look());
    expect(unmetCriteria).toHaveLength(1);
    expect(unmetCriteria?.[0]).not.toContain('0 ms');
  });

  test('over people begins with a whole hour', async () => {
    const { at, tell, look } = watched({ rollback: 'failed visits > 3 over 1 hour' });
    at(59, ...IN_A);
    await tell(...people('hit', 9).map((one) => goodVisit(one, { ...visitAt(59), ...OUR_FAULT })));
    await tell(goodVisit('well', visitAt(59)));
    const isBroken = async (minute: number) => {
      at(minute, ...IN_A);
      return assess(await look()).brokenRules.length > 0;
    };
    expect([await isBroken(60), await isBroken(119), await isBroken(120)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('whether as many people have the feature as should', () => {
  const with20Percent = people('with', 100).map((person) => goodVisit(person, visitAt(30)));
  const without = people('without', 400).map((person) => closedVisit(person, visitAt(30)));

  test.each([
    ['with the feature', [with20Percent, without]],
    ['without it', [without, with20Percent]],
  ] as const)('is not said before those %s alone have been told of', async (_, posts) => {
    const { at, tell, look } = watched();
    at(30, ...IN_A);
    for (const post of posts) {
      await tell(...post);
      expect(assess(await look()).harm.kind).toBe('no-harm-shown');
    }
  });

  test('is said once nothing has come of one cohort for a while', async () => {
    const { at, tell, look } = watched();
    at(30, ...IN_A);
    await tell(...without);
    at(41, ...IN_A);
    expect(assess(await look()).harm.kind).toBe('harm');
  });

  test('does not depend on the order of posts that contradict each other', async () => {
    const answer = fc.record({
      person: fc.constantFrom(...people('person', 60)),
      isOpen: fc.boolean(),
    });
    const answers = fc
      .array(answer, { maxLength: 150 })
      .map((all) =>
        all.map(({ person, isOpen }) => (isOpen ? goodVisit : closedVisit)(person, visitAt(30))),
      );
    const readingOf = async (posts: readonly (readonly SurfaceAnswer[])[]) => {
      const { at, tell, look } = watched();
      at(30, ...IN_A);
      for (const post of posts) await tell(...post);
      return assess(await look());
    };
    await fc.assert(
      fc.asyncProperty(answers, answers, async (one, other) => {
        expect(await readingOf([one, other])).toEqual(await readingOf([other, one]));
      }),
      { numRuns: 40 },
    );
  });
});

describe('another feature that is open for a part of the same people', () => {
  test('is seen at each look, and named when ours is taken back', async () => {
    const { at, look, besides } = watched();
    const opened = { ...STAGE_A, confounders: ['old_page is open for 20%'] } as JournalFact;
    at(30, LOADED, GO, opened);
    besides.push('new_page is open for 40%');
    const { confounders, release: watchedRelease, now } = await look();
    expect(confounders).toEqual([
      'new_page is open for 40%',
      'When Stage A was opened, old_page is open for 20%',
    ]);
    const harm = { kind: 'harm', sentence: 'Visits fail.' } as const;
    expect(
      rulingOn({ ...watchedRelease, assessment: { ...ALL_WELL, confounders, harm }, now }),
    ).toMatchObject({ why: expect.stringContaining('new_page is open for 40%') as string });
  });

  test('of the stage before is not named in the next', async () => {
    const { at, look } = watched();
    at(30, LOADED, GO, { ...STAGE_A, confounders: ['old_page is open for 20%'] }, STAGE_B);
    expect((await look()).confounders).toEqual([]);
  });
});

describe('what people said and saw', () => {
  const said = (yes: boolean): JournalFact => ({
    kind: 'criterion-answered',
    criterion: 'Can callers be helped?',
    yes,
  });
  const answered = (...facts: readonly JournalFact[]) => {
    const { answers, earlierAnswers } = progressOf(journalOf(...facts));
    const [[, now] = []] = answers;
    const [[, earlier] = []] = earlierAnswers;
    return { now, earlier };
  };
  const OVERRIDDEN = { ...STAGE_B, overridden: true } as JournalFact;

  test('no stands when somebody goes past it, and names its stage', () => {
    const no = { yes: false, run: 1, during: 'A' };
    expect(answered(...IN_A, said(false), OVERRIDDEN).now).toMatchObject(no);
    expect(answered(...IN_A, said(false), OVERRIDDEN, said(true)).now).toMatchObject({
      yes: true,
      during: 'B',
    });
  });

  test('yes counts in its own stage, and is kept', () => {
    const { now, earlier } = answered(...IN_A, said(true), OVERRIDDEN);
    expect(now).toBeUndefined();
    expect(earlier).toMatchObject({ yes: true, run: 1, during: 'A' });
  });

  test('neither holds in the next run', () => {
    const { now, earlier } = answered(LOADED, STARTED, said(false), GO, STAGE_A, ROLLED_BACK);
    expect(now).toBeUndefined();
    expect(earlier).toMatchObject({ yes: false, run: 1, during: null });
  });

  test('a rule that was looked into is looked into again in the next stage', () => {
    const noted: JournalFact = { kind: 'rule-noted', rule: 'Low: errors > 3' };
    expect(progressOf(journalOf(...IN_A, noted)).noted.size).toBe(1);
    expect(progressOf(journalOf(...IN_A, noted, STAGE_B)).noted.size).toBe(0);
  });

  test('a rule that can’t be measured is let go on for the plan that was read, not for a later one', () => {
    const letGo: readonly JournalFact[] = [
      ...IN_A,
      { kind: 'held', cause: 'unmeasured' },
      { kind: 'resumed' },
    ];
    expect(progressOf(journalOf(...letGo)).goesOnUnmeasured).toBe(true);
    for (const next of [LOADED, STAGE_B, ROLLED_BACK]) {
      expect(progressOf(journalOf(...letGo, next)).goesOnUnmeasured).toBe(false);
    }
  });
});
