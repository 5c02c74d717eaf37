/** Who gets in, and no longer: every route by every scope of a token, other toggles by every way, sessions and roles. */
import { readFileSync } from 'node:fs';

import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { doorOf, scopesFor } from '../../src/app/http/doors.ts';
import { parseSettings } from '../../src/app/settings/index.ts';
import { start, type RunningProgram } from '../../src/app/start.ts';
import { GRANTED_SCOPES } from '../../src/identity/tokens/scopes.ts';
import { namedPerson } from '../../src/stand-ins/people/index.ts';
import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { putCluster } from '../postgres/prepared-cluster.ts';
import { freePort, temporaryDirectory } from '../program/program.ts';
import { PLANS_HERE } from '../world/plan-reader.ts';

const ADMINISTRATOR = 'a-token-of-a-test-of-no-worth-to-anybody';
const PLAN = readFileSync('test/plans/canary.md', 'utf8');

let program: RunningProgram;
let remove: () => Promise<void>;

beforeAll(async () => {
  const directory = await temporaryDirectory();
  ({ remove } = directory);
  await putCluster(directory.path);
  const settings = parseSettings({
    PORT: String(await freePort()),
    DATA_DIR: directory.path,
    FLIPPER_API_TOKEN: ADMINISTRATOR,
    LOG_LEVEL: 'silent',
    REQUESTS_PER_MINUTE: '1000000',
  });
  if (!settings.ok) throw new Error(settings.error.join());
  const started = await start(settings.value, { plans: PLANS_HERE });
  if (!started.ok) throw new Error(started.error);
  program = started.value;
  const body = { id: 'canary', document: PLAN };
  const loaded = await ask('POST', '/api/release/plans', { body, as: ENZO });
  if (loaded.status !== 200) throw new Error(loaded.text);
});

afterAll(async () => {
  await program.close();
  await remove();
});

const ENZO = { 'x-acting-as': 'Enzo', 'x-acting-role': 'engineer' };
const PAT = { 'x-acting-as': 'Pat%20Planner', 'x-acting-role': 'product-manager' };

type Asked = {
  readonly token?: string;
  readonly body?: unknown;
  readonly as?: Readonly<Record<string, string>>;
};

async function ask(method: string, path: string, asked: Asked = {}) {
  const { token = ADMINISTRATOR, body, as = {} } = asked;
  const answer = await request(program.url + path, {
    method: method as 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...as },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const isStream = String(answer.headers['content-type']).startsWith('text/event-stream');
  if (isStream) answer.body.destroy();
  const text = isStream ? '' : await answer.body.text();
  return { status: answer.statusCode, text };
}

let made = 0;

/** A token with these scopes, and its name. */
async function tokenFor(...scopes: readonly string[]) {
  const name = `token-${(made += 1)}`;
  const { text } = await ask('POST', '/api/tokens', { body: { name, scopes } });
  return { name, token: (JSON.parse(text) as { secret: string }).secret };
}

const codeIn = (text: string) =>
  text.startsWith('{') ? (JSON.parse(text) as { code?: unknown }).code : undefined;

describe('a token', () => {
  test.each([...GRANTED_SCOPES])(
    'with the scope %s opens the doors of that scope and no other',
    async (scope) => {
      const { token } = await tokenFor(scope);
      const doors = program.routes.filter(
        ({ method, route }) => method !== 'TRACE' && doorOf(route).who.startsWith('token'),
      );
      expect(doors.length).toBeGreaterThan(30);
      for (const { method, route } of doors) {
        const path = route.replace(/:(\w+)|\*/g, 'no-such');
        const { status, text } = await ask(method, path, { token });
        const isRefused = status === 403 && (method === 'HEAD' || isOutOfScope(text));
        const what = `${method} ${route} ${status}`;
        expect(isRefused, what).toBe(!scopesFor(route, method).includes(scope));
        expect(status, what).not.toBe(401);
      }
    },
  );

  const isOutOfScope = (text: string) => codeIn(text) === 'token-out-of-scope';

  test('is none of ours any more at any door once it is revoked', async () => {
    const { name, token } = await tokenFor(...GRANTED_SCOPES);
    expect((await ask('GET', '/api/flags', { token })).status).toBe(200);
    expect((await ask('DELETE', `/api/tokens/${name}`)).status).toBe(204);
    for (const path of ['/api/flags', '/flipper/api/features', '/api/release/plans']) {
      expect((await ask('GET', path, { token })).status, path).toBe(401);
    }
  });

  test('is listed with who made it, and without its secret', async () => {
    const body = { name: 'listed', scopes: ['read'], days: 7 };
    const { text } = await ask('POST', '/api/tokens', { body, as: PAT });
    const { secret } = JSON.parse(text) as { secret: string };
    const list = await ask('GET', '/api/tokens');
    expect(list.text).toContain('"name":"listed","scopes":["read"],"owner":"Pat Planner"');
    expect(list.text).not.toContain(secret);
  });

  test.each([
    [{ name: 'x', scopes: [] }],
    [{ name: 'x', scopes: ['read'], days: 0 }],
    [{ name: 'x', scopes: ['read'], days: 400 }],
    [{ name: 'x', scopes: ['read'], days: '7' }],
    [{ name: 'x', scopes: 'read' }],
    [{ name: 'X y', scopes: ['read'] }],
    [{ name: 'x', scopes: ['admin'] }],
  ])('is not made of %j', async (body) => {
    expect((await ask('POST', '/api/tokens', { body })).status).toBe(400);
  });
});

describe('a token for the flags of one feature', () => {
  const AT = '/flipper/api/features';
  const reasoned = { 'x-acting-why': 'tried' };

  test('changes that feature', async () => {
    const { token } = await tokenFor('flags:own_one');
    const opened = await ask('POST', `${AT}/own_one/boolean`, { token, as: reasoned });
    expect(opened.status).toBe(200);
    expect((await ask('DELETE', `${AT}/own_one/boolean`, { token })).status).toBe(200);
  });

  test.each([
    ['POST', `${AT}/other/boolean`, {}],
    ['DELETE', `${AT}/other/boolean`, {}],
    ['POST', `${AT}/other/actors`, { flipper_id: 'a' }],
    ['DELETE', `${AT}/other/actors`, { flipper_id: 'a' }],
    ['POST', `${AT}/other/groups?allow_unregistered_groups=true`, { name: 'a' }],
    ['POST', `${AT}/other/percentage_of_actors`, { percentage: 5 }],
    ['POST', `${AT}/other/percentage_of_time`, { percentage: 5 }],
    ['POST', `${AT}/other/expression`, { Property: ['plan'] }],
    ['DELETE', `${AT}/other/clear`, {}],
    ['DELETE', `${AT}/other`, {}],
    ['POST', AT, { name: 'other' }],
    ['POST', '/flipper/api/import', { version: 1, features: {} }],
    ['DELETE', `${AT}/canary/boolean`, {}],
    ['DELETE', `${AT}/CANARY/boolean`, {}],
  ])('changes no other: %s %s', async (method, path, body) => {
    await ask('POST', `${AT}/other/boolean`, { as: reasoned });
    const before = await ask('GET', AT);
    const { token } = await tokenFor('flags:own_one');
    const answer = await ask(method, path, { token, body, as: reasoned });
    expect([answer.status, codeIn(answer.text)]).toEqual([403, 'token-out-of-scope']);
    expect((await ask('GET', AT)).text).toBe(before.text);
  });

  test('undoes no change of another', async () => {
    await ask('POST', `${AT}/other/boolean`, { as: reasoned });
    await ask('DELETE', `${AT}/other/boolean`, { as: reasoned });
    const history = await ask('GET', '/api/flags/other/history');
    const [newest] = (JSON.parse(history.text) as { entries: { id: number }[] }).entries;
    const { token } = await tokenFor('flags:own_one');
    const answer = await ask('POST', `/api/flags/history/${newest?.id}/undo`, { token, body: {} });
    expect([answer.status, codeIn(answer.text)]).toEqual([403, 'token-out-of-scope']);
  });
});

test('a token for the observations of one toggle is believed about no other', async () => {
  const { token } = await tokenFor('observations:letters');
  const heartbeats = ['canary', 'letters'].map((toggle) => ({
    kind: 'heartbeat',
    toggle,
    cohort: 'open',
  }));
  const observations = [...heartbeats, { kind: 'answer', toggle: 'canary', status: 'broken' }];
  const answer = await ask('POST', '/api/release/observations', { token, body: { observations } });
  const { refused = [] } = JSON.parse(answer.text) as {
    refused?: { index: number; code: string }[];
  };
  expect(refused.map(({ index, code }) => [index, code])).toEqual([
    [0, 'token-out-of-scope'],
    [1, 'unowned-toggle'],
    [2, 'token-out-of-scope'],
  ]);
});

describe('who acts by a token', () => {
  const START = '/api/release/plans/canary/steps/start';

  test('is a claim of that token wherever it is told', async () => {
    const { name, token } = await tokenFor('release');
    expect((await ask('POST', START, { token, body: {}, as: PAT })).status).toBe(200);
    const claim = `Pat Planner, product manager (claimed by token ${name})`;
    expect((await ask('GET', '/api/release/plans/canary')).text).toContain(claim);
    expect((await ask('GET', '/api/release/plans/canary/report')).text).toContain(claim);
    const flag = { as: { ...PAT, 'x-acting-why': 'tried' } };
    await ask('POST', '/flipper/api/features/claimed/boolean', flag);
    const history = await ask('GET', '/api/flags/claimed/history');
    expect(history.text).toContain('"claimedBy":"administrator"');
  });

  test.each(['go', 'no-go', 'advance', 'resume', 'close', 'start'])(
    'is no engineer who could %s, without a person',
    async (step) => {
      const path = `/api/release/plans/canary/steps/${step}`;
      const answer = await ask('POST', path, { body: { reason: 'x' } });
      expect([answer.status, codeIn(answer.text)]).toEqual([403, 'not-allowed']);
    },
  );

  test('rolls back all the same, without a person', async () => {
    const { name, token } = await tokenFor('release');
    const answer = await ask('POST', '/api/release/plans/canary/steps/rollback', { token });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.text).toContain(`Token ${name}, automation`);
  });
});

describe('the console’s page about access', () => {
  const ACCESS = '/console/access';

  async function operator(slug: string, path = '/console') {
    const browser = openBrowser();
    await signInAs(browser, `${program.url}/sign-in?return=${path}`, slug);
    return browser;
  }

  const minutesPass = (minutes: number) =>
    ask('POST', '/api/development/clock', { body: { minutes } });

  test('lists tokens without their secrets, and revokes one', async () => {
    const { name, token } = await tokenFor('read', 'flags:letters');
    const browser = await operator('engineer');
    const page = await browser.follow(program.url + ACCESS);
    expect(page.text).toContain(name);
    expect(page.text).toContain('read, flags:letters');
    expect(page.text).not.toContain(token);
    const form = `${program.url}${ACCESS}/tokens/${name}/revoke`;
    expect((await browser.follow(await browser.post(form))).text).toContain('The token is revoked');
    expect((await ask('GET', '/api/flags', { token })).status).toBe(401);
  });

  test('ends all sessions of an account, by its UUID', async () => {
    const [browser, elsewhere] = [await operator('engineer'), await operator('reviewer')];
    expect((await elsewhere.get(`${program.url}/console`)).status).toBe(200);
    const { accountId: account } = namedPerson('reviewer');
    const ended = await browser.post(`${program.url}${ACCESS}/sessions/end`, { account });
    expect((await browser.follow(ended)).text).toContain('All sessions of that account are ended');
    expect((await elsewhere.get(`${program.url}/console`)).status).toBe(401);
    expect((await browser.get(`${program.url}/console`)).status).toBe(200);
  });

  test('says so when there is no such account', async () => {
    const browser = await operator('engineer');
    const account = 'nobody@example.gov';
    const asked = await browser.post(`${program.url}${ACCESS}/sessions/end`, { account });
    expect((await browser.follow(asked)).text).toContain('No account has that UUID');
  });

  test('shows an operator their own sessions, and ends them all', async () => {
    const browser = await operator('product-owner');
    const page = await browser.get(program.url + ACCESS);
    expect(page.text.match(/ends .* if it isn’t used/g)).toHaveLength(1);
    const { accountId: account } = namedPerson('product-owner');
    await browser.post(`${program.url}${ACCESS}/sessions/end`, { account });
    expect((await browser.get(program.url + ACCESS)).status).toBe(401);
  });

  test('is closed to a Veteran, and to forms from other sites', async () => {
    const veteran = await operator('all-four');
    expect((await veteran.get(program.url + ACCESS)).status).toBe(403);
    const browser = await operator('engineer');
    const cookie = browser.cookies.getCookieStringSync(program.url);
    const headers = { cookie, 'sec-fetch-site': 'cross-site' };
    const form = `${program.url}${ACCESS}/sessions/end`;
    expect((await request(form, { method: 'POST', headers })).statusCode).toBe(403);
  });

  test('asks the provider again after five minutes: a role that was withdrawn is gone', async () => {
    const browser = await operator('contact-center');
    const person = namedPerson('contact-center');
    const { roles } = person;
    Object.assign(person, { roles: [] });
    try {
      await minutesPass(4);
      expect((await browser.follow(`${program.url}/console`)).status).toBe(200);
      await minutesPass(2);
      expect((await browser.follow(`${program.url}/console`)).status).toBe(403);
    } finally {
      Object.assign(person, { roles });
    }
  });

  test('is closed to an operator whose identity isn’t verified', async () => {
    const person = namedPerson('contact-center');
    Object.assign(person, { proofed: false });
    try {
      const browser = await operator('contact-center', '/profile');
      const answer = await browser.get(`${program.url}/console`);
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('Your identity isn’t verified');
    } finally {
      Object.assign(person, { proofed: true });
    }
  });

  test('lets who keeps the role go on unnoticed, and never makes a rollback wait', async () => {
    const browser = await operator('reviewer');
    await minutesPass(6);
    expect((await browser.get(program.url + ACCESS)).status).toBe(303);
    const form = await browser.post(`${program.url}/console/releases/canary/rollback`);
    expect(form.status).toBe(200);
    expect(form.text).toContain('Rolled back. The feature is closed for everyone.');
    const other = await browser.post(`${program.url}${ACCESS}/sessions/end`, { account: 'x' });
    expect((await browser.follow(other)).text).toContain('Your role was confirmed again first');
    expect((await browser.follow(program.url + ACCESS)).status).toBe(200);
  });
});
