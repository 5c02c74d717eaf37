import { sql } from 'kysely';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { recovery } from '../../../../../test/faults/recovery.ts';
import { describeOnBothDatabases } from '../../../../../test/postgres/both-databases.ts';
import { engineOn, type EngineParts } from '../../../../../test/world/engine.ts';
import { listeningLog } from '../../../../../test/world/listening-log.ts';
import { passingTime } from '../../../../../test/world/passing-time.ts';
import { goodVisit, heartbeatsOf, people } from '../../../../../test/world/people.ts';
import { ADVANCE, GO, loaded, START } from '../../../../../test/world/release-on-database.ts';
import { PAT } from '../../../../../test/world/releases.ts';
import type { Alert } from '../../../../alerts/index.ts';
import { flagMigrations } from '../../../../flags/index.ts';
import { alignedClock, systemClock } from '../../../../lib/clock.ts';
import { migrate } from '../../../../lib/database/index.ts';
import {
  createSqlAlertMarks,
  createSqlMeasurements,
  releaseMigrations,
  type Observation,
} from '../../../index.ts';

const MINUTE_MS = 60_000;

describeOnBothDatabases('a release that is watched in bad times', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  async function onStageA(toggle: string) {
    const stage = await loaded(open(), toggle);
    for (const step of [START, GO, ADVANCE]) await stage.take(step);
    const meet = async (...met: readonly Observation[]) => {
      const at = stage.clock.now();
      for (const one of [...heartbeatsOf(toggle, at), ...met]) stage.engine.observe(one);
      await stage.engine.flush();
    };
    const here = () => ({ toggle, at: stage.clock.now() });
    return { ...stage, meet, here, status: () => stage.engine.status(stage.id) };
  }

  test('counts the people of an instance whose clock is five minutes behind, and names it', async () => {
    const { flags, id, toggle, clock } = await onStageA('behind');
    const behind = alignedClock({
      now: () => new Date(systemClock.now().getTime() - 5 * MINUTE_MS),
    });
    const other = engineOn({ db: open().db, flags, clock: behind, alignment: behind });
    onTestFinished(() => other.close());
    const aligned = recovery('clock-behind');
    await other.look();
    const at = behind.now();
    expect(Math.abs(at.getTime() - clock.now().getTime())).toBeLessThan(MINUTE_MS);
    const visits = people('with', 12).map((person) => goodVisit(person, { toggle, at }));
    for (const one of [...heartbeatsOf(toggle, at), ...visits]) other.observe(one);
    await other.flush();
    const status = await other.status(id);
    expect(status?.seen?.people).toBe(12);
    expect(status?.clockOff).toMatch(/ is (299|30[01]) seconds behind the database’s/);
    aligned.held();
  });

  test('names an instance whose clock is off in every instance, for as long as it is heard and off', async () => {
    const { engine, flags, id, toggle } = await onStageA('off');
    let offMs = 5 * MINUTE_MS;
    const ahead = alignedClock({ now: () => new Date(systemClock.now().getTime() + offMs) });
    const { log, lines } = listeningLog();
    const own = { clock: ahead, alignment: ahead, instance: 'too-early', log };
    const other = engineOn({ db: open().db, flags, ...own });
    onTestFinished(() => other.close());
    const beat = async () => {
      await other.look();
      heartbeatsOf(toggle, ahead.now()).forEach(other.observe);
      await other.flush();
      await engine.look();
      return (await engine.status(id))?.clockOff;
    };
    // A statement that is slow one way only makes it a little more or less.
    const named =
      /The clock of instance too-early is (299|30[01]) seconds ahead of the database’s\./;
    expect(await beat()).toMatch(named);
    expect(await beat()).toMatch(named);
    expect(engine.warnings().join()).toMatch(named);
    expect(other.figures().clockAheadMs).toBeGreaterThan(4 * MINUTE_MS);
    const logged = (message: string) => lines.filter((line) => line.includes(message));
    expect(logged('the clock of this instance is off')).toEqual([expect.stringMatching(named)]);
    await sql`update release_pulses set heard_at = heard_at - interval '1 minute'`.execute(
      open().db,
    );
    await engine.look();
    expect((await engine.status(id))?.clockOff).toBeNull();
    expect(await beat()).toMatch(named);
    offMs = 0;
    expect(await beat()).toBeNull();
    await beat();
    expect(logged('the clock of this instance is off')).toHaveLength(1);
    expect(logged('the clock of this instance is right again')).toHaveLength(1);
  });

  test('does not trust the numbers when answers are dated before their share was in force', async () => {
    const { meet, here, toggle, engine, status } = await onStageA('early');
    const at = new Date(here().at.getTime() - 5 * MINUTE_MS);
    await meet(...people('with', 12).map((person) => goodVisit(person, { toggle, at })));
    await engine.look();
    expect((await status())?.seen?.unhealthy).toContain('can’t have been as they were reported');
  });

  test('is measured by an instance that does not lead, too', async () => {
    const { meet, here, engine, flags, clock, id } = await onStageA('standby');
    await engine.look();
    let reads = 0;
    const kept = createSqlMeasurements(open().db);
    const since: typeof kept.since = (...asked) => {
      reads += 1;
      return kept.since(...asked);
    };
    const standby = engineOn({ db: open().db, flags, clock, measurements: { ...kept, since } });
    onTestFinished(() => standby.close());
    await meet(...people('with', 2).map((person) => goodVisit(person, here())));
    expect(await standby.look()).toBe(false);
    expect(reads).toBeGreaterThan(0);
    expect((await standby.status(id))?.seen?.people).toBe(2);
  });

  /** It reads what was measured when it is let. */
  function slowInstance(
    parts: Pick<EngineParts, 'flags' | 'clock'> & Partial<Pick<EngineParts, 'alerts' | 'log'>>,
  ) {
    const kept = createSqlMeasurements(open().db);
    let read: () => void = () => undefined;
    const isRead = new Promise<void>((resolve) => {
      read = resolve;
    });
    const since: typeof kept.since = async (...asked) => {
      await isRead;
      return kept.since(...asked);
    };
    const measurements = { ...kept, since };
    return { slow: engineOn({ db: open().db, ...parts, measurements }), read };
  }

  test('is told apart, from the start on, from one that an instance has looked at', async () => {
    const { meet, here, flags, clock, id } = await onStageA('first-look');
    await meet(...people('with', 2).map((person) => goodVisit(person, here())));
    const { slow, read } = slowInstance({ flags, clock });
    onTestFinished(slow.keepWatching());
    const told = recovery('first-look-late');
    expect(slow.warnings()).toEqual([expect.stringContaining('has not looked at the releases')]);
    await expect
      .poll(async () => (await slow.status(id))?.unwatched, told.soon)
      .toContain('has not ended its first look');
    told.held();
    expect(slow.warnings()).not.toEqual([]);
    read();
    await expect.poll(() => slow.warnings()).toEqual([]);
    expect((await slow.status(id))?.unwatched).toBeNull();
  });

  test('is left by a look that takes too long, which keeps the lead and goes on by itself', async () => {
    const { meet, here, flags, clock, id } = await onStageA('slow-look');
    await meet(...people('with', 2).map((person) => goodVisit(person, here())));
    const { slow, read } = slowInstance({ flags, clock });
    onTestFinished(slow.keepWatching());
    // Whatever comes of it: what hangs can't be stopped.
    onTestFinished(read);
    const holder = () =>
      sql<{ until: Date; fence: number }>`select until, fence from release_leader`
        .execute(open().db)
        .then(({ rows }) => rows[0]);
    // Whoever led before leaves a row, too.
    await expect.poll(() => slow.figures().leads).toBe(true);
    const first = await holder();
    const leadKept = recovery('look-late');
    await expect
      .poll(async () => ((await holder())?.until ?? 0) > (first?.until ?? 0), leadKept.soon)
      .toBe(true);
    expect((await holder())?.fence).toBe(first?.fence);
    leadKept.held();
    read();
    await expect.poll(async () => (await slow.status(id))?.seen?.people).toBe(2);
  });

  test('is held, and told of aloud, while the look of the leader hangs; when it comes back, that ends', async () => {
    const { meet, here, flags, clock, id } = await onStageA('hung-look');
    await meet(...people('with', 2).map((person) => goodVisit(person, here())));
    const { log, lines } = listeningLog();
    const sent: Alert[] = [];
    const alerts = {
      send: (alert: Alert) => Promise.resolve(void sent.push(alert)),
      marks: createSqlAlertMarks(open().db),
    };
    const { slow, read } = slowInstance({ flags, clock, alerts, log });
    const { pass } = passingTime();
    onTestFinished(slow.keepWatching());
    // Whatever comes of it: what hangs can't be stopped.
    onTestFinished(read);
    const status = () => slow.status(id);
    const soon = { timeout: 30_000 };
    await expect.poll(() => slow.figures().leads, soon).toBe(true);
    await expect
      .poll(async () => (await status())?.unwatched, soon)
      .toContain('has not ended its first look');
    expect(await status()).toMatchObject({ held: false });
    expect(sent).toEqual([]);
    pass(6_000);
    await expect.poll(status, soon).toMatchObject({
      held: true,
      hold: { cause: 'blind', by: 'Release program, automatic' },
      unwatched: expect.stringMatching(/^This instance could not look at the release/) as string,
    });
    expect(slow.warnings().join()).toContain('could not look at the release');
    expect(slow.figures().unwatched).toBeGreaterThan(0);
    const unwatched = () =>
      sent.filter(({ release, version }) => release === id && !Number.isInteger(version));
    await expect.poll(unwatched, soon).toMatchObject([
      {
        urgency: 'act',
        text: expect.stringMatching(/: Instance .+ could not look at the release/) as string,
      },
    ]);
    const logged = (message: string) =>
      lines.filter((line) => line.includes(message) && line.includes(id)).length;
    expect(logged('a release has not been looked at for too long')).toBe(1);
    read();
    const { held } = recovery('look-hangs');
    await expect.poll(status, soon).toMatchObject({ held: false, hold: null, unwatched: null });
    held();
    await expect.poll(() => logged('a release is looked at again'), soon).toBe(1);
    expect(unwatched()).toHaveLength(1);
    await expect.poll(slow.warnings, soon).toEqual([]);
  });

  test('is rolled back, in the journal, while what was measured can’t be read to its end', async () => {
    const { flags, clock, id, status, toggle } = await onStageA('unread');
    const since = () => new Promise<never>(() => undefined);
    const measurements = { ...createSqlMeasurements(open().db), since };
    const cold = engineOn({ db: open().db, flags, clock, measurements });
    onTestFinished(() => cold.close());
    const asked = {
      id,
      step: { kind: 'rollback' },
      who: PAT,
      why: 'Callers are confused',
    } as const;
    const closing = recovery('cold');
    expect(await cold.take(asked)).toEqual({ ok: true, value: null });
    expect((await status())?.phase).toBe('rolled-back');
    expect(flags.state(toggle)).toBe('off');
    closing.held();
  });
});
