import { afterEach, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { engineOn } from '../../../test/world/engine.ts';
import { heartbeatsOf } from '../../../test/world/people.ts';
import { PLANS_HERE } from '../../../test/world/plan-reader.ts';
import { ADVANCE, GO, loaded, PLAN, START } from '../../../test/world/release-on-database.ts';
import { PAT } from '../../../test/world/releases.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { err } from '../../lib/result.ts';
import { releaseMigrations, type PlanReader, type ReleaseEngine, type Step } from '../index.ts';

/** A program that can’t read the plans any more that another version of it took. */
const STRICTER: PlanReader = {
  ...PLANS_HERE,
  read: () => Promise.resolve(err('Line 3: The share can’t be read.')),
};

describeOnBothDatabases('a release whose plan can’t be read any more', (open) => {
  const running: ReleaseEngine[] = [];

  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  afterEach(async () => {
    for (const engine of running.splice(0)) await engine.close();
  });

  async function onStageA(toggle: string) {
    const stage = await loaded(open(), toggle);
    for (const step of [START, GO, ADVANCE])
      expect(await stage.take(step)).toMatchObject({ ok: true });
    await stage.engine.close();
    return stage;
  }

  function startedWith(
    plans: PlanReader,
    { flags, clock, toggle }: Awaited<ReturnType<typeof onStageA>>,
  ) {
    const engine = engineOn({ db: open().db, flags, clock, carried: [toggle], plans });
    running.push(engine);
    return {
      engine,
      take: (id: string, step: Step) => engine.take({ id, step, who: PAT, why: 'because' }),
      lookAt: async () => {
        heartbeatsOf(toggle, clock.now()).forEach(engine.observe);
        await engine.flush();
        expect(await engine.look()).toBe(true);
      },
    };
  }

  test('is held and says so, and the others go on', async () => {
    const stage = await onStageA('unread');
    const { engine, take, lookAt } = startedWith(STRICTER, stage);
    await engine.recover();
    await lookAt();
    const status = await engine.status(stage.id);
    expect(status).toMatchObject({ phase: 'rollout', held: true });
    expect(JSON.stringify(status)).toContain(
      'Line 3: The share can’t be read. Correct the document',
    );
    expect(await engine.releases()).not.toHaveLength(0);
    const refused = { error: { code: 'plan-unreadable' } };
    expect(await take(stage.id, ADVANCE)).toMatchObject(refused);
    expect(await take(stage.id, { kind: 'resume' })).toMatchObject(refused);
    expect(await take(stage.id, GO)).toMatchObject(refused);
  });

  test('keeps its toggle, and is taken back when a person says so', async () => {
    const stage = await onStageA('unread-owner');
    const { engine, take } = startedWith(STRICTER, stage);
    expect(await engine.ownerOf(stage.toggle)).toMatchObject({ release: stage.id });
    expect(await take(stage.id, { kind: 'rollback' })).toMatchObject({ ok: true });
    expect(stage.flags.state(stage.toggle)).toBe('off');
  });

  test('goes on once its document is loaded again, and can be read', async () => {
    const stage = await onStageA('unread-loaded');
    let isStricter = true;
    const plans: PlanReader = {
      ...PLANS_HERE,
      read: (document) => (isStricter ? STRICTER : PLANS_HERE).read(document),
    };
    const { engine, lookAt } = startedWith(plans, stage);
    await lookAt();
    isStricter = false;
    const document = PLAN.replace('`canary`', `\`${stage.toggle}\``);
    expect(await engine.load({ id: stage.id, document, who: PAT })).toMatchObject({ ok: true });
    await lookAt();
    expect(await engine.status(stage.id)).toMatchObject({ planVersion: 2, held: false });
  });

  test('goes on once a program can read it again', async () => {
    const stage = await onStageA('unread-again');
    const stricter = startedWith(STRICTER, stage);
    await stricter.lookAt();
    await stricter.engine.close();
    const { engine, lookAt } = startedWith(PLANS_HERE, stage);
    await lookAt();
    expect(await engine.status(stage.id)).toMatchObject({ phase: 'rollout', held: false });
  });
});
