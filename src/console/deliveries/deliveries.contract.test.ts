import Fastify from 'fastify';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { engineOn } from '../../../test/world/engine.ts';
import { ADVANCE, GO, loaded, START, type Stage } from '../../../test/world/release-on-database.ts';
import { mountConsole } from '../../../test/world/release-site.ts';
import { flagMigrations } from '../../flags/index.ts';
import { DAY_MS, MINUTE_MS } from '../../lib/duration.ts';
import { migrate, NoAnswerError } from '../../lib/database/index.ts';
import { createLog } from '../../lib/log.ts';
import {
  AlertRefusedError,
  createSqlDeliveries,
  recordDeliveries,
  resendAlert,
  type Alert,
  type SendAlert,
} from '../../alerts/index.ts';
import { createSqlAlertMarks, releaseMigrations } from '../../release/index.ts';
import type { OperatorRole } from '../../roles/index.ts';

describeOnBothDatabases('the deliveries of alerts in the console', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  /** Stage A of a release, opened and rolled back by a person: an alert to act on, and one to know. */
  async function rolledBack(toggle: string): Promise<Stage> {
    const stage = await loaded(open(), toggle);
    for (const step of [START, GO, ADVANCE]) await stage.take(step);
    await stage.take({ kind: 'rollback' });
    return stage;
  }

  /** The rows of one release, as the page has them. */
  async function consoleOf(stage: Stage, receiver: SendAlert, role: OperatorRole = 'engineer') {
    const { db } = open();
    const { clock } = stage;
    const book = createSqlDeliveries(db);
    const log = createLog('silent');
    const { sendBy, ...recorded } = recordDeliveries({ send: receiver, book, clock, log });
    const site = Fastify();
    onTestFinished(() => site.close());
    const deliveries = {
      newest: book.newest,
      resend: (asked: { key: string; name: string }) => resendAlert({ book, sendBy, clock }, asked),
    };
    await mountConsole(site, { ...stage, role, deliveries });
    const alerts = { ...recorded, marks: createSqlAlertMarks(db) };
    const teller = engineOn({ db, flags: stage.flags, clock, alerts });
    onTestFinished(() => teller.close());
    const rows = async () => {
      const { body } = await site.inject('/console/deliveries');
      return body.split('<tr').filter((row) => row.includes(`/releases/${stage.id}"`));
    };
    return {
      look: () => teller.look(),
      rows,
      page: async () => (await site.inject('/console/deliveries')).body,
      resend: (key: string) =>
        site.inject({
          method: 'POST',
          url: '/console/deliveries/resend',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ key }).toString(),
        }),
    };
  }

  const keyIn = (row = '') => /name="key" value="([^"]+)"/u.exec(row)?.[1] ?? '';
  const taken: SendAlert = () => Promise.resolve();

  test('what was taken is told with when and of which release, and has no button', async () => {
    const stage = await rolledBack('taken_one');
    await stage.engine.close();
    const { look, rows } = await consoleOf(stage, taken);
    const seen = async () => {
      await look();
      return (await rows()).join('\n');
    };
    await expect.poll(seen).toMatch(/Act:.*Rolled back.*Delivered\..*Tried once\./su);
    expect(new Set((await rows()).map(keyIn))).toEqual(new Set(['']));
  });

  test('what is not taken is still to be delivered, then given up after a day, and sent again by hand', async () => {
    const stage = await rolledBack('away_one');
    await stage.engine.close();
    let isAway = true;
    const { look, rows, resend } = await consoleOf(stage, () =>
      isAway ? Promise.reject(new Error('connect hush.example')) : Promise.resolve(),
    );
    const seen = async () => {
      await look();
      return (await rows()).join('\n');
    };
    await expect
      .poll(seen)
      .toMatch(/Not tried yet\.|Still to be delivered.*could not be reached in time/su);
    await expect.poll(seen).toMatch(/Tried .*could not be reached in time/su);
    expect(await seen()).not.toContain('hush');
    expect((await rows()).map(keyIn).filter((key) => key !== '')).toEqual([]);
    stage.clock.advance(DAY_MS + 1);
    const keys = (await rows()).map(keyIn);
    expect(keys).not.toContain('');
    const [key = ''] = keys;
    const again = await resend(key);
    expect([again.statusCode, again.body]).toMatchObject([
      409,
      expect.stringContaining('did not take the alert this time either'),
    ]);
    isAway = false;
    const answer = await resend(key);
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      '/console/deliveries?done=resend',
    ]);
    const text = (await rows()).join('\n');
    expect(text).toMatch(/Delivered\..*Sent again by Pat Example\./su);
    expect((await rows()).map(keyIn).filter((one) => one === key)).toEqual([]);
  });

  test('what the receiver refuses and need only be known is left out, and who may send it again is said', async () => {
    const stage = await rolledBack('refused_one');
    await stage.engine.close();
    const refuse: SendAlert = ({ urgency }) =>
      urgency === 'know'
        ? Promise.reject(new AlertRefusedError('The receiver of alerts answered 422.'))
        : Promise.resolve();
    const { look, rows, resend, page } = await consoleOf(stage, refuse, 'reviewer');
    const seen = async () => {
      await look();
      return (await rows()).join('\n');
    };
    await expect.poll(seen).toMatch(/Refused, and left out\..*answered 422\./su);
    expect(await seen()).not.toContain('<form');
    expect(await page()).toContain('Sending an alert again is for a product manager');
    expect((await resend('any')).statusCode).toBe(403);
    const engineer = await consoleOf(stage, taken);
    const [key = ''] = (await engineer.rows()).map(keyIn).filter((one) => one !== '');
    expect((await engineer.resend(key)).statusCode).toBe(303);
    expect((await engineer.resend('no/such/key')).statusCode).toBe(404);
  });

  test('what is still tried by itself is not sent by hand, too', async () => {
    const stage = await rolledBack('waiting_one');
    await stage.engine.close();
    const { look, rows, resend } = await consoleOf(stage, () =>
      Promise.reject(new Error('out of order')),
    );
    await expect.poll(async () => (await look(), (await rows()).length)).toBe(2);
    const [waiting] = await createSqlDeliveries(open().db).newest(200);
    const answer = await resend(waiting?.key ?? '');
    expect([answer.statusCode, answer.body]).toMatchObject([
      409,
      expect.stringContaining('still tried by itself'),
    ]);
  });

  test('what an instance said of itself is sent again by hand as it was', async () => {
    const stage = await loaded(open(), 'said_one');
    const got: Alert[] = [];
    const { rows, resend } = await consoleOf(stage, (alert) => {
      got.push(alert);
      return Promise.resolve();
    });
    const at = stage.clock.now();
    const entry = { release: stage.id, version: 1.5, at: at.toISOString() };
    const said = { ...entry, urgency: 'act', text: 'Not looked at.', instance: 'one' } as const;
    const failed = { at, answer: 'Away.', isRefused: false, resentBy: null };
    await createSqlDeliveries(open().db).note(said, failed);
    expect((await rows()).map(keyIn)).toEqual(['']);
    stage.clock.advance(3 * MINUTE_MS);
    const [key = ''] = (await rows()).map(keyIn);
    expect((await resend(key)).statusCode).toBe(303);
    expect(got).toEqual([said]);
  });

  test('without a receiver, without alerts and without a database the page says so', async () => {
    const stage = await loaded(open(), 'states_one');
    const show = async (newest: () => Promise<readonly never[]>) => {
      const site = Fastify();
      onTestFinished(() => site.close());
      await mountConsole(site, { ...stage, deliveries: { newest, resend: null } });
      return site.inject('/console/deliveries');
    };
    const none = await show(() => Promise.resolve([]));
    expect(none.body).toMatch(/No alerts are sent.*There has been no alert yet\./su);
    const away = await show(() => Promise.reject(new NoAnswerError()));
    expect([away.statusCode, away.body]).toMatchObject([
      503,
      expect.stringContaining('can’t be read right now'),
    ]);
  });
});
