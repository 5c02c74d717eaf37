/** What is refused changes nothing, however hostile it is, and stands in the log without saying who asked. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Program } from '../../src/app/compose.ts';
import { createLog } from '../../src/lib/log.ts';
import { namedPeople } from '../../src/stand-ins/people/index.ts';
import { openBrowser, signInAs, type Browser } from '../../src/stand-ins/visitors/index.ts';
import { freePort, temporaryDirectory } from '../program/program.ts';
import { wholeProgram, type WholeProgram } from '../world/whole-program.ts';

/** Without a number of testers: a go of it needs no reason. */
const PLAN = readFileSync('test/plans/canary.md', 'utf8').replace(
  '- Desired number of users: 1\n',
  '',
);
const TOKEN = 'a-token-of-a-test-of-no-worth-to-anybody';
const STRANGER = '203.0.113.7';

const logged: string[] = [];
let running: WholeProgram;
let program: Program;
let url: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  const directory = await temporaryDirectory();
  ({ remove } = directory);
  const port = await freePort();
  const log = createLog('info', { write: (line: string) => void logged.push(line) });
  running = await wholeProgram(
    { PORT: String(port), DATA_DIR: directory.path, REQUESTS_PER_MINUTE: '1000000' },
    { apiToken: TOKEN, log },
  );
  ({ program } = running);
  await program.app.listen({ host: '127.0.0.1', port });
  url = running.settings.publicUrl;
});

afterAll(async () => {
  await running.close();
  await remove();
});

type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

function ask(path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  return program.app.inject({
    method: method as 'GET',
    url: path,
    remoteAddress: STRANGER,
    headers,
    ...(body !== undefined && { payload: body }),
  });
}

const byToken = (body?: string, method = 'POST'): Sent => ({
  method,
  headers: {
    authorization: `Bearer ${TOKEN}`,
    'x-acting-role': 'engineer',
    ...(body !== undefined && { 'content-type': 'application/json' }),
  },
  ...(body !== undefined && { body }),
});

describe('a loaded plan', () => {
  /** In the order in which a release could take them, so that a text that passes gets to each. */
  const STEPS = ['start', 'go', 'advance', 'hold', 'resume', 'no-go', 'close', 'nonsense'];
  const CONSOLE = '/console/releases/:id/steps/rollback';
  let releases = 0;
  let operator: Browser;

  beforeAll(async () => {
    operator = openBrowser();
    await signInAs(operator, `${url}/sign-in?return=/profile`, 'product-manager');
  });

  async function load(): Promise<{ id: string; toggle: string }> {
    releases += 1;
    const release = { id: `walk-${releases}`, toggle: `walk_${releases}` };
    const document = PLAN.replace('`canary`', `\`${release.toggle}\``);
    const body = JSON.stringify({ id: release.id, document });
    expect((await ask('/api/release/plans', byToken(body))).statusCode).toBe(200);
    return release;
  }

  /** Every place that changes something, each with a path that leads to this release or to its toggle. */
  function placesOf({ id, toggle }: { id: string; toggle: string }) {
    const changing = program.routes.filter(
      ({ method, route }) =>
        ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method) &&
        /^\/(api\/(release|flags)|flipper|console)/.test(route),
    );
    return changing.flatMap(({ method, route }) => {
      const steps = route.includes(':step') ? STEPS : ['rollback'];
      return steps.map((step) => {
        const values: Readonly<Record<string, string>> = {
          ...{ id, step, name: toggle },
          '*': `features/${toggle}/boolean`,
        };
        const part = (whole: string, name?: string) => values[name ?? whole] ?? 'x';
        return { method, route, path: route.replace(/:(\w+)|\*/g, part) };
      });
    });
  }

  /** What closes comes last, and a rollback before what closes past the release. */
  const inOrder = ({ path, method }: { path: string; method: string }) =>
    path.endsWith('/steps/rollback') ? 1 : method === 'DELETE' || path.endsWith('/close') ? 2 : 0;

  type Shown = Readonly<Record<string, unknown>> & {
    readonly history: readonly { readonly who: string }[];
  };

  /** All that a request could have changed of a release and the flags; what the program does by itself is left out. */
  async function stateOf(id: string): Promise<unknown> {
    const read = async (path: string) =>
      (await ask(path, byToken(undefined, 'GET'))).json<object>();
    const release = (await read(`/api/release/plans/${id}`)) as Shown;
    const kept = ['planVersion', 'phase', 'held', 'goSigned', 'testers'];
    const history = release.history.filter(({ who }) => !who.endsWith(', automatic'));
    const flags = await read('/flipper/api/features');
    return { flags, history, release: kept.map((field) => release[field]) };
  }

  /** Sends this to every place, what closes last; answers with the paths at which it was taken. */
  async function walk(release: { id: string; toggle: string }, body: string) {
    const places = placesOf(release).toSorted((a, b) => inOrder(a) - inOrder(b));
    const taken: string[] = [];
    let before = await stateOf(release.id);
    for (const { method, route, path } of places) {
      const sent = route === CONSOLE ? fromConsole(body) : byToken(body, method);
      const { statusCode } = await ask(path, sent);
      expect(statusCode, `${method} ${path}`).toBeLessThan(500);
      const after = await stateOf(release.id);
      if (statusCode >= 400) expect(after, `${method} ${path}`).toEqual(before);
      else taken.push(path);
      before = after;
    }
    return taken;
  }

  const fromConsole = (body: string): Sent => ({
    method: 'POST',
    headers: {
      cookie: operator.cookies.getCookieStringSync(url),
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body,
  });

  test.each([
    '\u0000',
    '\u001b[2J',
    '\u202Eevil',
    '\uD800',
    "' or 1=1 --",
    '<b>&',
    '😀'.repeat(400),
  ])(
    'takes every step for a reason like %j, and shows nothing of it that misleads',
    async (reason) => {
      const release = await load();
      const taken = await walk(release, JSON.stringify({ reason }));
      const step = (name: string) => `/api/release/plans/${release.id}/steps/${name}`;
      expect(taken).toEqual(
        expect.arrayContaining(['start', 'go', 'advance', 'hold', 'rollback'].map(step)),
      );
      const status = await ask(`/api/release/plans/${release.id}`, byToken(undefined, 'GET'));
      expect(status.json()).toMatchObject({
        phase: expect.stringMatching('rolled-back|closed') as string,
        rolledBack: expect.anything() as object,
      });
      expect(status.body).not.toMatch(/\\u0000|\\u001b|\u202e|\\ud800/i);
    },
  );

  test.each([
    ...['', '{', 'null', '[]', '"text"', '1e999', '\uFEFF{}', 'reason=%00%ff%&reason[]=x'],
    '{"__proto__":{"reason":"x"}}',
    '{"constructor":{"prototype":{"reason":"x"}}}',
    '{"reason":{"a":1},"upTo":[],"override":"yes"}',
    '{"email":"\\u0000@x.gov","yes":"no","checkIn":"never","id":"../x","document":5}',
    `{"reason":"${'x'.repeat(5_000)}"}`,
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  ])('is not changed by what is refused: %s', async (body) => {
    await walk(await load(), body);
  });

  test.each(['contact-center', 'reviewer', 'emperor', '__proto__'])(
    'is not moved forward by the role %s',
    async (role) => {
      const { id } = await load();
      const before = await stateOf(id);
      for (const step of ['start', 'go', 'advance', 'resume', 'no-go', 'close']) {
        const { method, headers, body } = byToken('{}');
        const sent = { method, headers: { ...headers, 'x-acting-role': role }, body } as Sent;
        const { statusCode } = await ask(`/api/release/plans/${id}/steps/${step}`, sent);
        expect([400, 403], step).toContain(statusCode);
      }
      expect(await stateOf(id)).toEqual(before);
    },
  );
});

describe('the log', () => {
  const VETERAN = namedPeople.find(({ slug }) => slug === 'all-four');
  type Line = Readonly<Record<'msg' | 'level' | 'requestId' | 'route' | 'network', string>> & {
    readonly account?: string;
  };
  const events = (name: string) =>
    logged.map((line) => JSON.parse(line) as Line).filter(({ msg }) => msg === name);

  /** A line is written when its answer has gone out, so that it may come after it. */
  async function next(name: string, act: () => Promise<unknown>): Promise<Line> {
    const before = events(name).length;
    await act();
    await expect.poll(() => events(name).length).toBe(before + 1);
    const [line] = events(name).slice(before);
    if (!line) throw new Error('there is no such line');
    return line;
  }

  test('tells who signed in, and what they were refused, by one hash of the account', async () => {
    const browser = openBrowser();
    const signedIn = await next('signed-in', () =>
      signInAs(browser, `${url}/sign-in?return=/profile`, 'all-four'),
    );
    expect(signedIn).toMatchObject({ route: '/auth/callback', network: '127.0.0.0/24' });
    const cookie = browser.cookies.getCookieStringSync(url);
    const path = '/console/releases/some-release/steps/rollback';
    const refused = await next('step-refused', () =>
      ask(path, { method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin' } }),
    );
    expect(refused).toMatchObject({
      route: '/console/releases/:id/steps/rollback',
      network: '203.0.113.0/24',
      account: signedIn.account,
    });
    expect(signedIn.account).toMatch(/^[\w-]{16}$/);
    const unkeyed = createHash('sha256')
      .update(VETERAN?.accountId ?? '')
      .digest('base64url');
    expect(unkeyed.startsWith(signedIn.account ?? '')).toBe(false);
  });

  test('tells of a step that the role of a token’s holder does not allow', async () => {
    const headers = { ...byToken('{}').headers, 'x-acting-role': 'contact-center' };
    const path = '/api/release/plans/some-release/steps/advance';
    const refused = await next('step-refused', () => ask(path, { ...byToken('{}'), headers }));
    expect(refused).toMatchObject({
      route: '/api/release/plans/:id/steps/:step',
      network: '203.0.113.0/24',
    });
    expect(refused).not.toHaveProperty('account');
  });

  test.each([
    ['a state that was never given out', '/auth/callback?code=a-code&state=tampered'],
    ['nothing at all', '/auth/callback'],
  ])('tells of somebody who comes back from signing in with %s', async (_what, path) => {
    const failed = await next('sign-in-failed', () => ask(path));
    expect(failed).toMatchObject({ route: '/auth/callback', network: '203.0.113.0/24' });
    expect(failed).not.toHaveProperty('account');
  });

  test('tells of somebody who turns back at the provider, and not that they signed in', async () => {
    const before = events('signed-in').length;
    const browser = openBrowser();
    const begun = await browser.get(`${url}/sign-in?return=/profile`);
    const state = new URL(begun.location ?? '').searchParams.get('state') ?? '';
    const iss = encodeURIComponent(running.world.oidc.issuer);
    const back = `${url}/auth/callback?error=access_denied&state=${state}&iss=${iss}`;
    await next('sign-in-failed', () => browser.get(back));
    expect(events('signed-in')).toHaveLength(before);
    expect(logged.join('')).not.toContain(state);
  });

  test('holds no address, no e-mail address, no name, no account, no token and no code of theirs', () => {
    const { accountId = '', email = '', name = '', credential } = VETERAN ?? {};
    const theirs = [STRANGER, accountId, email, name, credential?.uuid ?? '', TOKEN, 'a-code'];
    expect(theirs.filter((mark) => mark === '' || logged.join('').includes(mark))).toEqual([]);
    expect(events('signed-in').length).toBeGreaterThan(0);
  });
});
