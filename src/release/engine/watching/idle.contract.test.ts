import { PLANS_HERE } from '../../../../test/world/plan-reader.ts';
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
import { migrate } from '../../../lib/database/index.ts';
import { createSqlJournal, releaseMigrations, writeReleaseFlags } from '../../index.ts';
import { BEAT_EVERY_MS, LOOK_EVERY_MS } from './keep-watching.ts';

/** What an idle leader may ask of the database in a second. */
const MOST_A_SECOND = 5;

describeOnBothDatabases('an idle leader', (open) => {
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

  /** A leader that has looked at all there is, and what it asks of the database from then on. */
  async function leader({ flags, clock, toggle }: Stage) {
    const { db, during } = counting(open().db);
    const engine = engineOn({ db, flags, clock });
    await flags.refresh();
    await engine.look();
    const look = () => during(() => engine.look());
    const tell = (
      observations = heartbeatsOf(toggle, clock.now()),
      more: typeof observations = [],
    ) =>
      during(async () => {
        for (const one of [...observations, ...more]) engine.observe(one);
        await engine.flush();
      });
    return { engine, look, tell, close: () => engine.close() };
  }

  async function askedInASecond(stage: Stage) {
    const { engine, look, tell, close } = await leader(stage);
    expect(await engine.look()).toBe(true);
    const looks = [await look(), await look()];
    const beat = await tell();
    looks.push(await look());
    await close();
    expect(Math.min(...looks)).toBeGreaterThan(0);
    return (1_000 / LOOK_EVERY_MS) * Math.max(...looks) + (1_000 / BEAT_EVERY_MS) * beat;
  }

  test('asks the database at most five times a second, with one release and with fifty', async () => {
    const stage = await onStageA('idle');
    expect(await askedInASecond(stage)).toBeLessThanOrEqual(MOST_A_SECOND);
    for (const number of [2, 3, 4, 5]) await onStageA(`idle-${number}`);
    await closed(45);
    expect(await askedInASecond(stage)).toBeLessThanOrEqual(MOST_A_SECOND);
  });

  test('reads what is new as soon as there is something', async () => {
    const stage = await onStageA('awake');
    const { engine, look, tell, close } = await leader(stage);
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
    const { engine, close } = await leader(stage);
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
