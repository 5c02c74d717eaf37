import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { databaseBehind } from '../faults/database-behind.ts';
import { holding, TURN_OF_FLAG_WRITERS, waitingAt } from '../faults/held-locks.ts';
import { recovery } from '../faults/recovery.ts';
import type { Fault } from '../faults/tcp-proxy.ts';
import { freshDatabase, sharedPostgresUrl, startPostgres } from '../postgres/index.ts';
import { holdQuestions, serve } from '../world/upstream.ts';
import { startProgram, temporaryDirectory, type RunningProgram } from './program.ts';

const TOKEN = 'the-token-of-an-instance-that-stops';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let way: Awaited<ReturnType<typeof databaseBehind>>;

beforeAll(async () => {
  directory = await temporaryDirectory();
  database = await freshDatabase(sharedPostgresUrl());
  way = await databaseBehind(database.url);
});

afterAll(async () => {
  await way.close();
  await database.drop();
  await directory.remove();
});

async function started(
  name: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> {
  const environment = {
    DATABASE_URL: way.url,
    PHCC_TOKEN: TOKEN,
    FLIPPER_API_TOKEN: TOKEN,
    DRAIN_TIME: '3s',
    ...settings,
  };
  return startProgram({ dataDir: `${directory.path}/${name}`, environment });
}

async function readiness({ url }: RunningProgram) {
  const answer = await fetch(`${url}/readyz`);
  return { status: answer.status, ...((await answer.json()) as { warnings: readonly string[] }) };
}

async function change({ url }: RunningProgram, path: string, body: object): Promise<number> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await answer.text();
  return answer.status;
}

const WITHOUT_DATABASE = {
  status: 200,
  warnings: expect.arrayContaining(['The database does not answer.']) as string[],
};

const isListening = ({ url }: RunningProgram) =>
  fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  );

describe('a program that is told to stop', () => {
  test('says that it is not ready while it still answers, ends event streams and exits with 0', async () => {
    const program = await started('healthy', { DRAIN_TIME: '10s' });
    const headers = { authorization: `Bearer ${TOKEN}` };
    const events = await fetch(`${program.url}/ofrep/v1/events`, { headers });
    expect(events.status).toBe(200);
    const streamed = events.text();
    const stopping = recovery('stops');
    const ended = program.stop();
    await expect
      .poll(() => readiness(program))
      .toMatchObject({ status: 503, reasons: ['The program is stopping.'] });
    const toggles = await fetch(`${program.url}/v0/feature_toggles`);
    expect([toggles.status, toggles.headers.get('connection')]).toEqual([200, 'close']);
    await streamed;
    expect((await ended).exitCode).toBe(0);
    stopping.held();
  });

  test('answers what is under way, or lets it end by its own deadline, and exits with 0', async () => {
    const { held, listener } = holdQuestions();
    const vaProfile = await serve(listener);
    onTestFinished(vaProfile.close);
    const program = await started('under-way', {
      VA_PROFILE_URL: vaProfile.url,
      VA_PROFILE_DEADLINE: '2s',
      DRAIN_TIME: '500ms',
    });
    expect(await change(program, '/flipper/api/features/profile_contacts/boolean', {})).toBe(200);
    const veteran = openBrowser();
    await signInAs(veteran, `${program.url}/sign-in?return=/profile`, 'all-four');
    const writer = await holding(database.url, TURN_OF_FLAG_WRITERS);
    await holding(database.url, 'lock table api_tokens in share mode');
    const page = veteran.get(`${program.url}/profile/contacts`);
    const flag = change(program, '/flipper/api/features', { name: 'under_way' });
    const token = change(program, '/api/tokens', { name: 'under-way', scopes: ['read'] });
    await expect.poll(() => held.length).toBeGreaterThan(0);
    await expect.poll(() => waitingAt(writer)).toBe(2);

    const stopping = recovery('stops-under-way');
    const ended = program.stop();
    await expect.poll(() => isListening(program)).toBe(false);
    await writer.query('commit');
    expect(await flag).toBe(200);
    const answered = await page;
    expect([answered.status, answered.text]).toEqual([503, expect.stringContaining('again')]);
    // Whoever holds that table does not let go: a statement is given up after ten seconds.
    expect(await token).toBe(503);
    expect((await ended).exitCode).toBe(0);
    stopping.held();
  });

  test.each<Fault>([{ kind: 'cut' }, { kind: 'black-hole' }])(
    'exits with 0 and names no address though its database is gone: $kind',
    async (fault) => {
      const program = await started(fault.kind);
      way.set(fault);
      onTestFinished(() => way.set({ kind: 'pass' }));
      await expect.poll(() => readiness(program)).toMatchObject(WITHOUT_DATABASE);
      await expectQuietEnd(program, way.url);
    },
  );

  test('exits with 0 and names no address while every process of its database is halted', async () => {
    const server = await startPostgres();
    onTestFinished(server.stop);
    const behind = await databaseBehind(server.url);
    onTestFinished(behind.close);
    const program = await started('halted', { DATABASE_URL: behind.url });
    const halted = await processesOf(server.pid);
    // Even if the test fails: the server would not hear that it is to end.
    onTestFinished(() => halted.forEach((pid) => process.kill(pid, 'SIGCONT')));
    halted.forEach((pid) => process.kill(pid, 'SIGSTOP'));
    await expect.poll(() => readiness(program)).toMatchObject(WITHOUT_DATABASE);
    await expectQuietEnd(program, behind.url);
  });
});

/** With those of its connections. */
async function processesOf(pid: number): Promise<readonly number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return [pid, ...children.trim().split(' ').map(Number)];
}

async function expectQuietEnd(program: RunningProgram, databaseUrl: string): Promise<void> {
  const stopping = recovery('stops-without-database');
  const { exitCode, output } = await program.stop();
  expect(exitCode).toBe(0);
  stopping.held();
  expect(output).not.toMatch(/ECONN|postgresql:/);
  expect(output).not.toContain(new URL(databaseUrl).port);
}
