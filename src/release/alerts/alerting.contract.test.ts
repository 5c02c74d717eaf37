import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';

import { recovery } from '../../../test/faults/recovery.ts';
import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { engineOn } from '../../../test/world/engine.ts';
import { ADVANCE, GO, loaded, START, type Stage } from '../../../test/world/release-on-database.ts';
import { AlertRefusedError, type Alert, type SendAlert } from '../../alerts/index.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { createSqlAlertMarks, releaseMigrations } from '../index.ts';

describeOnBothDatabases('alerts of a release', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  /** Stage A of a release, opened and rolled back by a person. */
  async function rolledBack(toggle: string): Promise<Stage> {
    const stage = await loaded(open(), toggle);
    for (const step of [START, GO, ADVANCE]) await stage.take(step);
    await stage.take({ kind: 'rollback' });
    await stage.engine.close();
    return stage;
  }

  /** Another instance, which tells of all that it finds: alerts of this release, in the order in which they came. */
  function alerting({ flags, clock, id }: Stage, send: SendAlert) {
    const alerts = { send, marks: createSqlAlertMarks(open().db) };
    const engine = engineOn({ db: open().db, flags, clock, alerts });
    return { engine, isMine: ({ release }: Alert) => release === id };
  }

  /** Takes alerts, after so many failures. */
  function receiver(failures = 0) {
    const asked: Alert[] = [];
    const taken: Alert[] = [];
    const send: SendAlert = (alert) => {
      asked.push(alert);
      if (asked.length <= failures) return Promise.reject(new Error('out of order'));
      taken.push(alert);
      return Promise.resolve();
    };
    return { send, asked, taken };
  }

  const looking = (engine: Stage['engine'], taken: () => unknown) => async () => {
    await engine.look();
    return taken();
  };

  test('are delivered once, in order, by whoever leads', async () => {
    const stage = await rolledBack('told');
    const first = receiver();
    const one = alerting(stage, first.send);
    const texts = (alerts: readonly Alert[]) => alerts.filter(one.isMine).map(({ text }) => text);
    const told = [
      expect.stringMatching(/: Rolled back\. The console/),
      expect.stringMatching(/: The feature is no longer shown to anyone\.$/),
    ];
    await expect.poll(looking(one.engine, () => texts(first.taken))).toEqual(told);
    await one.engine.close();
    const second = receiver();
    const other = alerting(stage, second.send);
    await stage.take(GO);
    await stage.take(ADVANCE);
    await stage.take({ kind: 'rollback' });
    await expect.poll(looking(other.engine, () => texts(second.taken))).toEqual(told);
    await other.engine.close();
  });

  test('are tried again until they are taken', async () => {
    const stage = await rolledBack('retried');
    const { send, asked, taken } = receiver(1);
    const { engine, isMine } = alerting(stage, send);
    await expect.poll(looking(engine, () => taken.filter(isMine).length)).toBe(2);
    await engine.close();
    expect(asked.length).toBe(taken.length + 1);
    expect(asked[1]).toEqual(asked[0]);
  });

  test.each([
    ['refused', new AlertRefusedError('no')],
    ['not taken', new Error('out of order')],
  ])('reach who has to act though one to know is %s', async (word, failure) => {
    const stage = await rolledBack(`passed-${word.replace(' ', '-')}`);
    const taken: Alert[] = [];
    const { engine, isMine } = alerting(stage, (alert) => {
      if (alert.urgency === 'know') return Promise.reject(failure);
      taken.push(alert);
      return Promise.resolve();
    });
    const acts = () => taken.filter(isMine).map(({ version }) => version);
    await expect.poll(looking(engine, acts)).toHaveLength(1);
    await stage.take(GO);
    await stage.take(ADVANCE);
    const reaching = recovery('alert-refused');
    await stage.take({ kind: 'rollback' });
    await expect
      .poll(
        looking(engine, () => acts().length),
        reaching.soon,
      )
      .toBe(2);
    reaching.held();
    stage.clock.advance(120_000);
    const { undelivered } = (await engine.status(stage.id)) ?? {};
    const isStuck = !(failure instanceof AlertRefusedError);
    if (isStuck) expect(undelivered).toContain('Alerts do not reach their receiver');
    await engine.close();
    expect(new Set(acts()).size).toBe(acts().length);
  });

  test('of a rollback wait for no rest after the one before was not taken', async () => {
    const stage = await rolledBack('rested');
    const asked: number[] = [];
    const { engine, isMine } = alerting(stage, (alert) => {
      if (isMine(alert) && alert.urgency === 'act') asked.push(alert.version);
      return Promise.reject(new AlertRefusedError('no'));
    });
    const tries = (count: number) =>
      expect.poll(looking(engine, () => asked.length)).toBeGreaterThanOrEqual(count);
    await tries(1);
    // By a clock that stands still it rests for good.
    const standing = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    onTestFinished(() => standing.mockRestore());
    for (const step of [GO, ADVANCE, { kind: 'rollback' }] as const) await stage.take(step);
    await expect.poll(looking(engine, () => new Set(asked).size)).toBe(2);
    await engine.close();
  });

  test('hold nothing up while nobody takes them', async () => {
    const stage = await rolledBack('stuck');
    const { engine } = alerting(stage, (_, signal) => {
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('gone'));
        });
      });
    });
    expect(await engine.look()).toBe(true);
    expect(await engine.look()).toBe(true);
    await engine.close();
  });
});
