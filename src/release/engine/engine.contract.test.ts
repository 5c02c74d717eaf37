import { readFileSync } from 'node:fs';

import { afterEach, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { ENZO, PAT, RITA } from '../../../test/world/releases.ts';
import { createFlags, createSqlStore, flagMigrations, type Flags } from '../../flags/index.ts';
import { movableClock, type MovableClock } from '../../lib/clock.ts';
import { migrate, type OpenDatabase } from '../../lib/database/index.ts';
import { createLog } from '../../lib/log.ts';
import type { Step } from '../decide.ts';
import {
  createReleaseEngine,
  createSqlJournal,
  releaseFlags,
  releaseMigrations,
  writeReleaseFlags,
  type FlagWriter,
  type ReleaseEngine,
} from '../index.ts';

const PLAN = readFileSync('test/plans/canary.md', 'utf8');
const TOM = { emailDigest: 'digest-of-tom', accountId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' };
const SOMEBODY = '16fd2706-8baf-433b-82eb-8c7fada847da';
const TWO_HOURS_MS = 7_200_000;

/** A release of its own, on toggles of its own, so that the tests of one database do not meet. */
type Stage = {
  readonly engine: ReleaseEngine;
  readonly flags: Flags;
  readonly clock: MovableClock;
  readonly toggle: string;
  readonly id: string;
  take(step: Step, by?: typeof PAT, why?: string): ReturnType<ReleaseEngine['take']>;
};

const running: Flags[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((flags) => flags.close()));
});

async function releaseOf(
  { db }: OpenDatabase,
  toggle: string,
  writeFlags: FlagWriter = writeReleaseFlags,
): Promise<Stage> {
  const log = createLog('silent');
  const clock = movableClock();
  const flags = createFlags({ store: createSqlStore(db), log, snapshotLimitMs: 30_000 });
  running.push(flags);
  const journal = createSqlJournal(db, writeFlags);
  const engine = createReleaseEngine({ journal, flags: releaseFlags(flags), clock, log });
  const id = `release-of-${toggle}`;
  return {
    engine,
    flags,
    clock,
    toggle,
    id,
    take: (step, who = PAT, why) => engine.take({ id, step, who, why: why ?? null }),
  };
}

async function loaded(database: OpenDatabase, toggle: string): Promise<Stage> {
  const stage = await releaseOf(database, toggle);
  const document = PLAN.replace('`canary`', `\`${toggle}\``);
  expect(await stage.engine.load({ id: stage.id, document, who: PAT })).toMatchObject({ ok: true });
  return stage;
}

const START: Step = { kind: 'start' };
const GO: Step = { kind: 'go' };
const ADVANCE: Step = { kind: 'advance', override: false };
const ROLLBACK: Step = { kind: 'rollback' };
const ENROL_TOM: Step = { kind: 'enrol-tester', ...TOM };

describeOnBothDatabases('a release, carried out', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  test('opens for testers, then for the stage’s share, and closes for everybody', async () => {
    const { take, flags, toggle } = await loaded(open(), 'thread');
    await take(START);
    await take(ENROL_TOM);
    expect(flags.isOpen(toggle, TOM.accountId)).toBe(true);
    expect(flags.isOpen(toggle, SOMEBODY)).toBe(false);
    await take(GO);
    expect(await take(ADVANCE)).toMatchObject({
      ok: true,
      value: { openFor: '1 tester and 20 % of Veterans', stage: { letter: 'A', percentage: 20 } },
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
    const report = (await engine.report(id)) ?? '';
    const changelog = report.split('\n').filter((line) => /^- \d{4}-\d\d-\d\d /.test(line));
    expect(changelog.map((line) => line.replace(/^- [\d-]+ [\d:]+ ET: /, ''))).toEqual([
      'Plan loaded, version 1. (Pat Planner, product manager)',
      'Phase I started. (Pat Planner, product manager)',
      'A tester enrolled. (Pat Planner, product manager)',
      'Go signed. All questions answered. (Pat Planner, product manager)',
      'Stage A at 20 %. (Pat Planner, product manager)',
      'Rolled back. Errors rose. (Enzo Engineer, engineer)',
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
    const { take, clock } = await loaded(open(), 'timed');
    await take(START);
    await take(GO);
    await take(ADVANCE);
    expect(await take(ADVANCE)).toMatchObject({ ok: false, error: { code: 'not-yet' } });
    clock.advance(TWO_HOURS_MS);
    expect(await take(ADVANCE)).toMatchObject({ ok: true, value: { stage: { letter: 'B' } } });
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
    await expect(beforeCrash.take(ROLLBACK)).rejects.toThrow('killed');
    const restarted = await releaseOf(open(), toggle);
    await restarted.engine.recover();
    expect((await restarted.engine.status(restarted.id))?.phase).toBe('rolled-back');
    await flags.refresh();
    expect(flags.isOpen(toggle, TOM.accountId)).toBe(false);
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

describeOnBothDatabases('a plan, loaded', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  test('is refused with every problem when it can’t be carried out', async () => {
    const { engine } = await releaseOf(open(), 'draft');
    const document = readFileSync('test/plans/seed.md', 'utf8');
    const outcome = await engine.load({ id: 'seed', document, who: PAT });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'plan-not-ready' } });
    expect(await engine.status('seed')).toBeNull();
  });

  test('is refused when a code span can’t be measured, with its line and what was expected', async () => {
    const { engine } = await releaseOf(open(), 'draft');
    const plan = readFileSync('test/plans/worked-history.md', 'utf8');
    const document = plan.replace('> 10% of requests', '> xx% of requests');
    const outcome = await engine.load({ id: 'unset', document, who: PAT });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'plan-not-ready' } });
    expect(outcome).toMatchObject({
      error: { sentence: expect.stringMatching(/^Line 23: “contacts error rate/) as string },
    });
    expect(await engine.status('unset')).toBeNull();
  });

  test('is the same release when the same document is loaded again', async () => {
    const { engine, id, toggle } = await loaded(open(), 'twice');
    const document = PLAN.replace('`canary`', `\`${toggle}\``);
    const again = await engine.load({ id, document, who: ENZO });
    expect(again).toMatchObject({ ok: true, value: { planVersion: 1 } });
  });

  test('becomes a new version when it changes, and may not change what has been opened', async () => {
    const { engine, id, take, toggle } = await loaded(open(), 'changing');
    await take(START);
    await take(GO);
    await take(ADVANCE);
    const document = PLAN.replace('`canary`', `\`${toggle}\``);
    const later = { id, document: document.replace('50%', '40%'), who: PAT };
    expect(await engine.load(later)).toMatchObject({ ok: true, value: { planVersion: 2 } });
    const past = { id, document: document.replace('20%', '10%'), who: PAT };
    expect(await engine.load(past)).toMatchObject({
      ok: false,
      error: { code: 'plan-contradicts-journal' },
    });
  });

  test('can’t take a toggle that is open already, for nobody knows whom', async () => {
    const { engine, flags, toggle, id } = await releaseOf(open(), 'ajar');
    await flags.change(toggle, { kind: 'set-percentage-of-actors', percentage: 5 }, BY_ENZO);
    const document = PLAN.replace('`canary`', `\`${toggle}\``);
    const outcome = await engine.load({ id, document, who: PAT });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'toggle-open' } });
    expect(await engine.status(id)).toBeNull();
  });

  test('is loaded by those who may move a release forward only', async () => {
    const { engine, id } = await releaseOf(open(), 'read-only');
    const outcome = await engine.load({ id, document: PLAN, who: RITA });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });

  test('can’t take a toggle that another release owns', async () => {
    const { toggle, engine } = await loaded(open(), 'owned');
    const document = PLAN.replace('`canary`', `\`${toggle}\``);
    const outcome = await engine.load({ id: 'a-second-release', document, who: PAT });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'toggle-taken' } });
    expect(await engine.ownerOf(toggle)).toBe('release-of-owned');
  });
});
