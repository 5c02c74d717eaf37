/** Who waits for the database keeps nobody else waiting: each kind of work has connections of its own. */
import { readFileSync } from 'node:fs';

import { Client } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { openBrowser, signInAs, type Browser } from '../../src/stand-ins/visitors/index.ts';
import { databaseBehind } from '../faults/database-behind.ts';
import { holding, TURN_OF_FLAG_WRITERS, waitingAt } from '../faults/held-locks.ts';
import { recovery } from '../faults/recovery.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { startProgram, temporaryDirectory, type RunningProgram } from './program.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const RELEASE = 'personal-health-care-contacts-mvp';
const TOKEN = 'the-token-of-this-one-instance';
const FLOOD = 40;

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let way: Awaited<ReturnType<typeof databaseBehind>>;
let program: RunningProgram;
let veteran: Browser;
let operator: Browser;

beforeAll(async () => {
  directory = await temporaryDirectory();
  database = await freshDatabase(sharedPostgresUrl());
  way = await databaseBehind(database.url);
  program = await startProgram({
    dataDir: directory.path,
    environment: {
      DATABASE_URL: way.url,
      DATABASE_POOL_PEOPLE: '2',
      DATABASE_POOL_GUARD: '2',
      DATABASE_POOL_OBSERVATIONS: '1',
      FLIPPER_API_TOKEN: TOKEN,
      PHCC_TOKEN: TOKEN,
      // What is tested here makes it complain.
      LOG_LEVEL: 'silent',
    },
  });
  expect(await program.phcc('plan', 'load', PLAN)).toMatchObject({ exitCode: 0 });
  [veteran, operator] = [openBrowser(), openBrowser()];
  await signInAs(veteran, `${program.url}/sign-in?return=/profile`, 'all-four');
  await signInAs(operator, `${program.url}/sign-in?return=/console`, 'engineer');
});

afterAll(async () => {
  await program.stop();
  await way.close();
  await database.drop();
  await directory.remove();
});

async function observe(): Promise<void> {
  const answer = await fetch(`${program.url}/api/release/observations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      observations: [{ kind: 'heartbeat', toggle: 'profile_contacts', cohort: 'closed' }, ANSWER],
    }),
  });
  await answer.text();
}

const ANSWER = {
  kind: 'answer',
  toggle: 'profile_contacts',
  person: 'ada',
  cohort: 'closed',
  share: 0,
  shown: false,
  ofFeature: false,
  endpoint: '/profile',
  status: 200,
  cause: null,
  durationMs: 40,
  hasContent: null,
};

async function pagesShow(): Promise<void> {
  const statuses = await Promise.all([
    veteran.get(`${program.url}/profile`),
    veteran.get(`${program.url}/profile/account-security`),
    operator.get(`${program.url}/console`),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200]);
}

test('a flood of observations that the database does not take keeps no page waiting', async () => {
  const held = await holding(
    database.url,
    `select pg_advisory_xact_lock(hashtext('measurements of ${RELEASE}'))`,
  );
  const flood = Promise.all(Array.from({ length: FLOOD }, observe));
  await expect.poll(() => waitingAt(held)).toBe(1);
  const showing = recovery('flood-of-observations');
  await pagesShow();
  showing.held();
  expect(await waitingAt(held)).toBe(1);
  await held.query('commit');
  await flood;
});

const onFlags = (path: string, body: object, headers = {}) =>
  fetch(`${program.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('a flood of changes of flags that wait for another writer keeps no page and no rollback waiting', async () => {
  expect(await program.phcc('plan', 'start', RELEASE)).toMatchObject({ exitCode: 0 });
  const held = await holding(database.url, TURN_OF_FLAG_WRITERS);
  const flood = Array.from({ length: FLOOD }, (_, index) =>
    onFlags('/flipper/api/features', { name: `flood_${index}` }),
  );
  await expect.poll(() => waitingAt(held), { timeout: 20_000 }).toBe(1);
  const showing = recovery('flood-of-changes');
  await pagesShow();
  showing.held();
  expect(await waitingAt(held)).toBe(1);
  const rollback = onFlags(`/api/release/plans/${RELEASE}/steps/rollback`, {});
  // It stands in line beside them all, and not behind them; once it is written, a look may want to finish it, too.
  await expect.poll(() => waitingAt(held), { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  await held.query('commit');
  expect((await rollback).status).toBe(200);
  const statuses = await Promise.all(flood.map(async (answer) => (await answer).status));
  expect(new Set(statuses)).toEqual(new Set([200]));
});

test('a guard that gets no answer keeps no page waiting', async () => {
  const held = await holding(
    database.url,
    'lock release_leader, release_person_events, release_tallies, release_folds in access exclusive mode',
  );
  await expect.poll(() => waitingAt(held)).toBeGreaterThan(0);
  const showing = recovery('guard-unanswered');
  await pagesShow();
  showing.held();
  expect(await waitingAt(held)).toBeGreaterThan(0);
});

test('a paused database is told to people and programs long before a statement is given up', async () => {
  way.set({ kind: 'black-hole' });
  const asking = recovery('paused-told');
  const answers = await Promise.all([
    veteran.get(`${program.url}/profile`),
    operator.get(`${program.url}/console`),
    fetch(`${program.url}/api/release/plans/${RELEASE}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    }),
  ]);
  asking.held();
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(answers.at(-1)?.headers.get('retry-after')).toBe('5');
  const back = recovery('paused-returns');
  way.set({ kind: 'pass' });
  await expect
    .poll(async () => (await veteran.get(`${program.url}/profile`)).status, back.soon)
    .toBe(200);
  back.held();
});

type Asked = { readonly what: string; readonly status: number; readonly body: string };

/** What a change came to. */
async function answered(
  what: string,
  asking: Promise<{ readonly status: number; text: string | (() => Promise<string>) }>,
): Promise<Asked> {
  const answer = await asking;
  const body = typeof answer.text === 'string' ? answer.text : await answer.text();
  return { what, status: answer.status, body };
}

const AS_MANAGER = { 'x-acting-as': 'Robin', 'x-acting-role': 'product-manager' };
const AS_CALL_CENTER = { 'x-acting-as': 'Lee', 'x-acting-role': 'contact-center' };
const CALLS = { day: '2026-01-05', confused: 1, wrongContact: 0, cannotChange: 0, other: 0 };

/** What changes something, by each kind of door that programs have. */
const CHANGES: readonly (readonly [path: string, body: object, headers?: object])[] = [
  [`/api/release/plans/${RELEASE}/steps/pause`, {}],
  [`/api/release/plans/${RELEASE}/steps/hold`, {}],
  [`/api/release/plans/${RELEASE}/calls`, CALLS, AS_CALL_CENTER],
  [`/api/release/plans/${RELEASE}/answers`, { yes: true }],
  [`/api/release/plans/${RELEASE}/testers`, { email: 'robin@example.com' }],
  ['/api/release/plans', { id: 'another', document: readFileSync(PLAN, 'utf8') }],
  ['/api/release/observations', { observations: [ANSWER] }],
  ['/flipper/api/features', { name: 'written_in_a_pause' }],
  ['/flipper/api/features/written_in_a_pause/boolean', {}],
  ['/api/tokens', { name: 'ci', scopes: ['read'] }],
];

test('a change that was written and never confirmed is told as unknown, and the same key takes it once', async () => {
  const signNoGo = () =>
    onFlags(`/api/release/plans/${RELEASE}/steps/no-go`, { reason: 'Not yet' }, WITH_KEY);
  way.set({ kind: 'commit-untold', after: 'insert into "release_journal"' });
  onTestFinished(passAgain);
  const asking = recovery('unconfirmed');
  const told = await answered('untold', signNoGo());
  asking.held();
  expect(told).toMatchObject({
    status: 503,
    body: expect.stringMatching(
      /"outcome-unknown".*not known whether the change was made/,
    ) as string,
  });
  expect(await stepsWithKey()).toBe(1);
  await passAgain();
  expect((await signNoGo()).status).toBe(200);
  expect(await stepsWithKey()).toBe(1);
});

const WITH_KEY = { ...AS_MANAGER, 'idempotency-key': 'once' };

async function stepsWithKey(): Promise<number> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query("select from release_journal where request like 'once %'");
  await client.end();
  return rows.length;
}

test('a change that a paused database can’t have taken is answered as “nothing was changed”', async () => {
  way.set({ kind: 'black-hole' });
  onTestFinished(passAgain);
  // What was on its way when the pause began has been heard by then.
  expect((await veteran.get(`${program.url}/profile`)).status).toBe(503);
  const asking = recovery('paused-changes');
  const changes = CHANGES.map(([path, body, headers = AS_MANAGER]) =>
    answered(path, onFlags(path, body, headers)),
  );
  const form = `/console/releases/${RELEASE}/steps/pause`;
  const rollback = onFlags(`/api/release/plans/${RELEASE}/steps/rollback`, {});
  const answers = await Promise.all([
    ...changes,
    answered(form, operator.post(`${program.url}${form}`)),
  ]);
  asking.held();
  expect(answers).toEqual(
    answers.map(({ what }) => ({
      what,
      status: 503,
      body: expect.stringContaining('so nothing was changed') as string,
    })),
  );
  expect((await rollback).status).toBe(202);
});

/** Lets everything pass, until the program has noticed. */
async function passAgain(): Promise<void> {
  way.set({ kind: 'pass' });
  await expect
    .poll(async () => (await veteran.get(`${program.url}/profile`)).status, { timeout: 30_000 })
    .toBe(200);
}
