import { sql } from 'kysely';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { engineOn } from '../../../test/world/engine.ts';
import { goodVisit, heartbeatsOf, OUR_FAULT, people } from '../../../test/world/people.ts';
import { ADVANCE, GO, loaded, START } from '../../../test/world/release-on-database.ts';
import { PAT } from '../../../test/world/releases.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { releaseMigrations, type Step } from '../index.ts';

describeOnBothDatabases('a release of which a newer version wrote what is not known', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  /** In Stage A, with an entry of a later day, and an instance that starts after it. */
  async function beyond(toggle: string) {
    const stage = await loaded(open(), toggle);
    for (const step of [START, GO, ADVANCE])
      expect(await stage.take(step)).toMatchObject({ ok: true });
    await stage.engine.close();
    const { flags, clock, id } = stage;
    await sql`
      insert into release_journal (release_id, version, at, who_name, who_role, plan_version, fact)
      select release_id, max(version) + 1, max(at), 'Pat Manager', 'product-manager', 1,
        '{"kind":"half-opened","share":0.5}'
      from release_journal where release_id = ${id} group by release_id`.execute(open().db);
    const engine = engineOn({ db: open().db, flags, clock, carried: [toggle] });
    onTestFinished(engine.close);
    const lookAt = async () => {
      heartbeatsOf(toggle, clock.now()).forEach(engine.observe);
      await engine.flush();
      expect(await engine.look()).toBe(true);
    };
    const take = (step: Step) => engine.take({ id, step, who: PAT, why: 'because' });
    return { ...stage, engine, take, lookAt };
  }

  test('is told as such, and steps that open something are left to the newer version', async () => {
    const { engine, id, take, lookAt } = await beyond('half-known');
    await engine.recover();
    await lookAt();
    const status = await engine.status(id);
    expect(status).toMatchObject({ phase: 'rollout', stage: { letter: 'A' }, unwatched: null });
    expect(JSON.stringify(status?.history)).toContain(
      'A step of a newer version of the program (half-opened)',
    );
    const refused = { error: { code: 'newer-entry' } };
    for (const step of [ADVANCE, GO]) expect(await take(step)).toMatchObject(refused);
    expect(await take({ kind: 'hold' })).toMatchObject({ ok: true });
    expect(await take({ kind: 'resume' })).toMatchObject(refused);
  });

  test('has its flags left as the newer version set them', async () => {
    const { engine, id, flags, toggle, lookAt } = await beyond('half-ordered');
    const gates = async () => {
      const { rows } = await sql`
        select key, value from flipper_gates where feature_key = ${toggle}`.execute(open().db);
      return rows;
    };
    await sql`update flipper_gates set value = '50' where feature_key = ${toggle}`.execute(
      open().db,
    );
    const asSet = await gates();
    await flags.refresh();
    await engine.recover();
    await lookAt();
    expect(await engine.status(id)).toMatchObject({ phase: 'rollout', held: false });
    expect(await gates()).toEqual(asSet);
  });

  test('is rolled back for harm all the same', async () => {
    const { engine, id, clock, flags, toggle, lookAt } = await beyond('half-harmed');
    await lookAt();
    for (const person of people('harmed', 60)) {
      engine.observe(goodVisit(person, { toggle, at: clock.now(), ...OUR_FAULT }));
    }
    await lookAt();
    expect(await engine.status(id)).toMatchObject({ phase: 'rolled-back' });
    expect(flags.state(toggle)).toBe('off');
  });
});
