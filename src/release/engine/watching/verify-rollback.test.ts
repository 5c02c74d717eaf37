import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { freshDatabase, sharedPostgresUrl } from '../../../../test/postgres/index.ts';
import { closedVisit, goodVisit, heartbeatsOf, OUR_FAULT } from '../../../../test/world/people.ts';
import { ADVANCE, GO, loaded, START } from '../../../../test/world/release-on-database.ts';
import { flagMigrations } from '../../../flags/index.ts';
import { migrate, openServerDatabase, type OpenDatabase } from '../../../lib/database/index.ts';
import { releaseMigrations } from '../../index.ts';

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase(sharedPostgresUrl());
});
afterAll(() => fresh.drop());

/** On one connection, which can tell what was read on it. */
async function oneConnection(): Promise<OpenDatabase> {
  const opened = await openServerDatabase({
    url: fresh.url,
    pools: { people: 1, guard: 1, observations: 1 },
  });
  if (!opened.ok) throw new Error(opened.error.sentence);
  onTestFinished(() => opened.value.close());
  await migrate(opened.value.db, { ...flagMigrations, ...releaseMigrations });
  return opened.value;
}

/** As many people with the feature, and as many kinds of answers, as if they had come before. */
async function came({ db }: OpenDatabase, id: string, people: number): Promise<void> {
  await sql`insert into release_people (person, run, seen)
    select gen_random_uuid(), (select max(number) from release_runs where release_id = ${id}), '\\x000000000000'
    from generate_series(1, ${people}::int)`.execute(db);
  await sql`insert into release_person_events (release_id, last, run, at, events)
    select ${id}, 1000 + number * 100, 1, now() - interval '1 second', events.of_hundred
    from generate_series(1, ${Math.ceil(people / 100)}::int) as number,
      (select jsonb_agg('[1, 2, 0, 0.2, 0]'::jsonb) as of_hundred from generate_series(1, 100)) as events`.execute(
    db,
  );
  await sql`insert into release_tallies (release_id, key, minute, count, kind)
    select ${id}, 'more ' || number, (extract(epoch from now()) / 60)::int, 1,
      (select kind from release_tallies where release_id = ${id} limit 1)
    from generate_series(1, ${people / 10}::int) as number`.execute(db);
}

/** How many rows of the release’s tables are read by the work. */
async function rowsRead({ db }: OpenDatabase, work: () => Promise<unknown>): Promise<number> {
  const soFar = async () => {
    await sql`select pg_stat_force_next_flush()`.execute(db);
    const { rows } = await sql<{ readonly read: number }>`
      select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::float8 as read
      from pg_stat_user_tables where relname like 'release%'`.execute(db);
    return rows[0]?.read ?? NaN;
  };
  const before = await soFar();
  await work();
  return (await soFar()) - before;
}

async function readToVerify(toggle: string, people: number) {
  const database = await oneConnection();
  const { engine, take, clock, id } = await loaded(database, toggle);
  for (const step of [START, GO, ADVANCE]) await take(step);
  const tell = async (told: Parameters<typeof engine.observe>[0]) => {
    await engine.hear({ told: [{ observation: told, id: null }], unreadable: [], from: 'other' });
  };
  const here = () => ({ toggle, at: clock.now() });
  for (const one of heartbeatsOf(toggle, clock.now())) engine.observe(one);
  engine.observe(goodVisit('ada', { ...here(), ...OUR_FAULT }));
  engine.observe(closedVisit('ben', here()));
  await engine.flush();
  await came(database, id, people);
  const rolling = await rowsRead(database, () => take({ kind: 'rollback' }));
  // Somebody still met it on another program.
  clock.advance(1_000);
  await tell(goodVisit('cleo', here()));
  await engine.look();
  const status = () => engine.status(id);
  // Whoever looks has what was measured read first, in pages that go on when they no longer wait.
  const isRead = async () => (await status())?.goNoGo.evidence.now?.heartbeat;
  await expect.poll(isRead).toBeTruthy();
  expect((await status())?.rolledBack).toMatchObject({
    beingMeasured: false,
    exposureStopped: false,
  });
  const checking = await rowsRead(database, () => engine.look());
  await sql`update release_pulses set answered_at = null, closed = true where release_id = ${id}`.execute(
    database.db,
  );
  const stopping = await rowsRead(database, () => engine.look());
  const after = await status();
  expect(after?.rolledBack).toMatchObject({ exposureStopped: true });
  expect(after?.rolledBack?.firstFailedVisitAt).not.toBeNull();
  await engine.close();
  return { rolling, checking, stopping, failed: after?.rolledBack?.failed };
}

test('rolling back, and verifying that exposure stopped, read as much after a hundred thousand people as after ten', async () => {
  const few = await readToVerify('ten', 10);
  const many = await readToVerify('hundred-thousand', 100_000);
  expect(many.failed).toEqual({ open: 1, closed: 0 });
  expect(few.checking).toBeGreaterThan(0);
  for (const part of ['rolling', 'checking', 'stopping'] as const) {
    expect(many[part], part).toBeLessThanOrEqual(few[part] + RELEASE_MORE);
  }
}, 120_000);

/** Rows that are read for the first release when the second one is there. */
const RELEASE_MORE = 25;
