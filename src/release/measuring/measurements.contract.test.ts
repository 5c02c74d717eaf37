import { beforeAll, describe, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { migrate } from '../../lib/database/index.ts';
import { newId } from '../../lib/ids.ts';
import { FROM_THE_START, type Measurements } from './store.ts';
import type { NewSighting } from './sighting.ts';
import type { Tally } from './tally.ts';
import { createMemoryMeasurements } from './memory-measurements.ts';
import { createSqlMeasurements } from './sql-measurements.ts';
import { releaseMigrations } from '../index.ts';
import type { JournalTables } from '../journal/tables.ts';

const AT = new Date('2024-04-08T14:00:00Z');

const ADA: NewSighting = {
  run: 1,
  opening: 2,
  kind: 'failed',
  scope: 'run 1',
  person: 'hash of Ada',
  cohort: 'open',
  share: 0.2,
  at: AT,
};
const BEN: NewSighting = { ...ADA, person: 'hash of Ben', cohort: 'closed' };

const GOOD: Tally = {
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

const NOTHING = { instance: 'one', sightings: [], tallies: [], signs: [] };

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
  measurementsContract(async () => {
    const id = newId();
    const { db } = open();
    await db.withTables<JournalTables>().insertInto('releases').values({ id }).execute();
    return { measurements: createSqlMeasurements(db), id };
  });
});

type Fresh = () => Promise<{ readonly measurements: Measurements; readonly id: string }>;

/** What every place where measurements are kept must do. */
function measurementsContract(fresh: Fresh): void {
  test('keeps what was seen of a person once, in the order in which it came', async () => {
    const { measurements, id } = await fresh();
    await measurements.add(id, { ...NOTHING, sightings: [ADA, ADA] });
    await measurements.add(id, { ...NOTHING, sightings: [{ ...ADA, share: 0.5 }, BEN] });
    const { sightings } = await measurements.since(id, FROM_THE_START);
    expect(sightings.map(({ cohort, share }) => [cohort, share])).toEqual([
      ['open', 0.2],
      ['closed', 0.2],
    ]);
    expect(sightings[0]?.at).toEqual(AT);
  });

  test('tells only what is new, with numbers that rise', async () => {
    const { measurements, id } = await fresh();
    await measurements.add(id, { ...NOTHING, sightings: [ADA], tallies: [GOOD] });
    const first = await measurements.since(id, FROM_THE_START);
    expect((await measurements.since(id, first.marks)).sightings).toEqual([]);
    await measurements.add(id, { ...NOTHING, sightings: [BEN] });
    const next = await measurements.since(id, first.marks);
    expect(next.sightings.map(({ cohort }) => cohort)).toEqual(['closed']);
    expect(next.tallies).toEqual([]);
    expect(next.sightings[0]?.number).toBeGreaterThan(first.sightings[0]?.number ?? Infinity);
  });

  test('tells a tally that has grown with its whole count', async () => {
    const { measurements, id } = await fresh();
    await measurements.add(id, { ...NOTHING, tallies: [GOOD] });
    const { marks } = await measurements.since(id, FROM_THE_START);
    await measurements.add(id, { ...NOTHING, tallies: [{ ...GOOD, count: 4 }] });
    expect((await measurements.since(id, marks)).tallies).toEqual([{ ...GOOD, count: 7 }]);
  });

  test('tells of each instance when it was last heard, and keeps the latest answer', async () => {
    const { measurements, id } = await fresh();
    const sign = { cohort: 'open', answeredAt: AT, refused: 1, closed: false } as const;
    await measurements.add(id, { ...NOTHING, signs: [sign] });
    const heartbeat = { ...sign, answeredAt: null, refused: 2, closed: true };
    await measurements.add(id, { ...NOTHING, signs: [heartbeat] });
    const [pulse, ...others] = await measurements.pulses(id);
    expect(others).toEqual([]);
    expect(pulse).toMatchObject({ instance: 'one', cohort: 'open', answeredAt: AT, refused: 3 });
    expect(pulse?.closed).toBe(true);
    expect(pulse?.silentMs).toBeGreaterThanOrEqual(0);
  });

  test('tells of no release what belongs to another', async () => {
    const { measurements, id } = await fresh();
    await measurements.add(id, { ...NOTHING, sightings: [ADA], tallies: [GOOD] });
    const other = await measurements.since('another', FROM_THE_START);
    expect(other).toMatchObject({ sightings: [], tallies: [] });
    expect(await measurements.pulses('another')).toEqual([]);
  });
}
