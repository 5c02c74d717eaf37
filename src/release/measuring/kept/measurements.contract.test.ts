import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../../test/postgres/both-databases.ts';
import { migrate, type Database } from '../../../lib/database/index.ts';
import { newId } from '../../../lib/ids.ts';
import {
  FROM_THE_START,
  SILENT_FOR_MS,
  TOLD_FOR_MS,
  type HeartbeatUpdate,
  type Measurements,
} from './measurements.ts';
import { hourOf, type NewPersonEvent } from './person-event.ts';
import type { AnswerCount } from './answer-count.ts';
import { seenSince } from '../../../../test/world/seen-since.ts';
import { createMemoryMeasurements } from '../../../../test/world/in-memory/memory-measurements.ts';
import { createSqlMeasurements } from './sql-measurements.ts';
import { moveSightings } from './sql-people-migration.ts';
import type { MeasuringTables } from './tables.ts';
import { releaseMigrations } from '../../index.ts';
import type { JournalTables } from '../../journal/kept/tables.ts';

const AT = new Date('2024-04-08T14:00:00Z');

const ADA: NewPersonEvent = {
  run: 1,
  opening: 2,
  kind: 'failed',
  person: 'hash of Ada',
  cohort: 'open',
  share: 0.2,
  at: AT,
};
const LATER = new Date('2024-04-08T15:30:00Z');
const NEXT_DAY = new Date('2024-04-09T15:30:00Z');
const BEN: NewPersonEvent = { ...ADA, person: 'hash of Ben', cohort: 'closed' };

const GOOD: AnswerCount = {
  opening: 2,
  minute: 28_540_000,
  cohort: 'open',
  ofFeature: true,
  endpoint: '/letters',
  status: 200,
  cause: null,
  hasContent: true,
  timeClass: 2,
  count: 3,
};

const REFUSED_ONE = {
  cohort: 'open',
  answeredAt: AT,
  opening: 1,
  refused: 1,
  closed: null,
} as const;

const NOTHING = { instance: 'one', events: [], answerCounts: [], heartbeats: [] };

describe('measurements in memory', () => {
  measurementsContract(async () => {
    const measurements = createMemoryMeasurements(() => 1_000);
    return { measurements, id: 'a-release' };
  });
});

describeOnBothDatabases('measurements in the database', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, releaseMigrations)).toMatchObject({ ok: true });
  });

  test('forget an id after a day, and then it is new again', async () => {
    const { db } = open();
    const tables = db.withTables<JournalTables & MeasuringTables>();
    const id = newId();
    await tables.insertInto('releases').values({ id }).execute();
    const measurements = createSqlMeasurements(db);
    const newOnes: number[] = [];
    const add = () =>
      measurements.addOnce(id, ['one'], ({ size }) => {
        newOnes.push(size);
        return NOTHING;
      });
    await add();
    await add();
    const yesterday = new Date(Date.now() - TOLD_FOR_MS - 60_000);
    await tables.updateTable('release_told').set({ told_at: yesterday }).execute();
    await add();
    expect(newOnes).toEqual([1, 0, 1]);
  });

  test('forget an instance that was silent for a day, and nothing that only it has said', async () => {
    const { db } = open();
    const tables = db.withTables<JournalTables & MeasuringTables>();
    const id = newId();
    await tables.insertInto('releases').values({ id }).execute();
    const measurements = createSqlMeasurements(db);
    const beat = { ...REFUSED_ONE, answeredAt: null, refused: 0 };
    const heard: Readonly<Record<string, HeartbeatUpdate>> = {
      'said nothing': beat,
      'answered before': { ...beat, answeredAt: AT },
      'answered last': { ...beat, answeredAt: NEXT_DAY },
      'refused in an earlier stage': { ...beat, refused: 1, opening: 0 },
      'refused in this stage': { ...beat, refused: 1 },
      'alone in its cohort': { ...beat, cohort: 'closed' },
    };
    const add = (instance: string, update: HeartbeatUpdate) =>
      measurements.add(id, { ...NOTHING, instance, heartbeats: [update] });
    for (const [instance, update] of Object.entries(heard)) await add(instance, update);
    const yesterday = new Date(Date.now() - SILENT_FOR_MS - 60_000);
    await tables.updateTable('release_pulses').set({ heard_at: yesterday }).execute();
    await add('here', { ...beat, answeredAt: LATER });
    await measurements.forgetSilent();
    const left = await measurements.heartbeats(id);
    expect(left.map(({ instance }) => instance).toSorted()).toEqual([
      'alone in its cohort',
      'answered last',
      'here',
      'refused in this stage',
    ]);
  });

  test('know people as they were kept before, with the numbers that the journal names', async () => {
    const { db } = open();
    const tables = db.withTables<JournalTables & MeasuringTables>();
    const id = newId();
    await tables.insertInto('releases').values({ id }).execute();
    await keptBefore(db, id, [
      [ADA, 'run 1'],
      [{ ...ADA, kind: 'came-in-hour' }, 'opening 2, open, hour 1'],
      [{ ...BEN, at: LATER }, 'run 1'],
      [{ ...ADA, kind: 'came-in-hour', at: LATER }, 'opening 2, open, hour 2'],
    ]);
    const measurements = createSqlMeasurements(db);
    const { events } = await seenSince(measurements, id, FROM_THE_START);
    expect(
      events.map(({ number, kind, cohort, hourBefore }) => [number, kind, cohort, hourBefore]),
    ).toEqual([
      [10, 'failed', 'open', null],
      [20, 'came-in-hour', 'open', null],
      [30, 'failed', 'closed', null],
      [40, 'came-in-hour', 'open', hourOf(AT)],
    ]);
    expect(await measurements.firstFailedVisit(id, 1)).toEqual(AT);
    await measurements.add(id, { ...NOTHING, events: [ADA, { ...ADA, kind: 'slow' }] });
    const { events: newer } = await seenSince(measurements, id, { ...FROM_THE_START, event: 40 });
    expect(newer.map(({ number, kind }) => [number, kind])).toEqual([[41, 'slow']]);
  });

  measurementsContract(async () => {
    const id = newId();
    const { db } = open();
    await db.withTables<JournalTables>().insertInto('releases').values({ id }).execute();
    return { measurements: createSqlMeasurements(db), id };
  });
});

/** The table of an earlier version with these events and their scopes, moved by the migration. */
async function keptBefore(
  db: Database,
  id: string,
  events: readonly (readonly [NewPersonEvent, string])[],
): Promise<void> {
  await sql`create table release_sightings (number bigint, release_id text, run int, opening int,
    kind text, scope text, person text, cohort text, share float8, at timestamptz)`.execute(db);
  for (const [
    index,
    [{ run, opening, kind, person, cohort, share, at }, scope],
  ] of events.entries())
    await sql`insert into release_sightings values (${(index + 1) * 10}, ${id}, ${run}, ${opening},
      ${kind}, ${scope}, ${person}, ${cohort}, ${share}, ${at})`.execute(db);
  await moveSightings(db);
}

type Fresh = () => Promise<{ readonly measurements: Measurements; readonly id: string }>;

/** What every place where measurements are kept must do. */
function measurementsContract(fresh: Fresh): void {
  test('keeps what was seen of a person once, in the order in which it came', async () => {
    const { measurements, id } = await fresh();
    await measurements.add(id, { ...NOTHING, events: [ADA, ADA] });
    await measurements.add(id, { ...NOTHING, events: [{ ...ADA, share: 0.5 }, BEN] });
    const { events } = await seenSince(measurements, id, FROM_THE_START);
    expect(events.map(({ cohort, share }) => [cohort, share])).toEqual([
      ['open', 0.2],
      ['closed', 0.2],
    ]);
    expect(events[0]?.at).toEqual(AT);
  });

  test('tells when somebody was seen in another hour, and the hour before', async () => {
    const { measurements, id } = await fresh();
    const came = { ...ADA, kind: 'came-in-hour' } as const;
    for (const at of [AT, LATER, AT, LATER]) {
      await measurements.add(id, { ...NOTHING, events: [{ ...came, at }] });
    }
    const { events } = await seenSince(measurements, id, FROM_THE_START);
    expect(events.map(({ at, hourBefore }) => [at, hourBefore])).toEqual([
      [AT, null],
      [LATER, hourOf(AT)],
    ]);
  });

  test('counts a person anew in each run, opening and day, and in both cohorts of an opening', async () => {
    const { measurements, id } = await fresh();
    const events: readonly NewPersonEvent[] = [
      { ...ADA, kind: 'came' },
      { ...ADA, kind: 'came', cohort: 'closed' },
      { ...ADA, kind: 'came', opening: 3 },
      { ...ADA, kind: 'met-feature-on-day' },
      { ...ADA, kind: 'met-feature-on-day', at: LATER },
      { ...ADA, kind: 'met-feature-on-day', at: NEXT_DAY },
      ADA,
      { ...ADA, opening: 3 },
      { ...ADA, run: 2 },
    ];
    await measurements.add(id, { ...NOTHING, events });
    const kept = await seenSince(measurements, id, FROM_THE_START);
    expect(kept.events).toHaveLength(7);
    await measurements.add(id, { ...NOTHING, events });
    expect(await seenSince(measurements, id, kept.marks)).toMatchObject({ events: [] });
  });

  test('tells when a visit of somebody with the feature first failed in a run', async () => {
    const { measurements, id } = await fresh();
    await measurements.add(id, { ...NOTHING, events: [{ ...ADA, kind: 'came' }, BEN] });
    expect(await measurements.firstFailedVisit(id, 1)).toBeNull();
    await measurements.add(id, { ...NOTHING, events: [{ ...ADA, at: LATER }] });
    await measurements.add(id, { ...NOTHING, events: [{ ...ADA, person: 'hash of Cleo' }] });
    expect(await measurements.firstFailedVisit(id, 1)).toEqual(LATER);
    expect(await measurements.firstFailedVisit(id, 2)).toBeNull();
  });

  test('tells only what is new, with numbers that rise', async () => {
    const { measurements, id } = await fresh();
    await measurements.add(id, { ...NOTHING, events: [ADA], answerCounts: [GOOD] });
    const first = await seenSince(measurements, id, FROM_THE_START);
    expect((await seenSince(measurements, id, first.marks)).events).toEqual([]);
    await measurements.add(id, { ...NOTHING, events: [BEN] });
    const next = await seenSince(measurements, id, first.marks);
    expect(next.events.map(({ cohort }) => cohort)).toEqual(['closed']);
    expect(next.answerCounts).toEqual([]);
    expect(next.events[0]?.number).toBeGreaterThan(first.events[0]?.number ?? Infinity);
  });

  test('tells of people who came one at a time all that of people who came at once', async () => {
    const [single, together] = [await fresh(), await fresh()];
    const came = Array.from({ length: 230 }, (_, index): NewPersonEvent => {
      return { ...ADA, kind: 'came', person: `hash of ${index}`, run: index < 150 ? 1 : 2 };
    });
    for (const one of came) await single.measurements.add(single.id, { ...NOTHING, events: [one] });
    await together.measurements.add(together.id, { ...NOTHING, events: came });
    const ones = await seenSince(single.measurements, single.id, FROM_THE_START);
    const all = await seenSince(together.measurements, together.id, FROM_THE_START);
    expect(ones.events).toEqual(all.events);
    const rest = await seenSince(single.measurements, single.id, { ...all.marks, event: 30 });
    expect(rest.events).toEqual(all.events.slice(30));
    expect(ones.eventRows.map(({ events }) => events.length)).toEqual([100, 50, 80]);
  });

  test('tells of a count that has grown with its whole count', async () => {
    const { measurements, id } = await fresh();
    await measurements.add(id, { ...NOTHING, answerCounts: [GOOD] });
    const { marks } = await seenSince(measurements, id, FROM_THE_START);
    await measurements.add(id, { ...NOTHING, answerCounts: [{ ...GOOD, count: 4 }] });
    expect((await seenSince(measurements, id, marks)).answerCounts).toEqual([
      { ...GOOD, count: 7 },
    ]);
  });

  test('adds under an id once, also of two that come at the same moment', async () => {
    const { measurements, id } = await fresh();
    const add = (ids: readonly string[]) =>
      measurements.addOnce(id, ids, (newIds) => ({
        ...NOTHING,
        answerCounts: newIds.size === 0 ? [] : [{ ...GOOD, count: newIds.size }],
      }));
    await Promise.all([add(['one', 'two']), add(['two', 'three'])]);
    await add([]);
    await add(['one', 'three']);
    const { answerCounts } = await seenSince(measurements, id, FROM_THE_START);
    expect(answerCounts).toEqual([{ ...GOOD, count: 3 }]);
  });

  test('tells of each instance when it was last heard, and keeps the latest answer', async () => {
    const { measurements, id } = await fresh();
    const answered = { ...REFUSED_ONE, closed: false };
    await measurements.add(id, { ...NOTHING, heartbeats: [answered] });
    const beat = { ...answered, answeredAt: null, refused: 2, closed: true };
    await measurements.add(id, { ...NOTHING, heartbeats: [beat] });
    const [heartbeat, ...others] = await measurements.heartbeats(id);
    expect(others).toEqual([]);
    expect(heartbeat).toMatchObject({
      instance: 'one',
      cohort: 'open',
      answeredAt: AT,
      refused: 3,
    });
    expect(heartbeat?.closed).toBe(true);
    expect(heartbeat?.silentMs).toBeGreaterThanOrEqual(0);
  });

  test('keeps what was refused in a stage run from the next, also when it comes late', async () => {
    const { measurements, id } = await fresh();
    const refusedIn = (opening: number) => [{ ...REFUSED_ONE, opening }];
    const heard = async () => (await measurements.heartbeats(id))[0];
    for (const opening of [1, 1, 2]) {
      await measurements.add(id, { ...NOTHING, heartbeats: refusedIn(opening) });
    }
    expect(await heard()).toMatchObject({ opening: 2, refused: 1 });
    await measurements.add(id, { ...NOTHING, heartbeats: refusedIn(1) });
    expect(await heard()).toMatchObject({ opening: 2, refused: 1 });
    await measurements.add(id, { ...NOTHING, heartbeats: refusedIn(2) });
    expect(await heard()).toMatchObject({ opening: 2, refused: 2 });
  });

  test('tells of no release what belongs to another', async () => {
    const { measurements, id } = await fresh();
    await measurements.add(id, { ...NOTHING, events: [ADA], answerCounts: [GOOD] });
    const other = await seenSince(measurements, 'another', FROM_THE_START);
    expect(other).toMatchObject({ events: [], answerCounts: [] });
    expect(await measurements.heartbeats('another')).toEqual([]);
  });
}
