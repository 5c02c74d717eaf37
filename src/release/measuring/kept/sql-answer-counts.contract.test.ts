import { sql, type Kysely } from 'kysely';
import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../../test/postgres/both-databases.ts';
import { migrate } from '../../../lib/database/index.ts';
import { releaseMigrations } from '../../index.ts';
import type { JournalTables } from '../../journal/kept/tables.ts';
import { kindOf, type AnswerCount } from './answer-count.ts';
import { EVERY_MINUTE, FROM_THE_START } from './measurements.ts';
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

/** An answer beside the feature. */
const BESIDE: AnswerCount = { ...GOOD, ofFeature: false };

/** After the hour in which the first came. */
const MINUTES_TOLD = [0, 59, 60, 119, 120, 121, 179, 180, 1679];

const from = (fromMinute: number) => ({ ...EVERY_MINUTE, fromMinute });

const NOTHING = { instance: 'one', events: [], heartbeats: [] };

/** More than a page holds. */
const MINUTES = 3_000;
/** Minutes before a stage opened. */
const DRAFT = 20_000;

/** By this transaction, of what is counted. */
async function rowsRead(tx: Kysely<object>): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables
    where relname = 'release_tallies'`.execute(tx);
  return rows[0]?.read ?? NaN;
}

describeOnBothDatabases('counts of answers', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, releaseMigrations)).toMatchObject({ ok: true });
    await open()
      .db.withTables<JournalTables>()
      .insertInto('releases')
      .values(['one', 'two', 'three', 'four'].map((id) => ({ id })))
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

  test('of a run that begins late are read without what came before it', async () => {
    const { db } = open();
    await sql`insert into release_tallies (release_id, key, minute, count, kind)
      select 'three', minute || '|0', minute, 1, ${JSON.stringify(kindOf(GOOD))}::jsonb
      from generate_series(${GOOD.minute - DRAFT}::int, ${GOOD.minute - 1}::int) as minute`.execute(
      db,
    );
    await createSqlMeasurements(db).add('three', { ...NOTHING, answerCounts: [GOOD, FAILED] });
    await sql`analyze`.execute(db);
    await db.transaction().execute(async (tx) => {
      const { answerCounts } = await createSqlMeasurements(tx).since(
        'three',
        FROM_THE_START,
        from(GOOD.minute),
      );
      expect(answerCounts).toHaveLength(3);
      expect(await rowsRead(tx)).toBeLessThan(DRAFT / 10);
    });
  });

  test('of hours that were over long ago come as one, but for calls to the service and hours of a boundary', async () => {
    const measurements = createSqlMeasurements(open().db);
    const hour = GOOD.minute - (GOOD.minute % 60);
    const counts = MINUTES_TOLD.flatMap((minute) =>
      [BESIDE, GOOD].map((one) => ({ ...one, minute: hour + minute })),
    );
    await measurements.add('four', { ...NOTHING, answerCounts: counts });
    const read = async (untilMinute: number, knownMinute = -Infinity) => {
      const boundaries = [-Infinity, hour + 90, Infinity];
      const wanted = { fromMinute: 0, untilMinute, knownMinute, boundaries };
      const read = await measurements.since('four', FROM_THE_START, wanted);
      expect(read.isLast).toBe(true);
      const told = (counted: readonly AnswerCount[], of: AnswerCount) =>
        counted
          .filter(({ ofFeature }) => ofFeature === of.ofFeature)
          .map(({ minute, count }) => [minute - hour, count]);
      expect(told(read.answerCounts, GOOD)).toEqual(MINUTES_TOLD.map((at) => [at, 3]));
      expect(told(read.hourCounts, GOOD)).toEqual([]);
      const minutes = told(read.answerCounts, BESIDE).map(([at]) => at);
      return { hours: told(read.hourCounts, BESIDE), minutes };
    };
    // The minute 179 is the last of those that are over for as long as minutes are kept.
    expect(await read(Infinity)).toEqual({
      hours: [
        [0, 6],
        [120, 9],
      ],
      minutes: [60, 119, 180, 1679],
    });
    expect(await read(hour + 1678)).toEqual({
      hours: [[0, 6]],
      minutes: [60, 119, 120, 121, 179, 180, 1679],
    });
    expect(await read(Infinity, hour + 59)).toEqual({
      hours: [[120, 9]],
      minutes: [0, 59, 60, 119, 180, 1679],
    });
    expect(await read(0)).toEqual({ hours: [], minutes: MINUTES_TOLD });
  });

  test('that may be left out are passed, and not gone through again', async () => {
    const measurements = createSqlMeasurements(open().db);
    await measurements.add('two', { ...NOTHING, answerCounts: [GOOD] });
    const { marks } = await measurements.since('two', FROM_THE_START, from(GOOD.minute + 10));
    expect((await measurements.since('two', marks)).answerCounts).toEqual([]);
    const later = { ...GOOD, minute: GOOD.minute + 20 };
    await measurements.add('two', { ...NOTHING, answerCounts: [later] });
    const { answerCounts } = await measurements.since('two', marks, from(GOOD.minute + 10));
    expect(answerCounts).toEqual([later]);
  });
});
