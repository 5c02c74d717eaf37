/** This version and a next one side by side on one PostgreSQL server, while people and programs ask both. */
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { recovery } from '../faults/recovery.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { startLoad, type Load } from '../proxy/load.ts';
import { UNSEEN } from '../world/signing.ts';
import { programOfNextVersion } from './program-of-next-version.ts';
import { refusedStart, startProgram, temporaryDirectory, type RunningProgram } from './program.ts';

const TOKEN = 'the-token-of-both-versions';
const VETERAN = 'all-four';
/** The promise is two seconds; a busy test machine may take longer to notice that it was kept. */
const SOON = { timeout: 20_000, interval: 200 };
/** So many that what is measured of them is worth saving. */
const PEOPLE = 5_000;
const AT_ONCE = 1_000;

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let next: Awaited<ReturnType<typeof programOfNextVersion>>;
let older: RunningProgram;
let newer: RunningProgram;
const running: RunningProgram[] = [];
let sql: Client;
const loads: Load[] = [];

beforeAll(async () => {
  directory = await temporaryDirectory();
  database = await freshDatabase(sharedPostgresUrl());
  next = await programOfNextVersion();
  older = await startProgram({ dataDir: `${directory.path}/older`, environment: settings() });
  sql = new Client({ connectionString: database.url });
  await sql.connect();
  running.push(older);
});

afterAll(async () => {
  await Promise.all(loads.map((load) => load.stop()));
  await sql.end();
  await Promise.all(running.map((program) => program.stop()));
  await database.drop();
  await next.remove();
  await directory.remove();
});

const settings = () => ({
  DATABASE_URL: database.url,
  SESSION_SECRET: 'the same for both versions, of course',
  PHCC_TOKEN: TOKEN,
  FLIPPER_API_TOKEN: TOKEN,
});

async function openStageAOn(program: RunningProgram): Promise<void> {
  await taken(program, 'go', 'canary', ...UNSEEN);
  await taken(program, 'advance', 'canary');
}

/** What a rollback was for is still being written down; a step that was overtaken by that is to be tried again. */
async function taken(program: RunningProgram, ...step: readonly string[]): Promise<void> {
  const take = () => program.phcc('plan', ...step);
  await expect.poll(take, SOON).toMatchObject({ exitCode: 0 });
}

type Status = {
  readonly phase: string;
  readonly because: string;
  readonly seen: { readonly people: number } | null;
};

async function status({ url }: RunningProgram): Promise<Status> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const answer = await fetch(`${url}/api/release/plans/canary`, { headers });
  return (await answer.json()) as Status;
}

/** A page of another program, which every fifth person is shown with the feature. */
function page(number: number, failed: boolean) {
  const open = number % 5 === 0;
  return {
    kind: 'answer',
    toggle: 'canary',
    person: `reader-${number}`,
    cohort: open ? 'open' : 'closed',
    share: 0.2,
    shown: open,
    ofFeature: open,
    endpoint: open ? '/letters' : '/home',
    status: failed && open ? 500 : 200,
    cause: failed && open ? 'us' : null,
    durationMs: 80,
    hasContent: null,
  };
}

const HEARTBEATS = ['open', 'closed'].map((cohort) => ({
  kind: 'heartbeat',
  toggle: 'canary',
  cohort,
}));

async function tell(program: RunningProgram, observations: readonly object[]): Promise<void> {
  const answer = await fetch(`${program.url}/api/release/observations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ observations }),
  });
  expect(answer.status, await answer.text()).toBe(202);
}

const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index);

async function peopleCome(program: RunningProgram, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += AT_ONCE) {
    const observations = numbers(first, AT_ONCE).map((one) => page(one, false));
    await tell(program, observations);
  }
}

/** Sixty with the feature, all of them in vain. */
function harm(program: RunningProgram): Promise<void> {
  return tell(program, [...HEARTBEATS, ...numbers(0, 300).map((one) => page(one, true))]);
}

/** Somebody who is signed in, and a program, each at it all the time; what became of their requests. */
async function ask(program: RunningProgram): Promise<Load> {
  const browser = openBrowser();
  await signInAs(browser, `${older.url}/sign-in?return=/profile`, VETERAN);
  const cookie = await browser.cookies.getCookieString(older.url);
  const json = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ context: { targetingKey: 'somebody' } });
  const evaluate = `${program.url}/ofrep/v1/evaluate/flags/canary`;
  const load = startLoad(
    [
      { name: 'page', url: `${program.url}/profile`, headers: { cookie }, expected: 'Profile' },
      { name: 'OFREP', url: evaluate, method: 'POST', headers: json, body, expected: '"value":' },
    ],
    1,
  );
  loads.push(load);
  return load;
}

async function enableActor({ url }: RunningProgram, feature: string, actor: string) {
  const answer = await fetch(`${url}/flipper/api/features/${feature}/actors`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      ...{ 'x-acting-as': 'Enzo', 'x-acting-role': 'engineer', 'x-acting-why': 'To%20try' },
    },
    body: JSON.stringify({ flipper_id: actor }),
  });
  expect(answer.status, await answer.text()).toBe(200);
}

/** What happened to a feature, the newest first, as this instance tells it. */
async function historyOf({ url }: RunningProgram, feature: string) {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const answer = await fetch(`${url}/api/flags/${feature}/history`, { headers });
  const { entries } = (await answer.json()) as {
    readonly entries: readonly { readonly change: string; readonly through: string }[];
  };
  return entries.map(({ change, through }) => [change, through]);
}

async function formsSaved(): Promise<number> {
  const { rows } = await sql.query('select form from release_folds');
  return rows.length;
}

const ROLLED_BACK = {
  phase: 'rolled-back',
  because: expect.stringContaining('60 of the 60 people whose visit failed') as string,
};

describe('a next version that starts beside this one', () => {
  const asked = { older: null as Load | null, newer: null as Load | null };

  test('changes the tables, and both serve and measure the same', async () => {
    await taken(older, 'load', 'test/plans/canary.md');
    await taken(older, 'start', 'canary');
    await openStageAOn(older);
    asked.older = await ask(older);
    await tell(older, HEARTBEATS);
    await peopleCome(older, 0, PEOPLE);
    await expect.poll(formsSaved, SOON).toBe(1);
    const { command } = next;
    const dataDir = `${directory.path}/newer`;
    newer = await startProgram({ dataDir, environment: settings(), command });
    running.push(newer);
    asked.newer = await ask(newer);
    // Each goes on from what it saved itself: the newer one does so although it does not lead.
    await expect.poll(formsSaved, SOON).toBe(2);
    await peopleCome(newer, PEOPLE, PEOPLE + AT_ONCE);
    const having = (PEOPLE + AT_ONCE) / 5;
    for (const program of [older, newer]) {
      await expect.poll(async () => (await status(program)).seen?.people, SOON).toBe(having);
    }
  });

  test('keeps long gates whole in their history, so that either reads what either changed', async () => {
    const many = numbers(0, 300).map((one) => `User;${one}`);
    await sql.query(
      `with feature as (insert into flipper_features (key) values ('long'))
      insert into flipper_gates (feature_key, key, value) select 'long', 'actors', unnest($1::text[])`,
      [many],
    );
    await enableActor(newer, 'long', 'User;300');
    await enableActor(older, 'long', 'User;301');
    const told = [
      ['1 actor added', 'flag-api'],
      ['1 actor added', 'flag-api'],
      ['added, 300 actors added', 'outside'],
    ];
    for (const program of [older, newer]) expect(await historyOf(program, 'long')).toEqual(told);
    const { rows } = await sql.query<{ before: object | null; after: object | null }>(
      `select before, after from flag_history where feature_key = 'long' and before is not null`,
    );
    // All that a version from before differences looks at.
    expect(rows.filter(({ after }) => after !== null)).toHaveLength(2);
  });

  test('leaves the older one that leads able to roll back', async () => {
    const harmed = recovery('upgrade-harm');
    await harm(newer);
    for (const program of [older, newer]) {
      await expect.poll(() => status(program), harmed.soon).toMatchObject(ROLLED_BACK);
    }
    harmed.held();
  });

  test('goes on alone when the older one has ended, which can’t come back', async () => {
    await openStageAOn(newer);
    await asked.older?.stop();
    expect(await older.stop()).toMatchObject({ exitCode: 0 });
    await harm(newer);
    await expect.poll(() => status(newer), SOON).toMatchObject(ROLLED_BACK);
    const { exitCode, output } = await refusedStart({ ...settings(), DATA_DIR: directory.path });
    expect(exitCode).not.toBe(0);
    expect(output).toContain('A newer version of this program has used this database');
  });

  test('fails no request meanwhile', () => {
    expect([asked.older?.failed(), asked.newer?.failed()]).toEqual([[], []]);
    expect(asked.older?.answered()).toBeGreaterThan(0);
    expect(asked.newer?.answered()).toBeGreaterThan(0);
  });
});
