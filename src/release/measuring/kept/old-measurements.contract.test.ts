import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../../test/postgres/both-databases.ts';
import { loaded, START, type Stage } from '../../../../test/world/release-on-database.ts';
import { PAT } from '../../../../test/world/releases.ts';
import { flagMigrations } from '../../../flags/index.ts';
import { DAY_MS } from '../../../lib/duration.ts';
import { migrate, type Database } from '../../../lib/database/index.ts';
import { releaseMigrations } from '../../index.ts';
import { createSqlTesterRequests } from '../../testing/sql-requests.ts';
import { removeOldMeasurements } from './old-measurements.ts';
import { createSqlMeasurements } from './sql-measurements.ts';
import { MEASURING_TABLES } from './tables.ts';

describeOnBothDatabases('old measurements', (open) => {
  beforeAll(async () => {
    await migrate(open().db, { ...flagMigrations, ...releaseMigrations });
  });

  test('of releases that were closed before a day are removed, all of them, and told', async () => {
    const closed = await closedRelease(open().db, await loaded(open(), 'long_ago'));
    const running = await loaded(open(), 'running');
    await running.take(START);
    await measure(open().db, running.id);
    const report = await closed.engine.report(closed.id);
    const before = new Date(closed.clock.now().getTime() + DAY_MS);

    const early = new Date(closed.clock.now().getTime() - DAY_MS);
    expect(await removeOldMeasurements(open().db, early)).toEqual([]);
    expect(await rowsOf(open().db, closed.id)).toBe(MEASURING_TABLES.length);

    const [removed, ...others] = await removeOldMeasurements(open().db, before);
    expect(removed).toMatchObject({
      release: closed.id,
      rows: Object.fromEntries(['release_people', ...MEASURING_TABLES].map((table) => [table, 1])),
    });
    expect(others).toEqual([]);
    expect(await rowsOf(open().db, closed.id)).toBe(0);
    expect(await rowsOf(open().db, running.id)).toBe(MEASURING_TABLES.length);
    expect(report).toMatchObject({ ok: true });
    expect(await closed.engine.report(closed.id)).toEqual(report);
    expect(await removeOldMeasurements(open().db, before)).toEqual([]);
  });

  test('stand in tables of which none is forgotten', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where table_schema = current_schema() and column_name = 'release_id'
        and table_name not in ('release_journal', 'release_plans', 'release_alerts', 'release_deliveries')`.execute(
      open().db,
    );
    expect(rows.map(({ name }) => name).toSorted()).toEqual([...MEASURING_TABLES].toSorted());
  });
});

async function closedRelease(db: Database, stage: Stage): Promise<Stage> {
  await stage.take(START);
  await measure(db, stage.id);
  await stage.take({ kind: 'rollback' }, PAT, 'Given up');
  expect(await stage.take({ kind: 'close' }, PAT, 'Given up')).toMatchObject({ ok: true });
  return stage;
}

/** One row in each table. */
async function measure(db: Database, id: string): Promise<void> {
  const at = new Date();
  const measurements = createSqlMeasurements(db);
  await measurements.saveFold(id, 'a form', new Uint8Array([1]));
  const request = { endpoint: '/letters', status: 200, durationMs: 12, traceId: null };
  await createSqlTesterRequests(db).add(id, [{ participant: 'P1', at, ...request }]);
  await measurements.addOnce(id, ['told once'], () => ({
    instance: 'one',
    events: [
      {
        run: 1,
        opening: 1,
        kind: 'failed',
        scope: 'run 1',
        person: 'Ada',
        cohort: 'open',
        share: 1,
        at,
      },
    ],
    answerCounts: [
      {
        ...{
          opening: 1,
          minute: 28_540_000,
          cohort: 'open',
          ofFeature: true,
          endpoint: '/letters',
        },
        ...{ status: 200, cause: null, hasContent: true, timeClass: 2, count: 3 },
      },
    ],
    heartbeats: [{ cohort: 'open', answeredAt: at, opening: 1, refused: 0, closed: null }],
  }));
}

async function rowsOf(db: Database, id: string): Promise<number> {
  let count = 0;
  for (const table of MEASURING_TABLES) {
    const { rows } = await sql`select from ${sql.table(table)} where release_id = ${id}`.execute(
      db,
    );
    count += rows.length;
  }
  return count;
}
