import { once } from 'node:events';

import Fastify from 'fastify';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { piecesByHand, rehearsalsHere } from '../../../test/world/rehearsals.ts';
import { loaded, PLAN, type Stage } from '../../../test/world/release-on-database.ts';
import { mountConsole } from '../../../test/world/release-site.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { MINUTE_MS } from '../../lib/duration.ts';
import { releaseMigrations } from '../../release/index.ts';
import type { OperatorRole } from '../../roles/index.ts';

const USUAL = { people: '300', errors: '0.1%', failing: '', outage: '', runs: '20', seed: '1' };

describeOnBothDatabases('a rehearsal from the console', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  type Visit = {
    readonly role?: OperatorRole;
    readonly signInAgeMs?: number;
    readonly rehearsals?: ReturnType<typeof rehearsalsHere>;
  };

  async function pageOf({ id, engine, clock }: Stage, visit: Visit = {}) {
    const { rehearsals = rehearsalsHere() } = visit;
    const app = Fastify();
    onTestFinished(() => app.close());
    await mountConsole(app, { engine, clock, rehearsals, ...visit });
    const path = `/console/releases/${id}/plan/rehearsal`;
    const post = (url: string, fields: Readonly<Record<string, string>>) =>
      app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(fields).toString(),
      });
    return {
      get: async (url = path) => (await app.inject(url)).body,
      start: (fields: Partial<typeof USUAL> = {}) => post(path, { ...USUAL, ...fields }),
      stop: (run: string) => post(`${path}/stop`, { run }),
      /** What the stream of a page is told as it opens. */
      hears: async (page: string) => {
        const [, url = ''] = /data-live="([^"]*)"/.exec(page) ?? [];
        const answer = await app.inject({
          url: url.replaceAll('&amp;', '&'),
          payloadAsStream: true,
        });
        const stream = answer.stream();
        const [first] = (await once(stream, 'data')) as [Buffer];
        stream.destroy();
        return String(first);
      },
    };
  }

  const runIn = (location: unknown) =>
    new URLSearchParams(String(location).split('?')[1]).get('run');

  test('comes to a result with pictures and the same figures in a table', async () => {
    const stage = await loaded(open(), 'rehearsed');
    const { get, start } = await pageOf(stage, { role: 'reviewer' });
    expect(await get()).toContain('No rehearsal of this plan has been run on this instance');
    const started = await start({ failing: '60%' });
    expect(started.statusCode).toBe(303);
    const address = String(started.headers.location);
    await expect.poll(() => get(address)).toContain('What the rehearsal came to');
    const body = await get(address);
    expect(body).toContain('Rehearsed 20 times (seed 1), with 300 people a day');
    expect(body).toContain('<svg viewBox');
    expect(body).toContain('How soon it is rolled back');
    expect(body).toContain('<caption>Stage by stage</caption>');
    expect(body).not.toContain('style=');
    // What it was asked with is in the form, to be changed.
    expect(body).toContain('value="60%"');
  });

  test('says how far it is, and ends when somebody stops it', async () => {
    const stage = await loaded(open(), 'rehearsal-stopped');
    const { ask, next } = piecesByHand();
    const { get, start, stop } = await pageOf(stage, { rehearsals: rehearsalsHere(ask) });
    const run = runIn((await start()).headers.location) ?? '';
    await next();
    expect(await get()).toContain('max="20" value="0"');
    await next();
    expect(await get()).toContain('max="20" value="1"');
    const again = await start();
    expect(again.statusCode).toBe(429);
    expect(again.body).toContain('A rehearsal of this plan runs or waits already');
    expect((await stop(run)).statusCode).toBe(303);
    expect(await get()).toContain('Pat Example stopped the rehearsal');
    await next();
    expect(await get()).toContain('Pat Example stopped the rehearsal');
  });

  test('is told as over to a page whose stream opens only after that', async () => {
    const stage = await loaded(open(), 'rehearsal-over');
    const { ask, next } = piecesByHand();
    const { get, start, stop, hears } = await pageOf(stage, { rehearsals: rehearsalsHere(ask) });
    const run = runIn((await start()).headers.location) ?? '';
    await next();
    const underWay = await get();
    expect(await hears(underWay)).not.toContain('over');
    await stop(run);
    expect(await hears(underWay)).toContain('"sentence":"The rehearsal is over."');
    expect(await hears(await get())).not.toContain('over');
  });

  test('waits its turn behind others, and is refused where many wait', async () => {
    const { ask } = piecesByHand();
    const rehearsals = rehearsalsHere(ask);
    const first = await loaded(open(), 'rehearsal-first');
    const wish = { usersPerDay: 1, errorRate: 0, regression: null, outageMinutes: null };
    const others = Array.from({ length: 3 }, (_, other) => ({
      ...{ release: `other ${other}`, planVersion: 1, document: '', by: 'Somebody' },
      wish: { ...wish, runs: 20, seed: 1 },
    }));
    for (const other of others) expect(rehearsals.start(other)).toMatchObject({ ok: true });
    const { get, start } = await pageOf(first, { rehearsals });
    expect((await start()).statusCode).toBe(303);
    expect(await get()).toContain('3 rehearsals are before it');
    const further = await loaded(open(), 'rehearsal-further');
    const refused = await (await pageOf(further, { rehearsals })).start({ people: '4321' });
    expect(refused.statusCode).toBe(429);
    expect(refused.body).toContain('Other rehearsals run and wait');
    expect(refused.body).toContain('value="4321"');
  });

  test('tells what was found when time is over, and when a run is too hard', async () => {
    const stage = await loaded(open(), 'rehearsal-short');
    const short = await pageOf(stage, { rehearsals: rehearsalsHere(undefined, 0) });
    await short.start();
    await expect.poll(() => short.get()).toContain('Rehearsed 1 time (seed 1)');
    expect(await short.get()).toContain('No run began after');
    const hard = await pageOf(stage, { rehearsals: rehearsalsHere(() => Promise.resolve(null)) });
    await hard.start();
    await expect.poll(() => hard.get()).toContain('fewer people a day');
  });

  test('is refused with what was found where the plan can’t be carried out', async () => {
    const stage = await loaded(open(), 'rehearsal-unready');
    const rehearsals = rehearsalsHere();
    const wish = { usersPerDay: 9, errorRate: 0, regression: null, outageMinutes: null };
    rehearsals.start({
      ...{ release: stage.id, planVersion: 1, by: 'Tom', wish: { ...wish, runs: 20, seed: 1 } },
      document: PLAN.replace('20%', '[FILL_IN]%'),
    });
    const { get } = await pageOf(stage, { rehearsals });
    await expect.poll(() => get()).toContain('could not be rehearsed');
    expect(await get()).toMatch(/<li>Line \d+: /);
  });

  test('refuses what can’t be read, and keeps what was typed', async () => {
    const stage = await loaded(open(), 'rehearsal-typed');
    const { start } = await pageOf(stage);
    const wrong = { people: '-3', errors: 'few', failing: '2', outage: '10', runs: '7', seed: 'x' };
    for (const [name, value] of Object.entries(wrong)) {
      const refused = await start({ [name]: value });
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain(`is “${value}”; expected:`);
      if (name !== 'runs') expect(refused.body).toContain(`value="${value}"`);
    }
  });

  test('says plainly that another instance may know it', async () => {
    const stage = await loaded(open(), 'rehearsal-elsewhere');
    const { get } = await pageOf(stage);
    const path = `/console/releases/${stage.id}/plan/rehearsal`;
    expect(await get(`${path}?run=elsewhere`)).toContain('another one may: refresh the page');
  });

  test('is asked for again, with the same figures and seed, of an instance that does not know it', async () => {
    const { start } = await pageOf(await loaded(open(), 'rehearsal-there'));
    const asked = String((await start()).headers.location).split('?')[1] ?? '';
    expect(new URLSearchParams(asked).get('seed')).toBe('1');
    const { get } = await pageOf(await loaded(open(), 'rehearsal-here'));
    const elsewhere = new URLSearchParams(asked);
    elsewhere.set('run', 'elsewhere');
    elsewhere.set('seed', '4711');
    const path = '/console/releases/release-of-rehearsal-here/plan/rehearsal';
    const page = await get(`${path}?${elsewhere}`);
    expect(page).toContain('another one runs it');
    expect(page).toMatch(/name="seed"[^>]*value="4711"/);
  });

  test('is not started in a role that was confirmed long ago', async () => {
    const stage = await loaded(open(), 'rehearsal-old-role');
    const { start, get } = await pageOf(stage, { signInAgeMs: 6 * MINUTE_MS });
    const refused = await start();
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('Confirm your role');
    expect(await get()).not.toContain('Asked for by');
  });
});
