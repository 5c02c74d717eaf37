import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { databaseBehind } from '../faults/database-behind.ts';
import { heldAfter, recovery, type Recovery } from '../faults/recovery.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { sumOf } from '../world/exposition.ts';
import { PRIYA, UNSEEN } from '../world/signing.ts';
import { startProgram, temporaryDirectory, type RunningProgram } from './program.ts';

const TOKEN = 'the-token-of-both-instances';
const LIMIT_MS = 6_000;
const PEOPLE = Array.from({ length: 30 }, (_, index) => `somebody-${index}`);

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let ways: readonly Awaited<ReturnType<typeof databaseBehind>>[];
let here: RunningProgram;
let there: RunningProgram;

beforeAll(async () => {
  directory = await temporaryDirectory();
  database = await freshDatabase(sharedPostgresUrl());
  ways = await Promise.all([databaseBehind(database.url), databaseBehind(database.url)]);
  const [first, second] = ways.map((way, index) => startOn(`instance-${index}`, way.url));
  if (!first || !second) throw new Error('two ways, two instances');
  [here, there] = await Promise.all([first, second]);
  await phcc('plan', 'load', 'test/plans/canary.md');
  await phcc('plan', 'start');
  // One that nobody has yet: the only open one is meant all the same.
  await phcc('plan', 'load', 'release-plans/personal-health-care-contacts-mvp.md');
});

afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await Promise.all(ways.map((way) => way.close()));
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

async function phcc(...args: readonly string[]): Promise<string> {
  const { exitCode, output } = await here.phcc(...args);
  expect(exitCode, output).toBe(0);
  return output;
}

/** Whether any of them has the feature, as the answers are for programs that ask with a token. */
async function isOpenAt({ url }: RunningProgram): Promise<boolean> {
  const answers = await Promise.all(
    PEOPLE.map(async (targetingKey) => {
      const answer = await fetch(`${url}/ofrep/v1/evaluate/flags/canary`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ context: { targetingKey } }),
      });
      const { value } = (await answer.json()) as { readonly value?: boolean };
      return value === true;
    }),
  );
  return answers.includes(true);
}

async function openForAShare(): Promise<void> {
  await phcc('plan', 'go', 'canary', ...UNSEEN, ...PRIYA);
  await phcc('plan', 'advance', 'canary');
  for (const program of [here, there]) {
    await expect.poll(() => isOpenAt(program)).toBe(true);
  }
}

/** Asked for without the id of a plan, as the runbook says. The answer, and how long `there` was open after it. */
async function rollBackHere(reason: string) {
  const { output } = await here.phcc('plan', 'rollback', '--reason', reason);
  const answered = performance.now();
  expect(output).toContain('Closed here, not yet recorded');
  expect(await isOpenAt(here)).toBe(false);
  const openForMs = async () => {
    let last = answered;
    // When it was asked: on a busy machine its answer comes later than it was decided.
    for (let asked = answered; await isOpenAt(there); asked = performance.now()) last = asked;
    return last - answered;
  };
  return { output, openForMs };
}

async function recorded(reason: string, { soon, held }: Recovery): Promise<void> {
  const status = async () => (await there.phcc('plan', 'status', 'canary')).output;
  await expect.poll(status, soon).toContain(reason);
  await expect.poll(status, soon).toContain('Rolled back by');
  held();
  for (const program of [here, there]) {
    await expect.poll(() => isOpenAt(program)).toBe(false);
    // The same rollback, asked for at both, is written by both: the later one would take the next opening back.
    await expect.poll(() => waitingRollbacks(program)).toBe(0);
  }
}

async function waitingRollbacks({ url }: RunningProgram): Promise<number> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const metrics = await (await fetch(`${url}/metrics`, { headers })).text();
  return sumOf(metrics, 'phcc_queue_depth', { queue: 'rollbacks' });
}

async function readiness({ url }: RunningProgram): Promise<readonly [number, string]> {
  const answer = await fetch(`${url}/readyz`);
  return [answer.status, await answer.text()];
}

/** The page that asks to sign in, and which features are open. */
function servedWithoutDatabase({ url }: RunningProgram): Promise<readonly number[]> {
  const paths = ['/profile', '/v0/feature_toggles?features=canary'];
  return Promise.all(paths.map(async (path) => (await fetch(url + path)).status));
}

/** All that it tells of the release, what happened and why included. */
async function toldOf({ url }: RunningProgram): Promise<string> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  return (await fetch(`${url}/api/release/plans/canary`, { headers })).text();
}

async function bySql(...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('set default_transaction_read_only = off');
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** Sessions that are open already go on as they were. */
const HANG_UP = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

async function readOnly(isOn: boolean): Promise<void> {
  await bySql(
    `do $$ begin execute format('alter database %I set default_transaction_read_only = ${isOn ? 'on' : 'off'}', current_database()); end $$`,
    HANG_UP,
  );
  // Until an instance has noticed that its connections are gone, it would say that the database does not answer.
  const takesChanges = async (program: RunningProgram) => {
    const [, told] = await readiness(program);
    if (told.includes('does not answer')) return null;
    return !told.includes('takes no changes');
  };
  for (const program of [here, there]) {
    await expect.poll(() => takesChanges(program)).toBe(!isOn);
  }
}

const FULL = `create function is_full() returns trigger language plpgsql as $$
  begin raise exception 'could not extend file' using errcode = '53100'; end $$`;
const ON_EVERY_TABLE = (statement: string) => `do $$ declare t text; begin
  for t in select tablename from pg_tables where schemaname = 'public' loop
    execute format('${statement}', t);
  end loop; end $$`;

const full = (isOn: boolean) =>
  isOn
    ? bySql(
        FULL,
        ON_EVERY_TABLE(
          'create trigger is_full before insert or update or delete on %I for each statement execute function is_full()',
        ),
      )
    : bySql('drop function is_full cascade');

describe('a rollback that is answered “not yet recorded”', () => {
  test.each([
    ['read-only', readOnly],
    ['full', full],
  ] as const)(
    'is true on the other instance, too, while the database is %s',
    async (fault, set) => {
      await openForAShare();
      await set(true);
      const { output, openForMs } = await rollBackHere(`Calls while it is ${fault}`);
      expect(output).toContain('the database takes no changes');
      expect(output).toContain('every other instance closes as well');
      heldAfter('unwritable-closes', await openForMs());
      const writable = recovery('unwritable-recorded');
      await set(false);
      await recorded(`Calls while it is ${fault}`, writable);
    },
  );

  test.each([{ kind: 'cut' }, { kind: 'black-hole' }] as const)(
    'is true on an instance that is cut off as well: $kind',
    async (fault) => {
      await openForAShare();
      for (const way of ways) way.set(fault);
      const reason = `Calls without a way: ${fault.kind}`;
      const all = await rollBackHere(reason);
      expect(all.output).toContain('the database does not answer');
      expect(all.output).toContain('closes by itself within the limit of its snapshot');
      heldAfter('unreachable-closes', await all.openForMs());
      const serving = recovery('long-unreachable');
      for (const program of [here, there]) {
        await expect
          .poll(() => readiness(program), serving.soon)
          .toEqual([200, expect.stringContaining('every feature is closed here')]);
        expect(await servedWithoutDatabase(program)).toEqual([401, 200]);
      }
      serving.held();
      const again = await there.phcc('plan', 'rollback', 'canary', '--reason', reason);
      expect(again.output).toContain('Closed here, not yet recorded');
      const back = recovery('unreachable-recorded');
      for (const way of ways) way.set({ kind: 'pass' });
      await recorded(reason, back);
    },
  );

  test.each([{ kind: 'cut' }, { kind: 'black-hole' }] as const)(
    'is true of an instance that still reaches the database, when only the asked one is cut off: $kind',
    async (fault) => {
      await openForAShare();
      ways[0]?.set(fault);
      const reason = `Calls at one that is alone: ${fault.kind}`;
      const { output } = await rollBackHere(reason);
      const answered = performance.now();
      expect(output).toContain('the database does not answer');
      expect(output).toContain('One that reaches it still shows the feature');
      const openThere = async () => {
        expect(await isOpenAt(there)).toBe(true);
        return performance.now() - answered;
      };
      await expect.poll(openThere).toBeGreaterThan(LIMIT_MS);
      expect(await isOpenAt(here)).toBe(false);

      expect(output).toContain('roll back there, too');
      const closing = recovery('alone-closed-elsewhere');
      const elsewhere = await there.phcc('plan', 'rollback', '--reason', 'Calls there, too');
      expect(elsewhere.exitCode, elsewhere.output).toBe(0);
      expect(await isOpenAt(there)).toBe(false);
      closing.held();

      const back = recovery('alone-returns');
      ways[0]?.set({ kind: 'pass' });
      await expect.poll(() => toldOf(there), back.soon).toContain(reason);
      back.held();
      for (const program of [here, there]) expect(await isOpenAt(program)).toBe(false);
    },
  );
});
