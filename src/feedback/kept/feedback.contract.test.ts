import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { veteran } from '../../../test/world/veterans.ts';
import { migrate } from '../../lib/database/index.ts';
import { createLog } from '../../lib/log.ts';
import {
  createSqlFeedback,
  createSurvey,
  feedbackMigrations,
  keepRetention,
  type SurveyEvent,
  type ShownPerson,
} from '../index.ts';

const ZEBULON: ShownPerson = { given: 'Zebulon', family: 'Quartermain', streets: [] };
const REQUEST = {};
const NOON = new Date('2026-11-29T17:00:00Z');
const ENZO = 'Enzo Engineer';
const log = createLog('silent');

describeOnBothDatabases('what is said of a page', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, feedbackMigrations)).toMatchObject({ ok: true });
  });

  /** A survey of a feature of its own, in a stage that the test may change. */
  function surveyOf(feature: string, { now = NOON, sessionSecret = 'some secret' } = {}) {
    const store = createSqlFeedback(open().db, feature);
    const counted: SurveyEvent[] = [];
    let stage: string | null = 'mvp, Stage A, run 1';
    const survey = createSurvey({
      store,
      feature,
      stageOf: () => (stage === null ? null : { stage }),
      onSurvey: (event) => counted.push(event),
      sessionSecret,
      clock: { now: () => now },
      log,
    });
    const send = (
      answer: 'helpful' | 'not-helpful' | null,
      remark = '',
      by = 'all-four' as const,
    ) =>
      survey.take({
        person: veteran(by).accountId,
        request: REQUEST,
        language: 'en',
        form: { answer, remark },
        shown: async () => [ZEBULON],
      });
    const enter = (next: string | null) => {
      stage = next;
    };
    return { store, survey, counted, send, enter };
  }

  test('is asked once a person and stage', async () => {
    const { survey, send, enter, store } = surveyOf('once');
    const me = veteran('all-four').accountId;
    const standing = (person = me) => survey.standingOf(person, REQUEST);
    // A page goes without its survey where the database is slow to say how it stands.
    await expect.poll(standing).toBe('asked');
    expect(await send('helpful', 'Works well')).toEqual({ kind: 'kept' });
    await expect.poll(standing).toBe('answered');
    await expect.poll(() => standing(veteran('abroad').accountId)).toBe('asked');
    enter('mvp, Stage B, run 1');
    await expect.poll(standing).toBe('asked');
    expect(await send('not-helpful')).toEqual({ kind: 'kept' });
    enter(null);
    expect(await standing()).toBeNull();
    expect(await send('helpful')).toEqual({ kind: 'not-asked' });
    expect(await store.figures()).toEqual([
      { stage: 'mvp, Stage B, run 1', answers: 1, helpful: 0, notHelpful: 1, unreadRemarks: 0 },
      { stage: 'mvp, Stage A, run 1', answers: 1, helpful: 1, notHelpful: 0, unreadRemarks: 1 },
    ]);
  });

  test('keeps the first of many answers that one person sends at the same time', async () => {
    const { send, store, counted } = surveyOf('at-once');
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) => send('helpful', `No. ${n}`)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'kept')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'answered-before')).toHaveLength(7);
    expect(await store.remarks({}, 100)).toHaveLength(1);
    expect(new Set(counted.map((event) => JSON.stringify(event))).size).toBe(1);
  });

  test('is counted when it is asked and when it is answered, and never for what is refused', async () => {
    const { survey, send, counted } = surveyOf('counted');
    const person = veteran('all-four').accountId;
    await expect.poll(() => survey.standingOf(person, REQUEST)).toBe('asked');
    await send(null);
    await send('helpful', 'Ask Zebulon');
    await send('helpful', 'x '.repeat(400));
    await send('not-helpful');
    const stage = 'mvp, Stage A, run 1';
    expect(counted).toEqual([
      { kind: 'shown', person, stage },
      { kind: 'answered', answer: 'not-helpful', person, stage },
    ]);
  });

  test('has an answer that comes again counted as the first, which may have been cut short', async () => {
    const { send, counted } = surveyOf('cut-short');
    await send('not-helpful');
    counted.length = 0;
    expect(await send('helpful')).toEqual({ kind: 'answered-before' });
    expect(counted).toMatchObject([{ kind: 'answered', answer: 'not-helpful' }]);
  });

  test('leaves nothing of a refused remark, and can be sent again without what was in it', async () => {
    const { send, store } = surveyOf('refused');
    expect(await send('helpful', 'Zebulon is at 555-0142')).toEqual({
      kind: 'refused',
      problem: { kind: 'personal', found: ['name', 'number'] },
    });
    expect(await send(null, 'Works')).toMatchObject({ problem: { kind: 'no-answer' } });
    expect(await send('helpful', 'x '.repeat(251))).toMatchObject({
      problem: { kind: 'too-long' },
    });
    expect(await store.figures()).toEqual([]);
    expect(await store.remarks({}, 100)).toEqual([]);
    expect(await send('helpful', ' My\u0000 brother\nis wrong ')).toEqual({ kind: 'kept' });
    expect((await store.remarks({}, 100)).map(({ text }) => text)).toEqual(['My brother is wrong']);
  });

  test('keeps the answer alone where it can’t be said whom the page shows', async () => {
    const { survey, store } = surveyOf('unread-contacts');
    const outcome = await survey.take({
      person: veteran('all-four').accountId,
      request: REQUEST,
      language: 'es',
      form: { answer: 'helpful', remark: 'Muy bien' },
      shown: async () => null,
    });
    expect(outcome).toEqual({ kind: 'without-remark' });
    expect(await store.figures()).toMatchObject([{ answers: 1, unreadRemarks: 0 }]);
  });

  test('holds no person, and nothing by which a remark leads to an answer', async () => {
    const { send, enter } = surveyOf('unlinked');
    await send('helpful', 'Good');
    enter('mvp, Stage B, run 1');
    await send('helpful', 'Better');
    const db = open().db.withTables<{ feedback_answers: Record<string, unknown> }>();
    const answers = await db.selectFrom('feedback_answers').selectAll().execute();
    const mine = answers.filter(({ feature }) => feature === 'unlinked');
    expect(JSON.stringify(answers)).not.toContain(veteran('all-four').accountId);
    expect(new Set(mine.map(({ person }) => person)).size).toBe(2);
    expect(mine.map(({ day }) => day)).toEqual(['2026-11-29', '2026-11-29']);
  });

  test('is read by operators: by stage and state, and marked', async () => {
    const { send, enter, store } = surveyOf('marked');
    await send('helpful', 'First');
    enter('mvp, Stage B, run 1');
    await send('helpful', 'Second');
    const [second] = await store.remarks({ stage: 'mvp, Stage B, run 1', state: 'unread' }, 10);
    expect(second).toMatchObject({ text: 'Second', day: '2026-11-29', markedBy: null });
    expect(await store.mark(second?.id ?? '', 'asks-for-a-change', ENZO)).toBe(true);
    expect(await store.remarks({ state: 'asks-for-a-change' }, 10)).toEqual([
      { ...second, state: 'asks-for-a-change', markedBy: ENZO },
    ]);
    expect(await store.mark('6f9619ff-8b86-4d01-b42d-00cf4fc964ff', 'read', ENZO)).toBe(false);
    const other = createSqlFeedback(open().db, 'of-another-feature');
    expect(await other.mark(second?.id ?? '', 'read', ENZO)).toBe(false);
    expect(await other.remarks({}, 10)).toEqual([]);
  });

  test('goes by itself when it is old, and the counts stay', async () => {
    const { send, store } = surveyOf('old');
    await send('helpful', 'Old by now');
    const later = (iso: string) => ({ now: () => new Date(iso) });
    const stopYoung = keepRetention({ store, days: 30, clock: later('2026-12-29T17:00:00Z'), log });
    await stopYoung();
    expect(await store.remarks({}, 10)).toHaveLength(1);
    const stop = keepRetention({ store, days: 30, clock: later('2026-12-30T17:00:00Z'), log });
    onTestFinished(stop);
    await expect.poll(() => store.remarks({}, 10)).toEqual([]);
    expect(await store.figures()).toMatchObject([{ answers: 1, helpful: 1, unreadRemarks: 0 }]);
  });
});
