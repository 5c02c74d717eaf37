import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { DAY_MS, HOUR_MS } from '../../lib/duration.ts';
import { migrate, type Database } from '../../lib/database/index.ts';
import { minuteIn } from '../counting/page-count.ts';
import type { PageReport, SentReports } from '../counting/page-report.ts';
import type { EventName } from '../events/event-table.ts';
import type { PageEvent } from '../events/page-batch.ts';
import type { PageStore } from './page-store.ts';
import { createSqlPageStore } from './sql-page-store.ts';
import { analyticsMigrations } from './tables.ts';

const NOON = new Date('2024-04-08T16:00:00Z');
const [ADA, BEN] = [1, 2];

const event = (name: EventName, detail = '', valueClass: number | null = null): PageEvent => ({
  name,
  detail,
  valueClass,
});

describeOnBothDatabases('what pages reported', (databaseOf) => {
  let db: Database;
  let store: PageStore;
  /** Each test has a feature of its own. */
  let feature = '';
  let features = 0;

  beforeAll(async () => {
    ({ db } = databaseOf());
    await migrate(db, analyticsMigrations);
    store = createSqlPageStore(db);
  });

  const view = (person: number, events: readonly PageEvent[], at = NOON): PageReport => ({
    at,
    person: `${-1_000_000 * features - person}`,
    page: 'contacts',
    device: 'phone',
    language: 'en',
    events,
    from: { feature, stage: 'canary 2', cohort: 'open' },
  });
  const add = (reports: readonly PageReport[]) => store.add([{ batch: null, reports }]);
  const newFeature = () => {
    features += 1;
    feature = `${features}`;
  };
  const countOf = async (name: EventName) =>
    (await store.totals({ feature }))
      .filter((total) => total.event === name)
      .reduce((sum, { count }) => sum + count, 0);
  const peopleOf = async (name: EventName) =>
    (await store.people(feature)).flatMap(({ event: counted, people, ...scope }) =>
      counted === name ? [[scope.kind === 'day' ? scope.day : scope.stage, people]] : [],
    );

  test('is counted as often as it happened, and people once a day and stage run', async () => {
    newFeature();
    await add([view(ADA, [event('page-view')]), view(ADA, [event('page-view')])]);
    await add([view(ADA, [event('page-view'), event('printed')])]);
    await add([view(BEN, [event('page-view')])]);
    expect([await countOf('page-view'), await countOf('printed')]).toEqual([4, 1]);
    expect(await peopleOf('page-view')).toEqual([
      ['2024-04-08', 2],
      ['canary 2', 2],
    ]);
    expect(await peopleOf('printed')).toEqual([
      ['2024-04-08', 1],
      ['canary 2', 1],
    ]);
  });

  test('counts a person anew on another day, and once in a stage run that lasts for both', async () => {
    newFeature();
    // The same day in UTC, not where releases are made.
    const [evening, night] = [new Date('2024-04-09T03:59:00Z'), new Date('2024-04-09T04:01:00Z')];
    await add([view(ADA, [event('page-view')], evening)]);
    await add([view(ADA, [event('page-view')], night)]);
    expect(await peopleOf('page-view')).toEqual([
      ['2024-04-08', 1],
      ['canary 2', 1],
      ['2024-04-09', 1],
    ]);
  });

  test('counts nobody for an amount, and keeps its classes apart', async () => {
    newFeature();
    await add([view(ADA, [event('web-vital', 'lcp', 3), event('web-vital', 'lcp', 5)])]);
    const classes = (await store.totals({ feature })).map(({ valueClass }) => valueClass);
    expect(classes.toSorted()).toEqual([3, 5]);
    expect(await store.people(feature)).toEqual([]);
  });

  test('is counted in full when instances add at the same time', async () => {
    newFeature();
    const reports = Array.from({ length: 8 }, (_, one) =>
      view(one % 2 ? ADA : BEN, [event('section-seen', 'how-to-update')]),
    );
    await Promise.all(reports.map((report) => add([report])));
    expect(await countOf('section-seen')).toBe(8);
    expect(await peopleOf('section-seen')).toEqual([
      ['2024-04-08', 2],
      ['canary 2', 2],
    ]);
  });

  describe('that is sent again', () => {
    const sent = (batch: string, person = ADA): SentReports => ({
      batch: `${features * 1_000}${batch}`,
      reports: [view(person, [event('page-view'), event('printed')])],
    });

    test('counts once, a moment later and among others', async () => {
      newFeature();
      await store.add([sent('1'), sent('2')]);
      await store.add([sent('2', BEN), sent('3'), { batch: null, reports: [] }]);
      expect([await countOf('page-view'), await countOf('printed')]).toEqual([3, 3]);
      expect(await peopleOf('page-view')).toEqual([
        ['2024-04-08', 1],
        ['canary 2', 1],
      ]);
    });

    test('counts once when it comes twice at the same time, also to another instance', async () => {
      newFeature();
      const there = createSqlPageStore(databaseOf().observations);
      const once = [sent('1'), sent('1'), sent('2')];
      await Promise.all([store.add(once), there.add(once), store.add(once), there.add(once)]);
      expect(await countOf('page-view')).toBe(2);
    });

    test('counts when what was sent first was not written', async () => {
      newFeature();
      const broken = { ...sent('1'), reports: [{ ...view(ADA, [event('printed')]), person: 'x' }] };
      await expect(store.add([broken])).rejects.toThrow();
      await store.add([sent('1')]);
      expect(await countOf('page-view')).toBe(1);
    });

    test('is known for a day', async () => {
      newFeature();
      await store.add([sent('1')]);
      await store.tidy(new Date(NOON.getTime() + DAY_MS), new Date(0));
      await store.add([sent('1')]);
      expect(await countOf('page-view')).toBe(1);
      await store.tidy(new Date(NOON.getTime() + DAY_MS + 60_000), new Date(0));
      const { rows } =
        await sql`select 1 from page_batches where batch = ${sent('1').batch}`.execute(db);
      expect(rows).toEqual([]);
    });
  });

  test('is asked for by stage run and from a minute on', async () => {
    newFeature();
    const later = new Date(NOON.getTime() + HOUR_MS);
    const next = { feature, stage: 'canary 3', cohort: 'open' } as const;
    await add([view(ADA, [event('page-view')])]);
    await add([{ ...view(ADA, [event('page-view')], later), from: next }]);
    const countsOf = async (wanted: object) =>
      (await store.totals({ feature, ...wanted })).map(({ stage, count }) => [stage, count]);
    expect(await countsOf({ stage: 'canary 3' })).toEqual([['canary 3', 1]]);
    expect(await countsOf({ fromMinute: minuteIn(later) })).toEqual([['canary 3', 1]]);
    expect(await countsOf({ fromMinute: minuteIn(later) + 1 })).toEqual([]);
  });

  test('keeps its sums when minutes become hours and hours days, over a day of 25 hours', async () => {
    newFeature();
    // Clocks are set back on November 3, 2024, at 2 AM.
    const start = new Date('2024-11-03T04:00:00Z').getTime();
    const quarters = Array.from(
      { length: 26 * 4 },
      (_, one) => new Date(start + (one * HOUR_MS) / 4),
    );
    await add(quarters.map((at) => view(ADA, [event('page-view')], at)));
    const before = await store.days(feature);
    expect(before.map(({ day, count }) => [day, count])).toEqual([
      ['2024-11-03', 100],
      ['2024-11-04', 4],
    ]);
    for (const days of [5, 100]) {
      const now = new Date(start + days * DAY_MS);
      await store.tidy(now, new Date(0));
      await store.tidy(now, new Date(0));
      expect(await store.days(feature)).toEqual(before);
    }
    const { rows } = await sql<{ minutes: number }>`
      select minutes from page_counts where feature = ${feature} order by from_minute`.execute(db);
    expect(rows.map(({ minutes }) => minutes)).toEqual([25 * 60, 24 * 60]);
  });

  test('is forgotten when it is old, and what is newer stays', async () => {
    newFeature();
    const later = new Date(NOON.getTime() + 10 * DAY_MS);
    await add([view(ADA, [event('page-view')]), view(BEN, [event('page-view')], later)]);
    await store.tidy(later, new Date(NOON.getTime() + DAY_MS));
    expect(await countOf('page-view')).toBe(1);
    const { rows } = await sql<{ last_day: number }>`
      select last_day from page_people where person in (${view(ADA, []).person}, ${view(BEN, []).person})`.execute(
      db,
    );
    expect(rows).toEqual([{ last_day: Date.parse('2024-04-18') / DAY_MS }]);
  });

  /** What each of so many takes on the disk, with its indexes. */
  async function bytesOf(table: string, many: number, work: () => Promise<void>): Promise<number> {
    const sizeOf = async () => {
      const { rows } = await sql<{ bytes: string }>`
        select pg_total_relation_size(${table}::regclass) as bytes`.execute(db);
      return Number(rows[0]?.bytes);
    };
    const before = await sizeOf();
    await work();
    return ((await sizeOf()) - before) / many;
  }
  const newHash = () => randomBytes(8).readBigInt64LE().toString();

  test('of a batch takes few bytes', async () => {
    newFeature();
    const sent = Array.from({ length: 5_000 }, () => ({
      batch: newHash(),
      reports: [view(ADA, [event('page-view')])],
    }));
    const bytes = await bytesOf('page_batches', sent.length, () => store.add(sent));
    expect(bytes).toBeLessThanOrEqual(100);
  });

  test('of a person and a day takes few bytes', async () => {
    newFeature();
    const people = 2_000;
    const reports = Array.from({ length: people }, () => ({
      ...view(ADA, [event('page-view')]),
      person: newHash(),
    }));
    expect(await bytesOf('page_people', people, () => add(reports))).toBeLessThanOrEqual(100);
  });
});
