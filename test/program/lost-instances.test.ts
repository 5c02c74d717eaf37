import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { databaseBehind } from '../faults/database-behind.ts';
import { heldAfter, recovery } from '../faults/recovery.ts';
import type { Fault } from '../faults/tcp-proxy.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { startProgram, temporaryDirectory, type RunningProgram } from './program.ts';

const FEATURE = 'some_feature';
const TOKEN = 'the-token-of-all-instances';
const LIMIT_MS = 2_000;

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let way: Awaited<ReturnType<typeof databaseBehind>>;
/** The one that remains, the one that is killed, and the one whose way to the database fails. */
let here: RunningProgram;
let killed: RunningProgram;
let lost: RunningProgram;

beforeAll(async () => {
  directory = await temporaryDirectory();
  database = await freshDatabase(sharedPostgresUrl());
  way = await databaseBehind(database.url);
  here = await startOn('here', database.url);
  [killed, lost] = await Promise.all([startOn('killed', database.url), startOn('lost', way.url)]);
});

afterAll(async () => {
  await Promise.all([here.stop(), killed.stop(), lost.stop()]);
  await way.close();
  await database.drop();
  await directory.remove();
});

function startOn(name: string, url: string): Promise<RunningProgram> {
  const environment = {
    DATABASE_URL: url,
    SESSION_SECRET: 'the same for all instances, of course',
    PHCC_TOKEN: TOKEN,
    FLIPPER_API_TOKEN: TOKEN,
    FLAG_SNAPSHOT_LIMIT: `${LIMIT_MS / 1000}s`,
    // What is tested here makes it complain.
    LOG_LEVEL: 'silent',
  };
  return startProgram({ dataDir: `${directory.path}/${name}`, environment });
}

/** Asked as nobody, so that the answer needs the flags alone and no session from the database. */
async function isOpenAt({ url }: RunningProgram): Promise<boolean> {
  const answer = await fetch(`${url}/v0/feature_toggles?features=${FEATURE}`);
  return (await answer.text()).includes('"value":true');
}

async function switchHere(method: 'POST' | 'DELETE'): Promise<void> {
  const path = `/flipper/api/features/${FEATURE}/boolean`;
  const headers = { authorization: `Bearer ${TOKEN}` };
  const answer = await fetch(here.url + path, { method, headers });
  expect(answer.status).toBe(200);
}

async function openEverywhere(...programs: readonly RunningProgram[]): Promise<void> {
  await switchHere('POST');
  for (const program of programs) await expect.poll(() => isOpenAt(program)).toBe(true);
}

async function closeBySql(): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('delete from flipper_gates where feature_key = $1', [FEATURE]);
  await client.end();
}

/** How long after the acknowledged rollback this instance still answered “open”, in milliseconds. */
async function openAfterRollback(
  program: RunningProgram,
  rollBack = () => switchHere('DELETE'),
): Promise<number> {
  await rollBack();
  const acknowledged = performance.now();
  let lastOpen = acknowledged;
  // When it was asked: on a busy machine its answer comes later than it was decided.
  for (let asked = acknowledged; await isOpenAt(program); asked = performance.now())
    lastOpen = asked;
  return lastOpen - acknowledged;
}

describe('after an acknowledged rollback', () => {
  test.each<Fault>([{ kind: 'cut' }, { kind: 'black-hole' }])(
    'an instance whose way to the database fails is open no longer than its limit: $kind',
    async (fault) => {
      await openEverywhere(here, lost);
      way.set(fault);
      const openForMs = await openAfterRollback(lost);
      expect(openForMs).toBeLessThanOrEqual(LIMIT_MS);
      heldAfter('cut-off-closes', openForMs);
      expect(await isOpenAt(here)).toBe(false);
      const ready = await fetch(`${lost.url}/readyz`);
      // Its proxy may have no other instance.
      expect(ready.status).toBe(200);
      expect(await ready.text()).toContain('every feature is closed');
      await switchHere('POST');
      const back = recovery('cut-off-returns');
      way.set({ kind: 'pass' });
      await expect.poll(() => isOpenAt(lost), back.soon).toBe(true);
      back.held();
    },
  );

  test('an instance that was halted answers what waited for it with “closed”', async () => {
    await openEverywhere(here, lost);
    process.kill(lost.pid, 'SIGSTOP');
    try {
      await switchHere('DELETE');
      const acknowledged = performance.now();
      const waiting = Promise.all([isOpenAt(lost), isOpenAt(lost), isOpenAt(lost)]);
      await expect.poll(() => performance.now() - acknowledged).toBeGreaterThan(LIMIT_MS);
      const goingOn = recovery('halted');
      process.kill(lost.pid, 'SIGCONT');
      expect(await waiting).toEqual([false, false, false]);
      goingOn.held();
    } finally {
      process.kill(lost.pid, 'SIGCONT');
    }
  });

  test('an instance that was killed starts closed', async () => {
    await openEverywhere(here, killed);
    await killed.kill9();
    await switchHere('DELETE');
    const start = recovery('killed-starts-closed');
    killed = await startOn('killed', database.url);
    expect(await isOpenAt(killed)).toBe(false);
    start.held();
  });

  test('an instance in reach closes long before its limit, after one statement of SQL too', async () => {
    await openEverywhere(here, lost);
    expect(await openAfterRollback(lost)).toBeLessThan(LIMIT_MS / 2);
    await openEverywhere(here, lost);
    expect(await openAfterRollback(lost, closeBySql)).toBeLessThan(LIMIT_MS / 2);
    expect(await isOpenAt(here)).toBe(false);
  });
});
