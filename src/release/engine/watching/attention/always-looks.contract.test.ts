import { sql } from 'kysely';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { recovery } from '../../../../../test/faults/recovery.ts';
import { describeOnBothDatabases } from '../../../../../test/postgres/both-databases.ts';
import { engineOn, type EngineParts } from '../../../../../test/world/engine.ts';
import { goodVisit, heartbeatsOf, people } from '../../../../../test/world/people.ts';
import { ADVANCE, GO, loaded, START } from '../../../../../test/world/release-on-database.ts';
import { PAT } from '../../../../../test/world/releases.ts';
import { flagMigrations } from '../../../../flags/index.ts';
import { alignedClock, systemClock } from '../../../../lib/clock.ts';
import { migrate } from '../../../../lib/database/index.ts';
import { createSqlMeasurements, releaseMigrations, type Observation } from '../../../index.ts';

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
    expect(status?.clockOff).toContain('is 300 seconds behind the database’s');
    aligned.held();
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
  function slowInstance(parts: Pick<EngineParts, 'flags' | 'clock'>) {
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
    await expect.poll(() => slow.warnings(), { timeout: 15_000 }).toEqual([]);
    expect((await slow.status(id))?.unwatched).toBeNull();
  });

  test('is left by a look that takes too long, which keeps the lead and goes on by itself', async () => {
    const { meet, here, flags, clock, id } = await onStageA('slow-look');
    await meet(...people('with', 2).map((person) => goodVisit(person, here())));
    const { slow, read } = slowInstance({ flags, clock });
    const stop = slow.keepWatching();
    onTestFinished(stop);
    const holder = () =>
      sql<{ until: Date; fence: number }>`select until, fence from release_leader`
        .execute(open().db)
        .then(({ rows }) => rows[0]);
    await expect.poll(holder).toMatchObject({ fence: expect.any(Number) as number });
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
