import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { request } from 'undici';
import { beforeAll, describe, expect, test } from 'vitest';

import { doorOf, hasDoor, isClosingStep, type Door } from '../../src/app/http/doors.ts';
import { SAFE_METHODS } from '../../src/identity/index.ts';
import { OPERATOR_ROLES } from '../../src/roles/index.ts';
import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { sendHalf, sendRaw } from './asking.ts';
import { cellsOf, documented } from './documented.ts';
import { programHere, TOKEN } from './program-here.ts';

const DEADLINES = { headersMs: 10_000, requestMs: 15_000, lookEveryMs: 100 };
const ROOT = join(import.meta.dirname, '../..');

type Place = { readonly method: string; readonly route: string; readonly door: Door };
type Caller = Readonly<Record<string, string>>;

const here = programHere({}, { deadlines: DEADLINES });
let places: readonly Place[];
const cookies = new Map<string, string>();

const withToken: Caller = { authorization: `Bearer ${TOKEN}` };
const withWrongToken: Caller = { authorization: 'Bearer wrong' };

beforeAll(async () => {
  places = here()
    .routes.filter(({ method }) => method !== 'TRACE')
    .map(({ method, route }) => ({ method, route, door: doorOf(route) }))
    // Signing out comes last: nobody is signed in any more then.
    .toSorted((a, b) => Number(a.route === '/sign-out') - Number(b.route === '/sign-out'));
  for (const slug of ['all-four', ...OPERATOR_ROLES]) {
    const browser = openBrowser();
    await signInAs(browser, `${here().url}/sign-in?return=/profile`, slug);
    cookies.set(slug, browser.cookies.getCookieStringSync(here().url));
  }
});

const signedInAs = (slug: string): Caller => ({
  cookie: cookies.get(slug) ?? '',
  'sec-fetch-site': 'same-origin',
});

/** The caller whom a door lets in. */
function letIn({ who }: Door): Caller {
  if (who.startsWith('token')) return withToken;
  return signedInAs(who === 'operator' ? 'product-manager' : 'all-four');
}

const needsToken = ({ who }: Door) => who.startsWith('token');
const takesBack = (method: string, path: string) =>
  /\/(?:rollback|hold|close)$/.test(path) ||
  (method === 'DELETE' && path.startsWith('/flipper/api/'));
const takesBody = ({ method }: Place) => !SAFE_METHODS.includes(method);

const NOTHING_LIKE_IT = { id: 'no-such', name: 'no-such', step: 'rollback', '*': 'no-such' };

function addressOf(route: string, values: Readonly<Record<string, string>> = NOTHING_LIKE_IT) {
  return route.replace(/:(\w+)|\*/g, (part, name?: string) => values[name ?? part] ?? 'x');
}

async function ask({ method, route }: Place, caller: Caller, sent: Sent = {}) {
  const { path = addressOf(route), body = null, type = 'application/json' } = sent;
  const answer = await request(here().url + path, {
    method: method as 'GET',
    headers: { ...caller, ...(body !== null && { 'content-type': type }) },
    body,
  });
  const { statusCode: status, headers } = answer;
  const ofStream = String(headers['content-type']).startsWith('text/event-stream');
  if (ofStream) answer.body.destroy();
  const text = ofStream ? '' : await answer.body.text();
  expectSafe(`${method} ${path} ${status}`, { status, headers });
  return { status, text };
}

type Sent = { readonly path?: string; readonly body?: string; readonly type?: string };

/** What holds for every answer, whoever asked for what. */
function expectSafe(
  what: string,
  { status, headers }: { status: number; headers: Readonly<Record<string, unknown>> },
): void {
  expect(status, what).toBeLessThan(500);
  expect(headers, what).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'none'") as string,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': expect.any(String) as string,
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': expect.stringMatching(
      what.includes(' /assets/') && status === 200 ? /^public/ : /no-store|private, no-cache/,
    ) as string,
  });
}

const HOSTILE_NAMES = [
  '%00',
  '%FF%FE',
  '%',
  '%E2%80%AEevil',
  '%1b%5b2J',
  '%ED%A0%80',
  '..%2f..%2fetc%2fpasswd',
  '__proto__',
  'constructor',
  "'%20or%201=1--",
  'x'.repeat(300),
  'x'.repeat(8_000),
  '%0d%0aset-cookie:%20a=b',
];

describe('every route', () => {
  test('has a row in the table of doors', () => {
    expect(places.length).toBeGreaterThan(50);
    expect(places.map(({ route }) => route).filter((route) => !hasDoor(route))).toEqual([]);
  });

  test('of a rollback and of a hold is known as one that takes back', () => {
    const steps = places.map(({ route }) => route).filter((route) => route.includes('/steps/'));
    expect(steps.filter(isClosingStep)).toEqual([
      '/api/release/plans/:id/steps/rollback',
      '/api/release/plans/:id/steps/hold',
      '/console/releases/:id/steps/rollback',
      '/console/releases/:id/steps/hold',
    ]);
  });

  test('stands in docs/doors.md with who may, and what bounds it', () => {
    const written = readFileSync(join(ROOT, 'docs/doors.md'), 'utf8').matchAll(/^\| `.*$/gm);
    expect([...written].map(([line]) => cellsOf(line))).toEqual(documented(places));
  });

  test.each([
    ['nobody', {}],
    ['a wrong token', withWrongToken],
  ])('lets %s in only where anyone may', async (_who, caller) => {
    for (const place of places.filter(({ door }) => door.who !== 'anyone')) {
      const { status } = await ask(place, caller);
      expect(status, `${place.method} ${place.route}`).toBe(
        place.route === '/sign-in/stay' ? 403 : 401,
      );
    }
  });

  test('lets a Veteran into no door of operators or programs', async () => {
    for (const place of places.filter(({ door }) => needsToken(door) || door.who === 'operator')) {
      const { status } = await ask(place, signedInAs('all-four'));
      expect(status, `${place.method} ${place.route}`).toBe(needsToken(place.door) ? 401 : 403);
    }
  });

  test.each(OPERATOR_ROLES)(
    'lets a %s into the console, and by token where programs go',
    async (role) => {
      for (const place of places.filter(({ route }) => route !== '/sign-out')) {
        const caller = needsToken(place.door)
          ? { ...withToken, 'x-acting-role': role }
          : signedInAs(role);
        const { status } = await ask(place, caller);
        if (needsToken(place.door) || place.door.who === 'operator') {
          expect(status, `${place.method} ${place.route}`).not.toBe(401);
        }
      }
    },
  );

  test('answers strangers before their body has come', async () => {
    const guarded = places.filter((place) => takesBody(place) && place.door.who !== 'anyone');
    const answers = await Promise.all(
      guarded.map(async ({ method, route }) => {
        const path = addressOf(route);
        return sendHalf(here().url, { method, path, bytes: 100 });
      }),
    );
    for (const answer of answers) expectSafe('a stranger', answer);
    expect(answers.filter(({ status }) => status !== 401 && status !== 403)).toEqual([]);
  });

  test('gives up a body that does not come', async () => {
    const answers = await Promise.all(
      places.filter(takesBody).map(async ({ method, route, door }) => {
        const headers = letIn(door);
        const path = addressOf(route);
        return sendHalf(here().url, { method, path, headers, bytes: 100 });
      }),
    );
    for (const answer of answers) expectSafe('a slow body', answer);
    expect(answers.filter(({ status }) => status !== 408)).toEqual([]);
  });

  test('refuses a body that is longer than its bound, unread', async () => {
    for (const { method, route, door } of places.filter(takesBody)) {
      const path = addressOf(route);
      const headers = letIn(door);
      const bytes = door.bodyBytes + 1;
      const answer = await sendHalf(here().url, { method, path, headers, bytes });
      expectSafe(`${method} ${path}`, answer);
      // Flipper’s word for an import that is too long is 422. What takes back is done without its body.
      const expected = takesBack(method, path) ? [404, 409] : [413, 422];
      expect(expected, `${method} ${path}`).toContain(answer.status);
    }
  });

  test.each(hostileBodies())('breaks on nothing that is sent: %j', async (body) => {
    const open = places.filter((place) => takesBody(place) && place.route !== '/sign-out');
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
      for (const place of open) await ask(place, letIn(place.door), { body, type });
    }
  });

  test.each(HOSTILE_NAMES)('breaks on no name that it is asked for: %s', async (name) => {
    const values = { id: name, name, step: name, '*': name };
    const open = places.filter(({ route }) => route !== '/sign-out');
    // One after the other: many at once may be told to come again.
    for (const place of open) {
      const path = `${addressOf(place.route, values)}?x=${name}&${name}`;
      await ask(place, letIn(place.door), { path });
    }
  });
});

function hostileBodies(): readonly string[] {
  const texts = ['\u0000', '\u001b[2J', '\u202Eevil', '\uD800', "' or 1=1 --"];
  const fields = ['reason', 'id', 'document', 'email', 'upTo', 'name', 'flipper_id'];
  const filled = texts.map((text) =>
    JSON.stringify(Object.fromEntries(fields.map((field) => [field, text]))),
  );
  return [
    ...filled,
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '1e999',
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{"x":1}}}',
    '{"reason":{"a":1},"document":[],"id":null,"email":0}',
    'reason=a&reason=b',
    'reason=%00%ff%&reason[]=x',
    '\uFEFF{}',
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  ];
}

describe('what is no request, or of none of the routes', () => {
  test.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\na: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['half a header', 'GET / HTTP/1.1\r\nho', 408],
    ['an odd expectation', 'GET / HTTP/1.1\r\nhost: x\r\nexpect: wonders\r\n\r\n', 417],
    [
      'two lengths',
      'POST /api/x HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      400,
    ],
    ['a path that can’t be decoded', 'GET /% HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['a path that leads nowhere', 'GET /nowhere HTTP/1.1\r\nhost: x\r\n\r\n', 404],
    ['a method of nobody', 'PROPFIND /profile HTTP/1.1\r\nhost: x\r\n\r\n', 404],
  ])('is answered with all headers: %s', async (_what, bytes, status) => {
    const answer = await sendRaw(here().url, bytes);
    expect(answer.status).toBe(status);
    expectSafe(bytes.slice(0, 20), answer);
  });
});
