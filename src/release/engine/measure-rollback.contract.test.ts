import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { recovery } from '../../../test/faults/recovery.ts';
import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { engineOn } from '../../../test/world/engine.ts';
import {
  closedVisit,
  DEPENDENCY_FAILED,
  goodVisit,
  heartbeatsOf,
  OUR_FAULT,
  people,
} from '../../../test/world/people.ts';
import { PLANS_HERE } from '../../../test/world/plan-reader.ts';
import { ADVANCE, GO, loaded, PLAN, START, TOM } from '../../../test/world/release-on-database.ts';
import { ENZO, PAT } from '../../../test/world/releases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { CLOSED_GATES, flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { Release } from '../journal/release.ts';
import {
  createSqlJournal,
  createSqlMeasurements,
  releaseMigrations,
  writeReleaseFlags,
  type Observation,
  type ReleaseEngine,
  type Step,
} from '../index.ts';

const NEVER = () => new Promise<never>(() => undefined);
const ENROL_TOM: Step = { kind: 'enroll-tester', ...TOM };

describeOnBothDatabases('the figures of a rollback', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  async function inPhaseOne(toggle: string) {
    const { db } = open();
    const stage = await loaded(open(), toggle);
    const { id, flags, clock } = stage;
    await stage.take(START);
    const journal = createSqlJournal(db, { writeFlags: writeReleaseFlags, plans: PLANS_HERE });
    /** Another instance. */
    const instance = (
      measurements: Parameters<typeof engineOn>[0]['measurements'] = createSqlMeasurements(db),
    ): ReleaseEngine => {
      const engine = engineOn({ db, flags, clock, measurements, carried: [toggle] });
      onTestFinished(() => engine.close());
      return engine;
    };
    const here = () => ({ toggle, at: clock.now() });
    const meet = async (...met: readonly Observation[]) => {
      const beats = heartbeatsOf(toggle, clock.now());
      for (const one of [...beats, ...met]) stage.engine.observe(one);
      await stage.engine.flush();
    };
    const release = async (): Promise<Release> => {
      const found = await journal.release(id);
      if (!found) throw new Error('it was loaded');
      return found;
    };
    return { ...stage, instance, here, meet, release };
  }

  async function onStageA(toggle: string) {
    const stage = await inPhaseOne(toggle);
    await stage.take(GO);
    await stage.take(ADVANCE);
    return stage;
  }

  /** Nine people with the feature and four without it; two failed, and one call to the service behind it. */
  async function withPeople(toggle: string) {
    const stage = await onStageA(toggle);
    const { here, meet } = stage;
    await meet(
      ...people('with', 6).map((person) => goodVisit(person, here())),
      ...people('failed', 2).map((person) => goodVisit(person, { ...here(), ...OUR_FAULT })),
      goodVisit('unserved', { ...here(), ...DEPENDENCY_FAILED }),
      ...people('without', 4).map((person) => closedVisit(person, here())),
    );
    return stage;
  }

  const FIGURES = {
    people: 9,
    requests: 9,
    errors: [
      { status: 500, cause: 'us', count: 2 },
      { status: 503, cause: 'dependency', count: 1 },
    ],
    dependency: { calls: 7, failures: 1 },
    failed: { open: 2, closed: 0 },
  };
  const EVIDENCE = { failed: { open: 2, closed: 0 }, came: { open: 9, closed: 4 }, unserved: 1 };

  const rollBack = (engine: ReleaseEngine, id: string, why: string | null = 'Calls come in') =>
    engine.take({ id, step: { kind: 'rollback' }, who: ENZO, why });

  const measuredIn = ({ entries }: Pick<Release, 'entries'>): readonly JournalEntry[] =>
    entries.filter(({ kind }) => kind === 'rollback-measured');

  test('are not waited for: it is written, and the flag closed, though nothing can be measured', async () => {
    const { instance, release, flags, toggle, id, engine } = await withPeople('unmeasured');
    const stuck = instance({
      ...createSqlMeasurements(open().db),
      since: NEVER,
      heartbeats: NEVER,
      savedFold: NEVER,
      firstFailedVisit: NEVER,
    });
    const closing = recovery('unmeasured');
    expect(await rollBack(stuck, id)).toEqual({ ok: true, value: null });
    expect(flags.state(toggle)).toBe('off');
    closing.held();
    const { entries } = await release();
    expect(entries.slice(-2).map(({ kind }) => kind)).toEqual(['rolled-back', 'applied']);

    const status = await engine.status(id);
    expect(status?.rolledBack).toMatchObject({ beingMeasured: true, failed: null });
    const report = await engine.report(id);
    const text = report.ok ? report.value : report.error.sentence;
    expect(text).toContain('Calls come in. Failed visits are being measured.');
    expect((await release()).progress.records.at(-1)).toMatchObject({ figures: null });
  });

  test('are those of its moment, and follow once, whoever looks and however often', async () => {
    const { instance, release, clock, here, meet, id, engine } = await withPeople('moment');
    const before = await release();
    expect(await rollBack(engine, id)).toMatchObject({ ok: true });
    const rollback = (await release()).entries.find(({ kind }) => kind === 'rolled-back');
    // An instance that was slow to hear of it, in the same minute.
    clock.advance(1_000);
    await meet(
      ...people('late', 3).map((person) => goodVisit(person, { ...here(), ...OUR_FAULT })),
      ...people('with', 6).map((person) => goodVisit(person, here())),
    );
    clock.advance(90_000);
    await meet(
      ...people('without', 9).map((person) => closedVisit(person, { ...here(), share: 0 })),
    );
    const others = [engine, instance(), instance()];
    for (const one of [...others, ...others]) await one.look();

    const after = await release();
    const [measured, ...more] = measuredIn(after);
    expect(more).toEqual([]);
    expect(measured).toMatchObject({
      rollback: rollback?.version,
      who: { name: 'Release program' },
      record: {
        place: { kind: 'stage', letter: 'A' },
        figures: FIGURES,
        course: {
          from: before.runs.at(-1)?.at.toISOString(),
          to: rollback?.at.toISOString(),
          decision: 'rolled back',
          by: 'Enzo Engineer, engineer',
          why: 'Calls come in',
        },
      },
      evidence: EVIDENCE,
    });
    expect(after.progress.records).toHaveLength(2);
    expect(after.progress.awaited).toEqual([]);

    const status = await engine.status(id);
    expect(status?.rolledBack).toMatchObject({ beingMeasured: false, failed: FIGURES.failed });
    const report = await engine.report(id);
    const text = report.ok ? report.value : report.error.sentence;
    expect(text).toContain('Failed visits: 2 people with the feature, 0 without it. 1 person');
    expect(text).not.toContain('eing measured');
  });

  test('are appended by the next that leads when the one that took it is gone', async () => {
    const { instance, release, id } = await withPeople('killed');
    const first = instance();
    await rollBack(first, id);
    await first.close();
    const measuring = recovery('killed-before-measured');
    expect((await release()).progress.awaited).toHaveLength(1);
    await instance().look();
    await instance().look();
    expect(measuredIn(await release())).toMatchObject([
      { record: { figures: FIGURES }, evidence: EVIDENCE },
    ]);
    measuring.held();
  });

  test('of the program’s own rollback leave the evidence that it acted on where it is', async () => {
    const { here, meet, release, engine } = await onStageA('own');
    await meet(
      ...people('with', 12).map((person) => goodVisit(person, { ...here(), ...OUR_FAULT })),
      ...people('without', 3).map((person) => closedVisit(person, { ...here(), ...OUR_FAULT })),
    );
    await engine.look();
    const after = await release();
    const rollback = after.entries.find(({ kind }) => kind === 'rolled-back');
    expect(rollback).toMatchObject({
      figures: 'follow',
      evidence: { came: { open: 12, closed: 3 } },
    });
    expect(measuredIn(after)).toMatchObject([
      { evidence: null, record: { figures: { people: 12, failed: { open: 12, closed: 3 } } } },
    ]);
  });

  test('follow a closing outside', async () => {
    const outside = await withPeople('outside');
    await outside.flags.change(outside.toggle, { kind: 'replace', gates: CLOSED_GATES }, BY_ENZO);
    await outside.engine.look();
    await outside.engine.look();
    expect(measuredIn(await outside.release())).toMatchObject([{ record: { figures: FIGURES } }]);
  });

  test('follow a rollback in Phase I', async () => {
    const testing = await inPhaseOne('testing');
    await testing.take(ENROL_TOM);
    const visit = { cohort: 'tester', share: 0, ...testing.here() } as const;
    await testing.meet(goodVisit('Tom', visit));
    await rollBack(testing.engine, testing.id, null);
    await testing.engine.look();
    expect(measuredIn(await testing.release())).toMatchObject([
      {
        record: { place: { kind: 'testing' }, figures: { people: 1, failed: null } },
        evidence: null,
      },
    ]);
  });

  test('do not follow the rollback of what nobody had', async () => {
    const { engine, take, id } = await loaded(open(), 'draft');
    await take({ kind: 'rollback' });
    await engine.look();
    const status = await engine.status(id);
    expect(status?.rolledBack?.beingMeasured).toBe(false);
    expect(status?.history.length).toBe(3);
  });

  test('are there before the release is closed', async () => {
    const { take, release } = await withPeople('given-up');
    await take({ kind: 'rollback' }, PAT, 'Given up');
    expect(await take({ kind: 'close' }, PAT, 'Given up')).toMatchObject({ ok: true });
    const { entries, progress } = await release();
    expect(progress).toMatchObject({ phase: 'closed', awaited: [] });
    const kinds = entries.map(({ kind }) => kind);
    expect(kinds.indexOf('rollback-measured')).toBeLessThan(kinds.indexOf('closed'));
  });

  test('stand in the place of the attempt that ended, though the stage was opened again before', async () => {
    const { take, release, engine } = await withPeople('again');
    await take({ kind: 'rollback' });
    await take(GO);
    await take(ADVANCE);
    const people = async () => (await release()).progress.records.map((one) => one.figures?.people);
    expect(await people()).toEqual([0, undefined]);
    await engine.look();
    expect(measuredIn(await release())).toHaveLength(1);
    expect(await people()).toEqual([0, 9]);
  });

  test('do not follow in a journal from before', async () => {
    const { release, engine, id } = await withPeople('before');
    const { db } = open();
    const journal = createSqlJournal(db, { writeFlags: writeReleaseFlags, plans: PLANS_HERE });
    const after = (await release()).progress.version;
    const at = new Date();
    const facts = [{ kind: 'rolled-back' }] as const;
    await journal.append({ releaseId: id, after, facts, at, who: ENZO, why: null, evidence: null });
    await engine.look();
    expect(measuredIn(await release())).toEqual([]);
    const status = await engine.status(id);
    expect(status?.rolledBack).toMatchObject({ beingMeasured: false, failed: null });
  });

  test('are judged by the plan that was in force', async () => {
    const { take, release, engine, id, toggle } = await withPeople('older');
    await take({ kind: 'rollback' });
    const changed = PLAN.replace('`canary`', `\`${toggle}\``).replace(
      /^# .*$/m,
      (title) => `${title}, again`,
    );
    expect(await engine.load({ id, document: changed, who: PAT })).toMatchObject({ ok: true });
    const { db } = open();
    const journal = createSqlJournal(db, { writeFlags: writeReleaseFlags, plans: PLANS_HERE });
    const found = await journal.release(id);
    expect(found && (await journal.planOf(found, 1)).title).not.toContain('again');
    expect(found?.plan.title).toContain('again');
    await engine.look();
    expect(measuredIn(await release())).toHaveLength(1);
  });
});
