import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { authorize, authorizeQuestions } from '../../src/app/http/acting.ts';
import { createHttpServer, type HttpServer } from '../../src/app/http/http-server.ts';
import { VISITOR_PASS_HEADER } from '../../src/app/http/limit-requests.ts';
import { createTokenCheck } from '../../src/identity/index.ts';
import { createLog } from '../../src/lib/log.ts';
import { httpSettings } from '../world/http-settings.ts';

const TOKEN = 'the-token';
const PASS = 'a-pass-of-this-test';
const A_MINUTE = 1_000;
const OF_SIGN_INS = 50;
const OF_WRONG_TOKENS = 10;
const OF_ROLLBACKS = 100;
const STRANGER = '203.0.113.7';

let app: FastifyInstance;
let logged: string[];

async function serve(trustedProxies: string | null = null): Promise<HttpServer> {
  const server = await createHttpServer(
    httpSettings({
      publicUrl: 'https://www.example.gov',
      trustedProxies,
      log: createLog('info', { write: (line: string) => void logged.push(line) }),
      requestsPerMinute: A_MINUTE,
      visitorPass: PASS,
    }),
  );
  const admission = { check: createTokenCheck(TOKEN), limits: server.limits };
  for (const path of ['/profile', '/sign-in', '/healthz', '/v0/feature_toggles']) {
    server.app.get(path, () => 'here');
  }
  server.app.post('/ofrep/v1/evaluate/flags', () => 'here');
  await server.app.register(async (programs) => {
    for (const hook of authorize(admission)) programs.addHook('onRequest', hook);
    programs.get('/api/release/plans', () => 'here');
    for (const step of [':step', 'rollback', 'hold']) {
      programs.post(`/api/release/plans/:id/steps/${step}`, () => 'here');
    }
    programs.delete('/flipper/api/*', () => 'here');
  });
  await server.app.register(async (questions) => {
    for (const hook of authorizeQuestions(admission)) questions.addHook('onRequest', hook);
    questions.post('/ofrep/v1/evaluate/flags/*', () => 'here');
  });
  return server;
}

beforeEach(async () => {
  logged = [];
  ({ app } = await serve());
});
afterEach(() => app.close());

type Asked = {
  readonly url?: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

function ask(asked: Asked = {}): Promise<LightMyRequestResponse> {
  const { url = '/profile', method = 'GET', from: remoteAddress = STRANGER, headers = {} } = asked;
  return app.inject({ url, method, remoteAddress, headers });
}

/** Asks so often; answers with the last answer. */
async function askOften(times: number, askOnce: (n: number) => Promise<LightMyRequestResponse>) {
  let last = await askOnce(0);
  for (let n = 1; n < times; n += 1) last = await askOnce(n);
  return last;
}

const good = { authorization: `Bearer ${TOKEN}` };
const PLANS = '/api/release/plans';
const ROLLBACK = { url: `${PLANS}/p/steps/rollback`, method: 'POST', headers: good } as const;

describe('an address', () => {
  test('may ask so often a minute, and is then told when to ask again', async () => {
    expect((await askOften(A_MINUTE, () => ask())).statusCode).toBe(200);
    const refused = await ask();
    expect(refused.statusCode).toBe(429);
    const wait = Number(refused.headers['retry-after']);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(refused.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-type': expect.stringContaining('text/html') as string,
    });
    expect((await ask({ from: '203.0.113.8' })).statusCode).toBe(200);
    expect((await ask({ url: '/healthz' })).statusCode).toBe(200);
  });

  test('is refused in the form of the API that it asks', async () => {
    await askOften(A_MINUTE, () => ask());
    const bodyOf = async (url: string, method: 'GET' | 'POST' = 'GET') =>
      (await ask({ url, method })).json<unknown>();
    const sentence = expect.stringContaining('There were too many requests') as string;
    const code = 'too-many-requests';
    expect(await bodyOf(PLANS)).toEqual({ code, message: sentence });
    expect(await bodyOf('/v0/feature_toggles')).toMatchObject({
      errors: [{ code, status: '429', detail: sentence }],
    });
    expect(await bodyOf('/ofrep/v1/evaluate/flags', 'POST')).toEqual({ errorDetails: sentence });
  });

  test('is the one of the connection, whatever a header says', async () => {
    const forging = (n: number) =>
      ask({
        headers: { 'x-forwarded-for': `198.51.100.${n % 250}`, forwarded: `for=198.51.100.${n}` },
      });
    expect((await askOften(A_MINUTE + 1, forging)).statusCode).toBe(429);
  });

  test('is the one that a trusted proxy names, and no further one', async () => {
    await app.close();
    ({ app } = await serve('10.0.0.0/8'));
    const by = (client: string) => (n: number) =>
      ask({ from: '10.1.2.3', headers: { 'x-forwarded-for': `198.51.100.${n % 250}, ${client}` } });
    expect((await askOften(A_MINUTE + 1, by('203.0.113.1'))).statusCode).toBe(429);
    expect((await by('203.0.113.2')(1)).statusCode).toBe(200);
  });

  test('of IPv6 counts by its first 64 bits, and one of IPv4 is the same in either notation', async () => {
    const spread = (n: number) => ask({ from: `2001:db8:1:2::${n.toString(16)}` });
    expect((await askOften(A_MINUTE + 1, spread)).statusCode).toBe(429);
    expect((await ask({ from: '2001:db8:1:3::1' })).statusCode).toBe(200);
    await askOften(A_MINUTE, () => ask());
    expect((await ask({ from: `::ffff:${STRANGER}` })).statusCode).toBe(429);
  });

  test('may begin to sign in less often, but made-up Veterans share one', async () => {
    const signIn = { url: '/sign-in' };
    expect((await askOften(OF_SIGN_INS, () => ask(signIn))).statusCode).toBe(200);
    expect((await ask(signIn)).statusCode).toBe(429);
    expect((await ask()).statusCode).toBe(200);
    const madeUp = { ...signIn, headers: { [VISITOR_PASS_HEADER]: PASS } };
    expect((await ask(madeUp)).statusCode).toBe(200);
    const forged = { ...signIn, headers: { [VISITOR_PASS_HEADER]: `${PASS.slice(0, -1)}x` } };
    expect((await ask(forged)).statusCode).toBe(429);
  });
});

describe('a token', () => {
  test('that is wrong is refused so often, then not looked at; a good one is let in', async () => {
    const wrong = (n: number) =>
      ask({ url: PLANS, headers: { authorization: `Bearer wrong-${n}` } });
    expect((await askOften(OF_WRONG_TOKENS, wrong)).statusCode).toBe(401);
    const refused = await wrong(OF_WRONG_TOKENS);
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['retry-after']).toBeDefined();
    expect((await ask({ url: PLANS, headers: good })).statusCode).toBe(200);
  });

  test('that is wrong counts at every door, with every scheme', async () => {
    const attempts: readonly Asked[] = [
      { url: PLANS, headers: { authorization: 'Basic eDp5' } },
      { url: '/flipper/api/features/x/boolean', method: 'DELETE' },
      { ...ROLLBACK, headers: { authorization: 'Bearer no' } },
      { url: '/ofrep/v1/evaluate/flags/x', method: 'POST', headers: { 'x-api-key': 'no' } },
    ];
    const last = await askOften(OF_WRONG_TOKENS + 1, (n) => ask(attempts[n % 4]));
    expect(last.statusCode).toBe(429);
  });

  test('counts as one, from however many addresses', async () => {
    const from = (n: number) =>
      ask({ url: PLANS, headers: good, from: `198.51.${n % 250}.${n % 7}` });
    expect((await askOften(A_MINUTE + 1, from)).statusCode).toBe(429);
  });
});

describe('a rollback', () => {
  test('gets through when everything else of its address and token is refused', async () => {
    await askOften(A_MINUTE + 1, () => ask({ url: PLANS, headers: good }));
    await askOften(OF_WRONG_TOKENS + 1, () => ask({ url: PLANS, headers: {} }));
    expect((await ask({ url: PLANS, headers: good })).statusCode).toBe(429);
    for (const step of ['rollback', 'hold']) {
      expect((await ask({ ...ROLLBACK, url: `${PLANS}/p/steps/${step}` })).statusCode).toBe(200);
    }
    const off = {
      url: '/flipper/api/features/x/boolean',
      method: 'DELETE',
      headers: good,
    } as const;
    expect((await ask(off)).statusCode).toBe(200);
    expect((await ask({ ...ROLLBACK, url: `${PLANS}/p/steps/advance` })).statusCode).toBe(429);
  });

  test('has a limit all the same, far above what anybody needs', async () => {
    expect((await askOften(OF_ROLLBACKS, () => ask(ROLLBACK))).statusCode).toBe(200);
    expect((await ask(ROLLBACK)).statusCode).toBe(429);
  });
});

describe('the log', () => {
  const events = (name: string) =>
    logged.map((line) => JSON.parse(line) as { msg: string }).filter(({ msg }) => msg === name);

  test('tells of a wrong token by the network alone', async () => {
    await ask({ url: PLANS, headers: { authorization: 'Bearer wrong' } });
    await ask({ url: PLANS, from: '2001:db8:1:2::7' });
    expect(events('token-refused')).toMatchObject([
      { network: '203.0.113.0/24', route: PLANS },
      { network: '2001:db8:1::/48', route: PLANS },
    ]);
    expect(logged.join()).not.toMatch(/203\.0\.113\.7|2001:db8:1:2|wrong/);
  });

  test('tells of a limit once a minute, and not of each request beyond it', async () => {
    await askOften(OF_SIGN_INS + 20, () => ask({ url: '/sign-in' }));
    expect(events('too-many-requests')).toMatchObject([
      { limit: 'sign-in', network: '203.0.113.0/24', route: '/sign-in' },
    ]);
  });
});
