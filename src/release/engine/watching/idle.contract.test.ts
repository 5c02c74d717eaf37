import { PLANS_HERE } from '../../../../test/world/plan-reader.ts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../../test/postgres/both-databases.ts';
import { counting } from '../../../../test/world/counting.ts';
import { engineOn } from '../../../../test/world/engine.ts';
import { goodVisit, heartbeatsOf } from '../../../../test/world/people.ts';
import {
  ADVANCE,
  GO,
  loaded,
  PLAN,
  START,
  type Stage,
} from '../../../../test/world/release-on-database.ts';
import { PAT } from '../../../../test/world/releases.ts';
import { flagMigrations } from '../../../flags/index.ts';
import { migrate, type Tx } from '../../../lib/database/index.ts';
import {
  createSqlJournal,
  createSqlLookout,
  releaseMigrations,
  writeReleaseFlags,
} from '../../index.ts';
import { BEAT_EVERY_MS, LOOK_EVERY_MS } from './keep-watching.ts';

/** What an idle instance may ask of the database in a second. */
const MOST_A_SECOND = 5;

/** As many as holds and their ends make in a busy year. */
const LONG_JOURNAL = 5_000;

describeOnBothDatabases('an idle instance', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  async function onStageA(toggle: string): Promise<Stage> {
    const stage = await loaded(open(), toggle);
    for (const step of [START, GO, ADVANCE]) await stage.take(step);
    return stage;
  }

  /** Releases that were given up before anything was open. */
  async function closed(count: number): Promise<void> {
    const journal = createSqlJournal(open().db, {
      writeFlags: writeReleaseFlags,
      plans: PLANS_HERE,
    });
    const written = { after: 0, at: new Date(), who: PAT, why: 'Given up', evidence: null };
    for (let number = 0; number < count; number += 1) {
      const releaseId = `closed-${number}`;
      const document = PLAN.replace('`canary`', `\`${releaseId}\``);
      const facts = [
        { kind: 'plan-loaded', planVersion: 1, title: 'canary' },
        { kind: 'closed' },
      ] as const;
      expect(await journal.append({ ...written, releaseId, facts, document })).toMatchObject({
        ok: true,
      });
      await journal.settle(releaseId, written.at);
    }
  }

  /** Holds that were resumed, again and again. */
  async function lengthen({ id }: Stage): Promise<void> {
    await sql`
      insert into release_journal (release_id, version, at, who_name, who_role, plan_version, fact)
      select ${id}, last.version + n, now(), 'Pat', 'product-manager', 1,
        jsonb_build_object('kind', (array['applied', 'held', 'applied', 'resumed'])[1 + n % 4])
      from generate_series(1, ${LONG_JOURNAL}::int) as n,
        (select max(version) as version from release_journal where release_id = ${id}) as last
    `.execute(open().db);
  }

  /** An instance that has looked at all there is, and what it asks of the database from then on. */
  async function instanceOf({ flags, clock, toggle }: Stage) {
    const { db, during, rowsDuring } = counting(open().db);
    const engine = engineOn({ db, flags, clock });
    await flags.refresh();
    await engine.look();
    const look = () => during(() => engine.look());
    const rowsOfLook = () => rowsDuring(() => engine.look());
    const tell = (
      observations = heartbeatsOf(toggle, clock.now()),
      more: typeof observations = [],
    ) =>
      during(async () => {
        for (const one of [...observations, ...more]) engine.observe(one);
        await engine.flush();
      });
    return { engine, look, rowsOfLook, tell, close: () => engine.close() };
  }

  type Idle = Awaited<ReturnType<typeof instanceOf>>;

  async function askedInASecond({ look, tell }: Idle): Promise<number> {
    const looks = [await look(), await look()];
    const beat = await tell();
    looks.push(await look());
    expect(Math.min(...looks)).toBeGreaterThan(0);
    return (1_000 / LOOK_EVERY_MS) * Math.max(...looks) + (1_000 / BEAT_EVERY_MS) * beat;
  }

  async function askedOfLeader(stage: Stage): Promise<number> {
    const leader = await instanceOf(stage);
    expect(await leader.engine.look()).toBe(true);
    const asked = await askedInASecond(leader);
    await leader.close();
    return asked;
  }

  test('asks the database at most five times a second as the leader, with one release and with fifty', async () => {
    const stage = await onStageA('idle');
    expect(await askedOfLeader(stage)).toBeLessThanOrEqual(MOST_A_SECOND);
    for (const number of [2, 3, 4, 5]) await onStageA(`idle-${number}`);
    await closed(45);
    expect(await askedOfLeader(stage)).toBeLessThanOrEqual(MOST_A_SECOND);
  });

  test('asks no more while another leads, and with long journals neither reads them again', async () => {
    const stage = await onStageA('idle-long');
    await lengthen(stage);
    const leader = await instanceOf(stage);
    const standby = await instanceOf(stage);
    expect([await leader.engine.look(), await standby.engine.look()]).toEqual([true, false]);
    for (const idle of [leader, standby]) {
      expect(await askedInASecond(idle)).toBeLessThanOrEqual(MOST_A_SECOND);
      expect(await idle.rowsOfLook()).toBeLessThan(LONG_JOURNAL / 50);
    }
    await stage.take({ kind: 'hold' });
    for (const idle of [leader, standby]) {
      expect(await idle.rowsOfLook()).toBeLessThan(LONG_JOURNAL / 50);
      expect((await idle.engine.status(stage.id))?.held).not.toBeNull();
      await idle.close();
    }
  });

  test('goes through no journal from its beginning, at a look or when it learns what is new', async () => {
    for (const toggle of ['long-1', 'long-2', 'long-3', 'long-4']) {
      await lengthen(await loaded(open(), toggle));
    }
    await sql`analyze`.execute(open().db);
    await open()
      .db.transaction()
      .execute(async (tx) => {
        const lookout = createSqlLookout(tx, 'an instance');
        const journal = createSqlJournal(tx, { writeFlags: writeReleaseFlags, plans: PLANS_HERE });
        await journal.releases();
        const before = await journalRowsRead(tx);
        await lookout.look();
        await journal.releases();
        expect((await journalRowsRead(tx)) - before).toBeLessThan(LONG_JOURNAL / 5);
      });
  });

  /** By this transaction. */
  async function journalRowsRead(tx: Tx): Promise<number> {
    const { rows } = await sql<{ read: number }>`
      select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables
      where relname = 'release_journal'`.execute(tx);
    return rows[0]?.read ?? NaN;
  }

  test('reads what is new as soon as there is something', async () => {
    const stage = await onStageA('awake');
    const { engine, look, tell, close } = await instanceOf(stage);
    // The first look also removes what is kept too long.
    await look();
    const idle = await look();
    const here = { toggle: stage.toggle, at: stage.clock.now() };
    await tell(heartbeatsOf(stage.toggle, here.at), [goodVisit('ada', here)]);
    expect(await look()).toBeGreaterThan(idle);
    expect(await look()).toBe(idle);
    expect((await engine.status(stage.id))?.seen?.people).toBe(1);
    await close();
  });

  test('does not read a release that is closed for good', async () => {
    const stage = await onStageA('ending');
    const { engine, close } = await instanceOf(stage);
    await stage.take({ kind: 'rollback' });
    await stage.take({ kind: 'close' }, PAT, 'Given up');
    await engine.look();
    await close();
    const journal = createSqlJournal(open().db, {
      writeFlags: writeReleaseFlags,
      plans: PLANS_HERE,
    });
    await journal.releases();
    expect(journal.known.get(stage.id)).toBeNull();
    expect((await journal.release(stage.id))?.progress.phase).toBe('closed');
    const every = await journal.releases('every');
    expect(every.map(({ id }) => id)).toContain(stage.id);
  });
});
