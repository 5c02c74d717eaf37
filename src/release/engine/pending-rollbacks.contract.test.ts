import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { recovery } from '../../../test/faults/recovery.ts';
import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { engineOn } from '../../../test/world/engine.ts';
import { PLANS_HERE } from '../../../test/world/plan-reader.ts';
import { ADVANCE, GO, loaded, START } from '../../../test/world/release-on-database.ts';
import { ENZO } from '../../../test/world/releases.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { createSqlJournal, releaseMigrations, writeReleaseFlags } from '../index.ts';

const EVERYBODY_ON_THE_RING = Array.from({ length: 40 }, (_, index) => `somebody-${index}`);

describeOnBothDatabases('a rollback that can’t be written down', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  test('closes the feature here at once, and is written down when the store is back', async () => {
    const { take, engine, flags, toggle, id, journalFails } = await loaded(open(), 'unrecorded');
    await take(START);
    await take(GO);
    await take(ADVANCE);
    const openFor = () => EVERYBODY_ON_THE_RING.filter((person) => flags.isOpen(toggle, person));
    expect(openFor()).not.toEqual([]);

    journalFails(true);
    const closing = recovery('refused-closes');
    const outcome = await take({ kind: 'rollback' }, ENZO, 'A stranger’s contacts');
    expect(outcome).toMatchObject({ ok: false, error: { code: 'not-yet-recorded' } });
    await flags.refresh();
    expect(openFor()).toEqual([]);
    closing.held();
    // By which the command line finds the only plan, when none is named.
    const told = (await engine.releases()).find((release) => release.id === id);
    expect(told?.unwatched).toContain('This is what this instance last knew');

    const back = recovery('refused-recorded');
    journalFails(false);
    await expect
      .poll(async () => (await engine.status(id))?.because, back.soon)
      .toBe('Rolled back by Enzo Engineer, engineer: A stranger’s contacts');
    back.held();
    await flags.refresh();
    expect(openFor()).toEqual([]);
  });

  test('keeps twenty reasons, and tells whose is not kept', async () => {
    const { take, engine, id, journalFails } = await loaded(open(), 'many-reasons');
    await take(START);
    await take(GO);
    await take(ADVANCE);
    journalFails(true);
    const reasons = Array.from({ length: 21 }, (_, index) => `Call ${index}`);
    const told: string[] = [];
    for (const why of reasons) {
      const outcome = await take({ kind: 'rollback' }, ENZO, why);
      told.push(outcome.ok ? '' : outcome.error.sentence);
    }
    expect(told.filter((sentence) => sentence.includes('Your reason is not kept'))).toHaveLength(1);
    expect(told.at(-1)).toContain('20 rollbacks wait for the database');

    journalFails(false);
    const kept = async () => {
      const { history = [] } = (await engine.status(id)) ?? {};
      return history.flatMap(({ why }) => (why?.startsWith('Call') ? [why] : []));
    };
    await expect
      .poll(async () => (await kept()).toSorted())
      .toEqual(reasons.slice(0, 20).toSorted());
  });

  test.each([{ code: '25006' }, { code: '53100' }])(
    'does not promise for other instances what they do only when they can’t read: $code',
    async ({ code }) => {
      const asking = recovery('untold');
      const told = await rollBackWhere({ code, isTold: false });
      asking.held();
      expect(told).toContain('the database takes no changes');
      expect(told).toContain('every other instance still shows it');
    },
  );

  test.each([{ code: '25006' }, { code: '53100' }, { code: '57P01' }])(
    'promises for other instances what they have been told: $code',
    async ({ code }) => {
      const told = await rollBackWhere({ code, isTold: true });
      expect(told).toContain('every other instance closes as well');
    },
  );

  type Where = { readonly code: string; readonly isTold: boolean };

  /** What is answered to a rollback that can’t be appended. */
  async function rollBackWhere({ code, isTold }: Where): Promise<string> {
    const stage = await loaded(open(), `not-taken-${code}-${isTold ? 'told' : 'untold'}`);
    for (const step of [START, GO, ADVANCE]) await stage.take(step);
    const append = () => Promise.reject(Object.assign(new Error('no'), { code }));
    const kept = createSqlJournal(open().db, {
      writeFlags: writeReleaseFlags,
      plans: PLANS_HERE,
    });
    const { flags: read, clock, id, toggle } = stage;
    const closeHere: typeof read.closeHere = (toggles) => ({
      ...read.closeHere(toggles),
      told: Promise.resolve(isTold),
    });
    const flags = { ...read, closeHere };
    const other = engineOn({ db: open().db, flags, clock, journal: { ...kept, append } });
    onTestFinished(() => other.close());
    const asked = { id, step: { kind: 'rollback' }, who: ENZO, why: null } as const;
    const outcome = await other.take(asked);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'not-yet-recorded' } });
    expect(EVERYBODY_ON_THE_RING.filter((one) => flags.isOpen(toggle, one))).toEqual([]);
    return outcome.ok ? '' : outcome.error.sentence;
  }
});
