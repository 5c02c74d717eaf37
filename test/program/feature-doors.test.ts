/** Every door by which a feature can be asked for or changed, with every spelling of its name. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ROUTES } from '../../src/flags/api/flipper/routes.ts';
import { createSqlStore } from '../../src/flags/index.ts';
import type { Program } from '../../src/app/compose.ts';
import { wholeProgram, type WholeProgram } from '../world/whole-program.ts';
import { createLog } from '../../src/lib/log.ts';
import { isSameName } from '../../src/lib/spelling.ts';

const PLAN = readFileSync('test/plans/canary.md', 'utf8');
const TOKEN = 'a-token-of-more-than-thirty-two-characters';
const ACTOR = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

/** As a program that embeds this one registers them. */
const GROUPS = new Map([['staff', () => true]]);

const dataDir = mkdtempSync(join(tmpdir(), 'phcc-doors-'));
let running: WholeProgram;
let program: Program;
let toggles = 0;

beforeAll(async () => {
  running = await wholeProgram(
    { DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
    { apiToken: TOKEN, log: createLog('silent'), instead: () => ({ groups: GROUPS }) },
  );
  ({ program } = running);
});

afterAll(async () => {
  await running.close();
  rmSync(dataDir, { recursive: true });
});

type Verb = 'GET' | 'POST' | 'DELETE';

function call(method: Verb, url: string, payload: object | string = {}) {
  const headers = {
    authorization: `Bearer ${TOKEN}`,
    'content-type': 'application/json',
    'x-acting-role': 'engineer',
  };
  return program.app.inject({ method, url, headers, ...(method !== 'GET' && { payload }) });
}

/** A toggle that no other test has, with two words. */
function newToggle(): string {
  toggles += 1;
  return `door_${toggles}`;
}

/** Other spellings by which `door_7` may be asked for or changed. */
const spellingsOf = (toggle: string): readonly string[] => [
  toggle,
  toggle.toUpperCase(),
  'Door' + toggle.slice(4),
  toggle.replace('_', ''),
  toggle.replace('_', '__'),
  toggle.replace('_', '-'),
  toggle.replace('_', '.'),
  toggle.replace('_', ' '),
  toggle.replace('_', '/'),
  toggle.replace('_', '_0'),
  ` ${toggle} `,
  `${toggle}\n`,
  `${toggle}.`,
  `/${toggle}`,
  toggle.replace('d', 'd\u200b'),
  toggle.replace('o', 'ｏ'),
  toggle.replace(/\d+/, (digits) =>
    digits.replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? ''),
  ),
];

const at = (name: string, place = '') =>
  `/flipper/api/features/${encodeURIComponent(name)}${place}`;

/** The places of Flipper's API at which a feature can be opened, and what opens it there. */
const OPENING: Readonly<Record<string, (name: string) => Promise<unknown>>> = {
  boolean: (name) => call('POST', at(name, '/boolean')),
  actors: (name) => call('POST', at(name, '/actors'), { flipper_id: ACTOR }),
  groups: (name) =>
    call('POST', at(name, '/groups'), { name: 'g', allow_unregistered_groups: true }),
  percentage_of_actors: (name) =>
    call('POST', at(name, '/percentage_of_actors'), { percentage: 100 }),
  percentage_of_time: (name) => call('POST', at(name, '/percentage_of_time'), { percentage: 100 }),
  expression: (name) => call('POST', at(name, '/expression'), { Equal: [1, 1] }),
  features: async (name) => {
    await call('POST', '/flipper/api/features', { name });
    await call('POST', `/flipper/api/features?name=${encodeURIComponent(name)}`);
    await call('POST', at(name, '/boolean/'));
  },
  import: async (name) => {
    const { features } = (await call('GET', '/flipper/api/export')).json<{ features: object }>();
    const opened = { ...features, [name]: { boolean: 'true' } };
    return call('POST', '/flipper/api/import', { version: 1, features: opened });
  },
};

const CLOSING: Readonly<Record<string, (name: string) => Promise<unknown>>> = {
  boolean: (name) => call('DELETE', at(name, '/boolean')),
  clear: (name) => call('DELETE', at(name, '/clear')),
  feature: (name) => call('DELETE', at(name)),
};

/** Whether anybody is told by any door that the feature, however it is spelled, is open. */
async function isOpenAnywhere(toggle: string): Promise<boolean> {
  const names = spellingsOf(toggle);
  const list = names.map((name) => `features[]=${encodeURIComponent(name)}`).join('&');
  const keys = names.map((name) => `keys[]=${encodeURIComponent(name)}`).join('&');
  const context = { targetingKey: ACTOR };
  const answers = await Promise.all([
    program.app.inject(`/v0/feature_toggles?${list}`),
    call('GET', `/flipper/api/actors/${ACTOR}?${keys}`),
    ...names.map((name) =>
      call('POST', `/ofrep/v1/evaluate/flags/${encodeURIComponent(name)}`, { context }),
    ),
  ]);
  const all = (await call('GET', '/flipper/api/features')).json<{ features: Listed[] }>();
  const states = all.features.filter(({ key }) => isSameName(key, toggle));
  return (
    answers.some(({ body }) => /"(value|enabled)":true/.test(body)) ||
    states.some(({ state }) => state !== 'off')
  );
}

type Listed = { readonly key: string; readonly state: string };

async function take(toggle: string, step: string, body: object = {}): Promise<void> {
  const answer = await call('POST', `/api/release/plans/${idOf(toggle)}/steps/${step}`, body);
  expect(answer.statusCode, answer.body).toBeLessThan(300);
}

const idOf = (toggle: string) => `plan-${toggle.replaceAll('_', '-')}`;

const loadAs = (name: string, id: string) =>
  call('POST', '/api/release/plans', { id, document: PLAN.replace('`canary`', `\`${name}\``) });

async function owned(): Promise<string> {
  const toggle = newToggle();
  await call('POST', '/flipper/api/features', { name: toggle });
  expect((await loadAs(toggle, idOf(toggle))).statusCode).toBeLessThan(300);
  return toggle;
}

async function openedByItsRelease(): Promise<string> {
  const toggle = await owned();
  await take(toggle, 'start');
  await take(toggle, 'go', { reason: 'A test' });
  await take(toggle, 'advance', { override: true, reason: 'A test' });
  return toggle;
}

async function rolledBack(): Promise<string> {
  const toggle = await openedByItsRelease();
  await take(toggle, 'rollback');
  return toggle;
}

const phaseOf = async (toggle: string) =>
  (await call('GET', `/api/release/plans/${idOf(toggle)}`)).json<{ phase: string }>().phase;

describe('a feature that a release owns', () => {
  let loaded: string;
  let closedAgain: string;

  beforeAll(async () => {
    loaded = await owned();
    closedAgain = await rolledBack();
  });

  test('can be changed at no place that this test does not know', () => {
    const placesFor = (verb: 'POST' | 'DELETE') =>
      Object.entries(ROUTES).flatMap(([place, verbs]) => (verb in verbs ? [place] : []));
    expect(placesFor('POST').toSorted()).toEqual(Object.keys(OPENING).toSorted());
    const gates = placesFor('DELETE').filter((place) => !(place in OPENING) || place === 'boolean');
    expect(gates.toSorted()).toEqual(Object.keys(CLOSING).toSorted());
  });

  test('is written by hand only where the release has been asked', () => {
    const files = ['src/app', 'src/console', 'src/flags/api', 'src/release'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    );
    const writers = files.filter(
      (file) =>
        /(?<!\.test)\.tsx?$/.test(file) &&
        /\bflags\.(change|remove|importAll|undo)\(/.test(readFileSync(file, 'utf8')),
    );
    expect(writers.toSorted()).toEqual([
      // It has flags of its own, in memory.
      'src/app/feature/preflight-probe.ts',
      'src/flags/api/changes/make-change.ts',
      'src/flags/api/changes/undo-change.ts',
      'src/flags/api/flipper/take-import.ts',
    ]);
  });

  test.each(Object.entries(OPENING))(
    'is opened by no spelling of its name at %s, loaded or rolled back',
    async (_place, open) => {
      for (const toggle of [loaded, closedAgain]) {
        for (const name of spellingsOf(toggle)) await open(name);
        expect(await isOpenAnywhere(toggle)).toBe(false);
      }
    },
  );

  test.each(Object.entries(CLOSING))(
    'is rolled back when it is closed at %s by any spelling of its name',
    async (place, close) => {
      const spellings = spellingsOf('door_0').length;
      // One check stands behind all three, so for two of them every fourth spelling will do.
      for (let index = 0; index < spellings; index += place === 'boolean' ? 1 : 4) {
        const toggle = await openedByItsRelease();
        const name = spellingsOf(toggle)[index] ?? toggle;
        await close(name);
        expect(await phaseOf(toggle), JSON.stringify(name)).toBe('rolled-back');
        expect(await isOpenAnywhere(toggle)).toBe(false);
      }
    },
  );

  test('is not opened by undoing what happened to another spelling before', async () => {
    const toggle = newToggle();
    const camel = toggle.replace('_', '-');
    await OPENING['boolean']?.(camel);
    await CLOSING['boolean']?.(camel);
    expect((await loadAs(toggle, idOf(toggle))).statusCode).toBeLessThan(300);
    const history = await call('GET', `/api/flags/${camel}/history`);
    for (const { id } of history.json<{ entries: { id: number }[] }>().entries) {
      expect((await call('POST', `/api/flags/history/${id}/undo`)).statusCode).toBe(409);
    }
    expect(await isOpenAnywhere(toggle)).toBe(false);
  });

  test('is not taken by the plan of another release in another spelling', async () => {
    const toggle = await owned();
    const others = spellingsOf(toggle).filter((name) => /^[\w-]+$/.test(name));
    for (const name of others) {
      const answer = await loadAs(name, 'another-plan');
      expect(answer.json(), name).toMatchObject({ code: 'toggle-taken' });
    }
  });

  test('begins with every spelling closed', async () => {
    const toggle = newToggle();
    await OPENING['boolean']?.(toggle.replace('_', '-'));
    const answer = await loadAs(toggle, idOf(toggle));
    expect(answer.json()).toMatchObject({ code: 'toggle-open' });
  });

  test('has another spelling closed with it that was opened past the program', async () => {
    const toggle = await openedByItsRelease();
    const note = { who: 'SQL', role: 'engineer', through: 'start', why: null } as const;
    const camel = toggle.replace('_', '-');
    await createSqlStore(running.db).write(camel, { kind: 'enable' }, note);
    await take(toggle, 'rollback');
    expect(await isOpenAnywhere(toggle)).toBe(false);
  });

  test('leaves features of other names alone, however near', async () => {
    const toggle = await owned();
    for (const name of [`${toggle}_page`, `my_${toggle}`, `${toggle}é`, toggle.replace('o', 'о')]) {
      expect((await call('POST', at(name, '/boolean'))).statusCode, name).toBe(200);
    }
    expect(await isOpenAnywhere(toggle)).toBe(false);
  });
});

test.each(Object.entries(OPENING))(
  'a feature that nobody owns opens at %s',
  async (_place, open) => {
    const toggle = newToggle();
    await open(toggle);
    expect(await isOpenAnywhere(toggle)).toBe(true);
  },
);

test('a group that the embedding program registered is open at every door, and no other is', async () => {
  const toggle = newToggle();
  expect((await call('POST', at(toggle, '/groups'), { name: 'stuff' })).statusCode).toBe(404);
  expect((await call('POST', at(toggle, '/groups'), { name: 'staff' })).statusCode).toBe(200);
  const context = { targetingKey: ACTOR };
  const answer = await call('POST', `/ofrep/v1/evaluate/flags/${toggle}`, { context });
  expect(answer.json()).toMatchObject({ value: true });
});
