import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../../test/postgres/both-databases.ts';
import { migrate } from '../../../lib/database/index.ts';
import { releaseMigrations } from '../../index.ts';
import type { JournalTables } from '../../journal/kept/tables.ts';
import type { AnswerCount } from './answer-count.ts';
import { FROM_THE_START } from './measurements.ts';
import { createSqlMeasurements } from './sql-measurements.ts';

const GOOD: AnswerCount = {
  opening: 1,
  minute: 28_540_000,
  cohort: 'open',
  ofFeature: true,
  endpoint: '/letters, {all} of "them"',
  status: 200,
  cause: null,
  hasContent: true,
  timeClass: 2,
  count: 3,
};
const FAILED: AnswerCount = { ...GOOD, status: 502, cause: 'dependency', hasContent: null };

const NOTHING = { instance: 'one', events: [], heartbeats: [] };

/** More than a page holds. */
const MINUTES = 700;

describeOnBothDatabases('counts of answers', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, releaseMigrations)).toMatchObject({ ok: true });
    await open()
      .db.withTables<JournalTables>()
      .insertInto('releases')
      .values([{ id: 'one' }, { id: 'two' }])
      .execute();
  });

  test('come in the order in which they changed, whatever they are of, each once', async () => {
    const measurements = createSqlMeasurements(open().db);
    // Calls that failed and calls that did not take turns: what is folded depends on that.
    const counts = Array.from({ length: MINUTES }, (_, number) => [
      { ...GOOD, minute: GOOD.minute + number, count: 2 ** 40 + number },
      { ...FAILED, minute: FAILED.minute + number },
    ]).flat();
    await measurements.add('one', { ...NOTHING, answerCounts: counts });
    const first = await measurements.since('one', FROM_THE_START);
    const second = await measurements.since('one', first.marks);
    expect([first.isLast, second.isLast]).toEqual([false, true]);
    expect([...first.answerCounts, ...second.answerCounts]).toEqual(counts);
  });

  test('that may be left out are passed, and not gone through again', async () => {
    const measurements = createSqlMeasurements(open().db);
    await measurements.add('two', { ...NOTHING, answerCounts: [GOOD] });
    const { marks } = await measurements.since('two', FROM_THE_START, GOOD.minute + 10);
    expect((await measurements.since('two', marks)).answerCounts).toEqual([]);
    const later = { ...GOOD, minute: GOOD.minute + 20 };
    await measurements.add('two', { ...NOTHING, answerCounts: [later] });
    const { answerCounts } = await measurements.since('two', marks, GOOD.minute + 10);
    expect(answerCounts).toEqual([later]);
  });
});
