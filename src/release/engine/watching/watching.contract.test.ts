import { PLANS_HERE } from '../../../../test/world/plan-reader.ts';
import { sql } from 'kysely';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { describeOnBothDatabases } from '../../../../test/postgres/both-databases.ts';
import {
  closedVisit,
  DEPENDENCY_FAILED,
  goodVisit,
  heartbeatsOf,
  OUR_FAULT,
  people,
} from '../../../../test/world/people.ts';
import {
  ADVANCE,
  GO,
  loaded,
  PLAN,
  releaseOf,
  START,
  type Stage,
} from '../../../../test/world/release-on-database.ts';
import { engineOn } from '../../../../test/world/engine.ts';
import { PAT } from '../../../../test/world/releases.ts';
import { BY_ENZO } from '../../../../test/world/flag-notes.ts';
import { CLOSED_GATES, flagMigrations, type GateValues } from '../../../flags/index.ts';
import { migrate } from '../../../lib/database/index.ts';
import {
  createSqlJournal,
  createSqlLookout,
  createSqlMeasurements,
  releaseMigrations,
  writeReleaseFlags,
  type Observation,
  type Step,
} from '../../index.ts';

const MINUTE_MS = 60_000;

describeOnBothDatabases('a release, watched', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  async function onStageA(toggle: string) {
    const stage = await loaded(open(), toggle);
    await stage.take(START);
    await stage.take(GO);
    await stage.take(ADVANCE);
    const meet = async (...met: readonly Observation[]) => {
      const at = stage.clock.now();
      for (const one of [...heartbeatsOf(toggle, at), ...met]) stage.engine.observe(one);
      await stage.engine.flush();
    };
    const here = () => ({ toggle, at: stage.clock.now() });
    return { ...stage, meet, here, status: () => stage.engine.status(stage.id) };
  }

  test('is taken back within one look when visits fail for people with the feature', async () => {
    const { meet, here, engine, status, flags, toggle } = await onStageA('harmed');
    await meet(
      ...people('with', 12).map((person) => goodVisit(person, { ...here(), ...OUR_FAULT })),
      ...people('without', 3).map((person) => closedVisit(person, { ...here(), ...OUR_FAULT })),
    );
    await engine.look();
    const after = await status();
    expect(after?.phase).toBe('rolled-back');
    expect(after?.because).toBe(
      'Rolled back by Release program, automatic: 12 of the 15 people whose visit failed had the feature; by chance it would be about 3. So visits fail at least 6.9 times as often with it.',
    );
    expect(flags.state(toggle)).toBe('off');
  });

  test('is taken back while a person holds it', async () => {
    const { meet, here, engine, status, take } = await onStageA('held');
    await take({ kind: 'hold' });
    await meet(
      ...people('with', 12).map((person) => goodVisit(person, { ...here(), ...OUR_FAULT })),
    );
    await engine.look();
    expect((await status())?.phase).toBe('rolled-back');
  });

  test('counts fifty failed answers to one person as one', async () => {
    const { meet, here, engine, status } = await onStageA('patient');
    const once = goodVisit('somebody', { ...here(), ...OUR_FAULT });
    await meet(...Array.from({ length: 50 }, () => once));
    await meet(...Array.from({ length: 50 }, () => once));
    await engine.look();
    expect((await status())?.phase).toBe('rollout');
  });

  test('is not taken back for failures that people without the feature meet as well', async () => {
    const { meet, here, engine, status } = await onStageA('shared');
    await meet(
      ...people('with', 12).map((person) => goodVisit(person, { ...here(), ...OUR_FAULT })),
      ...people('without', 48).map((person) => closedVisit(person, { ...here(), ...OUR_FAULT })),
    );
    await engine.look();
    expect((await status())?.phase).toBe('rollout');
  });

  test('is held, and not blamed, when the service behind the feature is down', async () => {
    const { meet, here, engine, status, clock } = await onStageA('upstream');
    clock.advance(90 * MINUTE_MS);
    const visits = people('with', 12);
    await meet(...visits.map((person) => goodVisit(person, { ...here(), ...DEPENDENCY_FAILED })));
    await engine.look();
    expect(await status()).toMatchObject({
      phase: 'rollout',
      held: true,
      hold: { cause: 'dependency', by: 'Release program, automatic' },
      dependencyDownSince: expect.any(String) as string,
      seen: { failed: { open: 0, closed: 0 }, unserved: 12 },
    });
    await meet(...visits.map((person) => goodVisit(person, here())));
    await engine.look();
    expect(await status()).toMatchObject({
      phase: 'rollout',
      held: false,
      hold: null,
      dependencyDownSince: null,
    });
  });

  test('is taken back when people with the feature wait too long, and says so', async () => {
    const { meet, here, engine, status } = await onStageA('slow');
    const slow = { durationMs: 9_000 };
    await meet(...people('with', 24).map((person) => goodVisit(person, { ...here(), ...slow })));
    await engine.look();
    expect((await status())?.because).toContain(
      '24 of the 24 people who waited too long for an answer had the feature',
    );
  });

  test('is held and tells why when the numbers are not to be trusted, whatever they say', async () => {
    const { meet, here, engine, status } = await onStageA('untrusted');
    const impossible = { ...here(), share: 0 };
    await meet(
      ...people('with', 12).map((person) => goodVisit(person, { ...here(), ...OUR_FAULT })),
      ...people('odd', 12).map((person) => goodVisit(person, impossible)),
    );
    await engine.look();
    const after = await status();
    expect(after).toMatchObject({ phase: 'rollout', held: true });
    expect(after?.history.at(-1)?.why).toContain(
      '12 of 24 answers can’t have been as they were reported',
    );
  });

  test('says when the feature is no longer shown to anyone, and how long that took', async () => {
    const { meet, here, engine, status } = await onStageA('stopped');
    await meet(
      ...people('with', 12).map((person) => goodVisit(person, { ...here(), ...OUR_FAULT })),
    );
    await engine.look();
    await meet();
    await engine.look();
    const told = (await status())?.history.at(-1);
    expect(told?.what).toMatch(
      /^The feature is no longer shown to anyone\. From the first failed visit/,
    );
  });

  test('is rolled back on evidence that another instance finds again to the bit', async () => {
    const { meet, here, engine, id, toggle } = await onStageA('replayed');
    await meet(
      ...people('with', 7).map((person) => goodVisit(person, { ...here(), ...OUR_FAULT })),
      ...people('without', 5).map((person) => closedVisit(person, { ...here(), ...OUR_FAULT })),
    );
    const other = await releaseOf(open(), toggle);
    const seen = (await engine.status(id))?.seen;
    expect(seen?.evidenceShare).toBeGreaterThan(0.01);
    expect(seen?.evidenceByKind.map(({ kind }) => kind)).toEqual([
      'failed-visits',
      'too-many-errors',
    ]);
    expect(seen?.comparison).toMatch(/^With the feature, visits fail at least 3\.3 times as often/);
    expect((await other.engine.status(id))?.seen).toEqual(seen);
  });

  test('keeps to the rules under which its evidence began, whatever a later plan says', async () => {
    const { meet, here, engine, id, toggle } = await onStageA('frozen');
    const fail = (name: string) =>
      meet(...people(name, 3).map((person) => goodVisit(person, { ...here(), ...OUR_FAULT })));
    await fail('before');
    const seen = async ({ engine: one }: Pick<Stage, 'engine'>) => (await one.status(id))?.seen;
    const before = await seen({ engine });
    const document = PLAN.replace('`canary`', `\`${toggle}\``)
      .replace('Stage A: Canary', 'Stage A: Canary, `false rollbacks at most 0.01%`')
      .replaceAll('1 day', '9 days');
    expect(await engine.load({ id, document, who: PAT })).toMatchObject({ ok: true });
    expect(await seen({ engine })).toEqual(before);
    expect(await seen(await releaseOf(open(), toggle))).toEqual(before);
    await fail('after');
    expect(await seen(await releaseOf(open(), toggle))).toEqual(await seen({ engine }));
  });

  test('is led by one instance, and by the next when that one is silent', async () => {
    const { flags, clock } = await onStageA('led');
    const { db } = open();
    const [one, other] = ['one', 'other'].map((instance) => {
      const lookout = createSqlLookout(db, instance, 5_000);
      return engineOn({ db, flags, clock, instance, lookout });
    });
    if (!one || !other) throw new Error('two instances were made');
    onTestFinished(async () => {
      await Promise.all([one.close(), other.close()]);
    });
    const [isFirst, isOther] = await Promise.all([one.look(), other.look()]);
    expect(isFirst).not.toBe(isOther);
    const next = isFirst ? other : one;
    await expect.poll(() => next.look()).toBe(true);
  });

  test('has what instances left that are gone removed by the leader, every hour', async () => {
    const { engine, meet, id, clock } = await onStageA('left-behind');
    await meet();
    await engine.look();
    await sql`
      insert into release_pulses (release_id, instance, cohort, heard_at, opening, refused)
      select release_id, 'gone', cohort, heard_at - interval '2 days', opening, 0
      from release_pulses where release_id = ${id}`.execute(open().db);
    const left = async () => {
      expect(await engine.look()).toBe(true);
      const heard = await createSqlMeasurements(open().db).heartbeats(id);
      return heard.filter(({ instance }) => instance === 'gone').length;
    };
    expect(await left()).toBe(2);
    clock.advance(60 * MINUTE_MS);
    expect(await left()).toBe(0);
  });

  test('holds when the toggle is opened wider by SQL, and does not fight over it', async () => {
    const { engine, status, flags, toggle, take } = await onStageA('drifted');
    const widened = { kind: 'set-percentage-of-actors', percentage: 90 } as const;
    await flags.change(toggle, widened, BY_ENZO);
    await engine.noticeExternalChange(toggle);
    expect(await status()).toMatchObject({ phase: 'rollout', held: true });
    expect(flags.feature(toggle)?.gates.percentageOfActors).toBe('90');
    await take({ kind: 'resume' });
    expect(flags.feature(toggle)?.gates.percentageOfActors).toBe('20');
    expect(await status()).toMatchObject({ phase: 'rollout', held: false });
  });

  test('goes on when its toggles are stored in other words that mean the same, rolled back or not', async () => {
    const { engine, status, flags, toggle, take } = await onStageA('reworded');
    const reword = async (gates: Partial<GateValues>) => {
      const change = { kind: 'replace', gates: { ...CLOSED_GATES, ...gates } } as const;
      await flags.change(toggle, change, BY_ENZO);
      await engine.noticeExternalChange(toggle);
    };
    const { actors = CLOSED_GATES.actors } = flags.feature(toggle)?.gates ?? {};
    await reword({ actors, percentageOfActors: '20.0', boolean: 'false', percentageOfTime: '0' });
    expect(await status()).toMatchObject({ phase: 'rollout', held: false });
    await take({ kind: 'rollback' });
    await reword({ percentageOfActors: '0', percentageOfTime: '0.0', boolean: 'false' });
    expect(await status()).toMatchObject({ phase: 'rolled-back', held: false });
  });

  /** Somebody takes a step on another instance, which dies before it comes to the flags. */
  async function stepCutShort({ id, flags, clock }: Stage, step: Step): Promise<void> {
    const { db } = open();
    const settle = () => Promise.reject(new Error('killed'));
    const journal = {
      ...createSqlJournal(db, { writeFlags: writeReleaseFlags, plans: PLANS_HERE }),
      settle,
    };
    const other = engineOn({ db, flags, clock, journal });
    const asked = { id, step, who: PAT, why: 'Counted by hand' };
    await expect(other.take(asked)).rejects.toThrow('killed');
  }

  test('is brought to what the journal says by whoever leads, when somebody dies over a step', async () => {
    const stage = await onStageA('cut-short');
    await stepCutShort(stage, { kind: 'advance', override: true });
    await stage.engine.look();
    expect(await stage.status()).toMatchObject({ phase: 'rollout', held: false });
    expect(stage.flags.feature(stage.toggle)?.gates.percentageOfActors).toBe('50');
  });

  test('is held within one look when its flag is changed outside while a step is half done', async () => {
    const stage = await onStageA('changed-meanwhile');
    await stepCutShort(stage, { kind: 'no-go' });
    const narrowed = { kind: 'set-percentage-of-actors', percentage: 5 } as const;
    await stage.flags.change(stage.toggle, narrowed, BY_ENZO);
    await stage.engine.noticeExternalChange(stage.toggle);
    expect(await stage.status()).toMatchObject({ held: false });
    await stage.engine.look();
    expect(await stage.status()).toMatchObject({ held: true });
  });
});
