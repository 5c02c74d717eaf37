import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import {
  ADVANCE,
  GO,
  loaded,
  releaseOf,
  START,
  TOM,
} from '../../../test/world/release-on-database.ts';
import { ENZO, PAT, RITA } from '../../../test/world/releases.ts';
import { createFeatureRecords, flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import type { Step } from '../decisions/decide.ts';
import { releaseMigrations, type FlagWriter, type ReleaseEngine } from '../index.ts';

const SOMEBODY = '16fd2706-8baf-433b-82eb-8c7fada847da';
const TWO_HOURS_MS = 7_200_000;
const ROLLBACK: Step = { kind: 'rollback' };
const ENROL_TOM: Step = { kind: 'enroll-tester', ...TOM };

describeOnBothDatabases('a release, carried out', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  test('opens for testers, then for the stage’s share, and closes for everybody', async () => {
    const { take, flags, toggle, engine, id } = await loaded(open(), 'thread');
    await take(START);
    await take(ENROL_TOM);
    expect(flags.isOpen(toggle, TOM.accountId)).toBe(true);
    expect(flags.isOpen(toggle, SOMEBODY)).toBe(false);
    await take(GO);
    expect(await take(ADVANCE)).toEqual({ ok: true, value: null });
    expect(await engine.status(id)).toMatchObject({
      openFor: '1 tester and 20% of Veterans',
      stage: { letter: 'A', percentage: 20 },
    });
    expect(flags.feature(toggle)?.gates.percentageOfActors).toBe('20');
    await take(ROLLBACK, RITA, 'A Veteran saw somebody else’s contacts');
    expect(flags.isOpen(toggle, TOM.accountId)).toBe(false);
    expect(flags.feature(toggle)?.gates.percentageOfActors).toBeNull();
  });

  test('reports a dated line for every step, with who and why and without the tester', async () => {
    const { take, engine, id } = await loaded(open(), 'told');
    await take(START);
    await take(ENROL_TOM);
    await take(GO, PAT, 'All questions answered');
    await take(ADVANCE);
    await take(ROLLBACK, ENZO, 'Errors rose');
    const told = async () => {
      const report = await engine.report(id);
      return report.ok ? report.value : report.error.sentence;
    };
    expect(await told()).toContain('Errors rose. Failed visits are being measured.');
    await engine.look();
    const report = await told();
    const changelog = report.split('\n').filter((line) => /^- \d{4}-\d\d-\d\d /.test(line));
    expect(changelog.map((line) => line.replace(/^- [\d-]+ [\d:]+ ET: /, ''))).toEqual([
      'Plan loaded, version 1. (Pat Planner, product manager)',
      'Phase I started. (Pat Planner, product manager)',
      'A tester enrolled. (Pat Planner, product manager)',
      'Go signed. All questions answered. (Pat Planner, product manager)',
      'Stage A at 20%. The guard rolls back a harmless feature with a chance of at most 1% in all stages together, and 0.1% in each when too few people come. (Pat Planner, product manager)',
      'Rolled back. Errors rose. Failed visits can’t be counted: no one was seen, with the feature or without it. (Enzo Engineer, engineer)',
      'The feature is no longer shown to anyone. (Release program, automatic)',
    ]);
    expect(report).not.toContain(TOM.accountId);
    expect(report).not.toContain(TOM.emailDigest);
  });

  test('stays as it was when a step is refused', async () => {
    const { take, engine, id } = await loaded(open(), 'refused');
    await take(START);
    const before = await engine.status(id);
    expect(await take(ADVANCE)).toMatchObject({ ok: false, error: { code: 'go-needed' } });
    expect(await take(GO, RITA)).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect(await engine.status(id)).toEqual(before);
  });

  test('needs the plan’s two hours before Stage B, by the program’s clock', async () => {
    const { take, clock, engine, id } = await loaded(open(), 'timed');
    await take(START);
    await take(GO);
    await take(ADVANCE);
    expect(await take(ADVANCE)).toMatchObject({ ok: false, error: { code: 'not-yet' } });
    clock.advance(TWO_HOURS_MS);
    expect(await take(ADVANCE)).toMatchObject({ ok: true });
    expect(await engine.status(id)).toMatchObject({ stage: { letter: 'B' } });
  });

  test('lets exactly one of two operators open Stage A at the same moment', async () => {
    const { take, engine, id } = await loaded(open(), 'raced');
    await take(START);
    await take(GO);
    const outcomes = await Promise.all([take(ADVANCE), take(ADVANCE), take(ADVANCE)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const opened = (await engine.status(id))?.history.filter(({ what }) =>
      what.startsWith('Stage'),
    );
    expect(opened).toHaveLength(1);
  });

  test('ends closed when a rollback and an advance happen at the same moment', async () => {
    const { take, flags, toggle, engine, id } = await loaded(open(), 'contested');
    await take(START);
    await take(ENROL_TOM);
    await take(GO);
    const [, rollback] = await Promise.all([take(ADVANCE), take(ROLLBACK, ENZO)]);
    expect(rollback).toMatchObject({ ok: true });
    expect((await engine.status(id))?.phase).toBe('rolled-back');
    await flags.refresh();
    expect(flags.isOpen(toggle, TOM.accountId)).toBe(false);
  });

  test('closes a flag that was opened outside after the rollback, when rolled back again', async () => {
    const { take, flags, toggle } = await loaded(open(), 'reopened');
    await take(START);
    await take(ROLLBACK);
    await flags.change(toggle, { kind: 'enable' }, BY_ENZO);
    await take(ROLLBACK);
    expect(flags.isOpen(toggle, SOMEBODY)).toBe(false);
  });

  test('takes a flag that was closed outside, by SQL say, for a rollback, and opens nothing again', async () => {
    const { take, engine, id, flags, toggle } = await loaded(open(), 'closed-outside');
    await take(START);
    await take(ENROL_TOM);
    await take(GO);
    const tables = open().db.withTables<{ flipper_gates: { feature_key: string } }>();
    await tables.deleteFrom('flipper_gates').where('feature_key', '=', toggle).execute();
    expect(await take(ADVANCE)).toMatchObject({ ok: false, error: { code: 'new-go-needed' } });
    expect(flags.isOpen(toggle, TOM.accountId)).toBe(false);
    const history = (await engine.status(id))?.history ?? [];
    expect(history.at(-1)).toMatchObject({ what: 'Rolled back', who: 'Somebody outside, unknown' });
  });

  test('does not open a flag again that was closed outside, when it is only held', async () => {
    const { take, flags, toggle } = await loaded(open(), 'held-outside');
    await take(START);
    await take(ENROL_TOM);
    await flags.change(toggle, { kind: 'disable' }, BY_ENZO);
    await take({ kind: 'hold' });
    expect(flags.isOpen(toggle, TOM.accountId)).toBe(false);
  });

  test('enrols an invited tester at their first sign-in, and only them', async () => {
    const { take, flags, toggle, engine } = await loaded(open(), 'invited');
    await take(START);
    await take({ kind: 'invite-tester', emailDigest: TOM.emailDigest });
    await engine.welcomeTester({ accountId: SOMEBODY, emailDigest: 'digest-of-somebody' });
    expect(flags.isOpen(toggle, SOMEBODY)).toBe(false);
    await engine.welcomeTester(TOM);
    expect(flags.isOpen(toggle, TOM.accountId)).toBe(true);
  });

  test('finishes after a restart what a crash cut short, and acknowledges nothing it lost', async () => {
    const { take, flags, toggle } = await loaded(open(), 'crashed');
    await take(START);
    await take(ENROL_TOM);
    const crashing: FlagWriter = () => Promise.reject(new Error('killed'));
    const beforeCrash = await releaseOf(open(), toggle, crashing);
    expect(await beforeCrash.take(ROLLBACK)).toMatchObject({
      error: { code: 'not-yet-recorded' },
    });
    await beforeCrash.engine.close();
    const restarted = await releaseOf(open(), toggle);
    await restarted.engine.recover();
    expect((await restarted.engine.status(restarted.id))?.phase).toBe('rolled-back');
    await flags.refresh();
    expect(flags.isOpen(toggle, TOM.accountId)).toBe(false);
  });

  /** Everybody has it, and so many of the three check-ins are answered. */
  async function fullyOn(toggle: string, answered: number) {
    const stage = await loaded(open(), toggle);
    const { take, clock } = stage;
    await take(START);
    await take(GO);
    for (let step = 0; step < 4; step += 1) {
      await take({ kind: 'advance', override: true }, PAT, 'Counted by hand');
    }
    clock.advance(40 * 86_400_000);
    for (const checkIn of (['one-week', 'one-month', 'post-launch'] as const).slice(0, answered)) {
      await take({ kind: 'check-in', checkIn, waive: false }, PAT, 'All is well');
    }
    expect((await stage.engine.status(stage.id))?.phase).toBe('fully-on');
    return stage;
  }

  /** The engine of the test before may lead for as long as its lease. */
  const lookAsLeader = ({ look }: ReleaseEngine) => expect.poll(look).toBe(true);

  test('ends with its flag taken away, which is no rollback once everything else is done', async () => {
    const { engine, flags, clock, take, toggle, id } = await fullyOn('carried-out', 3);
    const close: Step = { kind: 'close', removedIn: 'vets-api#17316' };
    expect(await take(close)).toMatchObject({ error: { code: 'flag-left' } });
    expect(await engine.isCarriedOut(toggle)).toBe(true);
    const { noteAsked } = createFeatureRecords(open().db);
    const lastAskedAt = clock.now();
    await noteAsked([toggle.toUpperCase()], lastAskedAt);
    await flags.remove(toggle, BY_ENZO);
    await lookAsLeader(engine);
    expect(await take(close)).toMatchObject({ error: { code: 'flag-asked' } });
    expect((await engine.status(id))?.removal).toMatchObject({
      left: [],
      lastAskedAt: lastAskedAt.toISOString(),
    });
    clock.advance(8 * 86_400_000);
    expect(await take(close)).toMatchObject({ ok: true });
    expect((await engine.status(id))?.phase).toBe('closed');
    const report = await engine.report(id);
    expect(report.ok && report.value).toContain('taken out of the code in vets-api#17316');
  });

  test('is rolled back when its flag is taken away before', async () => {
    const { engine, flags, toggle, id } = await fullyOn('too-early', 2);
    expect(await engine.isCarriedOut(toggle)).toBe(false);
    await flags.remove(toggle, BY_ENZO);
    await lookAsLeader(engine);
    expect((await engine.status(id))?.phase).toBe('rolled-back');
  });

  test('never changes or deletes what is in the journal, whoever asks', async () => {
    const { id } = await loaded(open(), 'kept');
    const { db } = open();
    const rewrite = db.withTables<{ release_journal: { release_id: string; why: string } }>();
    await expect(
      rewrite
        .updateTable('release_journal')
        .set({ why: 'x' })
        .where('release_id', '=', id)
        .execute(),
    ).rejects.toThrow('never changed');
    await expect(
      rewrite.deleteFrom('release_journal').where('release_id', '=', id).execute(),
    ).rejects.toThrow('never changed');
  });
});
