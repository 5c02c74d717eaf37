import { json } from 'node:stream/consumers';

import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { syntheticVeteran } from '../../src/stand-ins/people/index.ts';
import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { recovery, type Recovery } from '../faults/recovery.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { signGo } from '../world/signing.ts';
import { serve, type Upstream } from '../world/upstream.ts';
import { startProgram, temporaryDirectory, type RunningProgram } from './program.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const { slug, email } = syntheticVeteran(7);

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
/** What was posted to whoever takes alerts. */
const alerts: { readonly urgency: string; readonly text: string }[] = [];
let receiver: Upstream;
let here: RunningProgram;
let there: RunningProgram;
/** From the moment at which the flag was closed by SQL. */
let toldAgain: Recovery;

beforeAll(async () => {
  directory = await temporaryDirectory();
  database = await freshDatabase(sharedPostgresUrl());
  receiver = await serve((request, response) => {
    void json(request).then((alert) => {
      alerts.push(alert as (typeof alerts)[number]);
      response.writeHead(204).end();
    });
  });
  const environment = {
    ALERT_URL: receiver.url,
    DATABASE_URL: database.url,
    SESSION_SECRET: 'the same for both instances, of course',
    PHCC_TOKEN: 'the-token-of-both-instances',
    FLIPPER_API_TOKEN: 'the-token-of-both-instances',
  };
  // Started together, so that both find the tables missing.
  [here, there] = await Promise.all([
    startProgram({ dataDir: `${directory.path}/here`, environment }),
    startProgram({ dataDir: `${directory.path}/there`, environment }),
  ]);
});

afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await receiver.close();
  await database.drop();
  await directory.remove();
});

async function phcc(program: RunningProgram, ...args: readonly string[]): Promise<string> {
  const { exitCode, output } = await program.phcc(...args);
  expect(exitCode, output).toBe(0);
  return output;
}

describe('two instances on one PostgreSQL server', () => {
  test('open and close together, whichever of them is told', async () => {
    const browser = openBrowser();
    await signInAs(browser, `${there.url}/sign-in?return=/profile`, slug);
    const isOpenThere = async () =>
      (await browser.get(`${there.url}/profile/contacts`)).status === 200;
    await phcc(here, 'plan', 'load', PLAN);
    await phcc(here, 'plan', 'start');
    expect(await isOpenThere()).toBe(false);
    await phcc(here, 'testers', 'add', email);
    await expect.poll(isOpenThere).toBe(true);
    await phcc(here, 'plan', 'rollback');
    await expect.poll(isOpenThere).toBe(false);
  });

  test('share sign-ins and the journal', async () => {
    const browser = openBrowser();
    await signInAs(browser, `${here.url}/sign-in?return=/profile`, 'engineer');
    expect((await browser.get(`${there.url}/console`)).text).toContain('Rolled back');
    const status = await there.phcc('plan', 'status');
    expect(status.output).toContain('Rolled back by');
  });

  test('go on when the other one is killed', async () => {
    await here.kill9();
    await signGo((...args) => phcc(there, ...args));
    await phcc(there, 'plan', 'start');
    expect((await there.phcc('plan', 'status')).output).toContain('Open to:   1 tester');
  });

  test('take a flag that is closed by SQL for a rollback, at once and without being asked', async () => {
    const sql = new Client({ connectionString: database.url });
    await sql.connect();
    const noticed = recovery('closed-by-sql');
    toldAgain = recovery('leader-killed-tells');
    await sql.query(`delete from flipper_gates where feature_key = 'profile_contacts'`);
    await sql.end();
    const status = async () => (await there.phcc('plan', 'status')).output;
    await expect.poll(status, noticed.soon).toContain('Rolled back by Somebody outside');
    noticed.held();
  });

  test('have people told of each rollback once, though the one that told of the first is gone', async () => {
    const toAct = () => alerts.filter(({ urgency }) => urgency === 'act').map(({ text }) => text);
    await expect
      .poll(toAct, toldAgain.soon)
      .toEqual([
        expect.stringContaining('Rolled back. The console and the report say by whom and why.'),
        expect.stringContaining('Rolled back. A toggle was closed outside the release'),
      ]);
    toldAgain.held();
  });

  test('say nothing of the database when it is gone', async () => {
    await database.drop();
    const telling = recovery('gone-told');
    const ask = (path: string) =>
      fetch(`${there.url}/api/release/plans${path}`, {
        headers: { authorization: 'Bearer the-token-of-both-instances' },
      });
    // What is last known is told, and that it is no more than that.
    const known = await ask('');
    expect(await known.text()).toContain('This is what this instance last knew');
    const answer = await ask('/personal-health-care-contacts-mvp');
    const text = await answer.text();
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(text).not.toMatch(/postgres|test_|ECONN|select|relation/i);
    telling.held();
  });

  test('close a feature by Flipper’s API all the same, and say what is still to be done', async () => {
    const closing = recovery('gone-closes');
    const answer = await fetch(`${there.url}/flipper/api/features/profile_contacts/boolean`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer the-token-of-both-instances' },
    });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({
      code: 'not-yet-recorded',
      message: expect.stringContaining('Closed here, not yet recorded') as string,
    });
    closing.held();
  });
});
