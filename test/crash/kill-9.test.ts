import { readFileSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { bundled } from '../program/bundled.ts';
import {
  freePort,
  startProgram,
  temporaryDirectory,
  type RunningProgram,
} from '../program/program.ts';

type Directory = Awaited<ReturnType<typeof temporaryDirectory>>;

const RELEASE = 'kill-9';
/** Of the program’s own feature, and with no question to answer first. */
const PLAN = readFileSync('test/plans/canary.md', 'utf8').replace('`canary`', '`profile_contacts`');
const PLANS = '/api/release/plans';
const STEPS_PATH = `${PLANS}/${RELEASE}/steps`;
const TESTER = { slug: 'all-four', email: 'all-four@example.test' };

/** The steps of a release in their order, and what the flag must be once each is acknowledged. */
const STEPS = [
  { path: PLANS, tells: 'Plan loaded, version 1', actors: 0, percentage: null },
  { path: `${STEPS_PATH}/start`, tells: 'Phase I started', actors: 0, percentage: null },
  {
    path: `${PLANS}/${RELEASE}/testers`,
    body: { email: TESTER.email },
    tells: 'A tester enrolled',
    actors: 1,
    percentage: null,
  },
  {
    path: `${STEPS_PATH}/go`,
    body: { reason: 'No tester has looked yet' },
    tells: 'Go signed',
    actors: 1,
    percentage: null,
  },
  { path: `${STEPS_PATH}/advance`, tells: 'Stage A at 20%', actors: 1, percentage: '20' },
  { path: `${STEPS_PATH}/hold`, tells: 'Held', actors: 1, percentage: '20' },
  { path: `${STEPS_PATH}/rollback`, tells: 'Rolled back', actors: 0, percentage: null },
] as const;

type Step = (typeof STEPS)[number];

const doomedProgram = bundled('test/crash/doomed-program.ts');

/** A data directory in which the tester has signed in once, made once and copied for each test. */
let prepared: Directory;
let directory: Directory;
let port: number;
let program: RunningProgram | null = null;

beforeAll(async () => {
  prepared = await temporaryDirectory();
  port = await freePort();
  await restart(prepared);
  const signInUrl = `${program?.url ?? ''}/sign-in?return=/profile`;
  expect((await signInAs(openBrowser(), signInUrl, TESTER.slug)).text).toContain('Sign out');
  await program?.stop();
});

afterAll(() => prepared.remove());

beforeEach(async () => {
  directory = await temporaryDirectory();
  await cp(prepared.path, directory.path, {
    recursive: true,
    // A lock of the process that prepared it; a socket can't be copied.
    filter: (source) => !source.includes('.lock'),
  });
});

afterEach(async () => {
  await program?.stop();
  await directory.remove();
});

async function restart({ path }: Directory, environment: Record<string, string> = {}) {
  program = await startProgram({ dataDir: path, port, environment, command: [doomedProgram()] });
}

async function ask(path: string, body?: object): Promise<Response> {
  const token = (await readFile(join(directory.path, 'token'), 'utf8')).trim();
  return fetch(`${program?.url ?? ''}${path}`, {
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-acting-role': 'engineer',
    },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
}

/** Takes a step: whether the program acknowledged it. A killed program answers nothing. */
async function take(step: Step): Promise<boolean> {
  const body =
    step.path === PLANS ? { id: RELEASE, document: PLAN } : 'body' in step ? step.body : {};
  return ask(step.path, body).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** What the journal tells and what the flag is, as the running program answers. */
async function journalAndFlag() {
  const status = await ask(`${PLANS}/${RELEASE}`);
  const { history } = (await status.json()) as { history: { what: string }[] };
  const flag = await ask('/flipper/api/features/profile_contacts');
  const { gates } = (await flag.json()) as { gates: { key: string; value: unknown }[] };
  const valueOf = (key: string) => gates.find((gate) => gate.key === key)?.value;
  return {
    // What the program itself adds comes when it comes: answers with the go, the end of exposure.
    told: history
      .map(({ what }) => what)
      .filter((what) => STEPS.some(({ tells }) => tells === what)),
    actors: (valueOf('actors') as string[]).length,
    percentage: valueOf('percentage_of_actors'),
  };
}

function stateAfter(steps: readonly Step[]) {
  const last = steps.at(-1);
  const told = steps.map(({ tells }) => tells);
  return { told, actors: last?.actors ?? 0, percentage: last?.percentage ?? null };
}

describe('kill -9 of the server', () => {
  test('between any two steps loses no acknowledged step, and flag and journal agree', async () => {
    await restart(directory);
    for (const [index, step] of STEPS.entries()) {
      expect(await take(step)).toBe(true);
      await program?.kill9();
      await restart(directory);
      expect(await journalAndFlag()).toEqual(stateAfter(STEPS.slice(0, index + 1)));
    }
  });

  // The writes of flags in their order: 1 the tester, 2 Stage A, 3 the rollback.
  test.each([
    ['before', 1, 2],
    ['after', 1, 2],
    ['before', 2, 4],
    ['after', 2, 4],
    ['before', 3, 6],
    ['after', 3, 6],
  ] as const)(
    '%s the flags of write %i are written: the restart finishes the step',
    async (dieAt, write, fatal) => {
      await restart(directory, { DIE_AT: dieAt, DIE_IN_WRITE: String(write) });
      for (const step of STEPS.slice(0, fatal)) expect(await take(step)).toBe(true);
      expect(await take(STEPS[fatal])).toBe(false);
      await program?.kill9();
      await restart(directory);
      expect(await journalAndFlag()).toEqual(stateAfter(STEPS.slice(0, fatal + 1)));
    },
  );
});
