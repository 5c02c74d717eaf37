import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import {
  closedVisit,
  goodVisit,
  heartbeatsOf,
  OUR_FAULT,
  people,
} from '../../../test/world/people.ts';
import { ADVANCE, GO, loaded, START } from '../../../test/world/release-on-database.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { releaseMigrations } from '../index.ts';

describeOnBothDatabases('the figures of an instance', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  test('tell who leads, what waits, and each release by cohort, without asking the store', async () => {
    const stage = await loaded(open(), 'figured');
    const { engine, clock, toggle, id } = stage;
    expect(engine.figures()).toMatchObject({ leads: false, lookAgeMs: Infinity });
    for (const step of [START, GO, ADVANCE]) await stage.take(step);
    const at = clock.now();
    const here = { toggle, at };
    for (const one of [
      ...heartbeatsOf(toggle, at),
      ...people('with', 7).map((person) => goodVisit(person, here)),
      ...people('without', 9).map((person) => closedVisit(person, here)),
      goodVisit('unlucky', { ...here, ...OUR_FAULT }),
    ])
      engine.observe(one);
    expect(engine.figures().waiting.observations).toBe(19);
    await engine.flush();
    await engine.look();
    // A look that takes longer than the lease ends without the lead.
    await expect.poll(async () => (await engine.look(), engine.figures().leads)).toBe(true);
    stage.journalFails(true);
    const figures = engine.figures();
    expect(figures).toMatchObject({ unwatched: 0 });
    expect(figures.lookAgeMs).toBeLessThan(60_000);
    expect(figures.waiting).toEqual({ observations: 0, rollbacks: 0, alerts: 0 });
    expect(figures.releases.find((one) => one.id === id)).toMatchObject({
      isHeld: false,
      measured: {
        share: 0.2,
        came: { open: 8, closed: 9, tester: 0 },
        failed: { open: 1, closed: 0, tester: 0 },
        harm: expect.any(Number) as number,
      },
    });
    stage.journalFails(false);
  });

  test('count holds by their cause and rollbacks by whose they are, from the journal', async () => {
    const stage = await loaded(open(), 'counted');
    const figures = () => stage.engine.figures().releases.find(({ id }) => id === stage.id);
    for (const step of [START, GO, ADVANCE, { kind: 'hold' }, { kind: 'resume' }] as const)
      await stage.take(step, undefined, 'Callers are confused');
    await stage.take({ kind: 'hold' }, undefined, 'They still are');
    await stage.engine.look();
    expect(figures()).toMatchObject({ isHeld: true, holds: new Map([['person', 2]]) });
    await stage.take({ kind: 'rollback' }, undefined, 'They would not stop');
    await stage.engine.look();
    expect(figures()).toMatchObject({
      isHeld: false,
      rollbacks: new Map([['person', 1]]),
      measured: null,
    });
  });

  test('tell that a rollback waits for a journal that can’t be reached', async () => {
    const stage = await loaded(open(), 'waiting');
    for (const step of [START, GO, ADVANCE]) await stage.take(step);
    stage.journalFails(true);
    await stage.take({ kind: 'rollback' }, undefined, 'It is broken');
    expect(stage.engine.figures().waiting.rollbacks).toBe(1);
    stage.journalFails(false);
    await expect.poll(() => stage.engine.figures().waiting.rollbacks).toBe(0);
  });
});
