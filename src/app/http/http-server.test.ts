import { PassThrough } from 'node:stream';

import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { NoAnswerError, NoFreeConnectionError } from '../../lib/database/index.ts';
import { createLog } from '../../lib/log.ts';
import { createHttpServer } from './http-server.ts';
import { recovery } from '../../../test/faults/recovery.ts';
import { httpSettings } from '../../../test/world/http-settings.ts';

const logged: string[] = [];
let app: FastifyInstance;

const databaseError = (code: string) => Object.assign(new Error('at 10.1.2.3:5432'), { code });

const TAKEN = () => 'taken';
const NEVER = () => new Promise<never>(() => undefined);
/** Begins to answer at once, and ends when it is let. */
const begun = new PassThrough();
/** A request of a busy machine has come as a whole by then. */
const HANDLER_MS = 2_000;
const LONG_MS = 100_000;
const UNANSWERED = { silentMs: LONG_MS, mayHaveWritten: false };
const COMMITTING = { silentMs: LONG_MS, mayHaveWritten: true };
const HALF_DONE = { silentMs: 0, mayHaveWritten: false };

beforeAll(async () => {
  ({ app } = await createHttpServer(
    httpSettings({ log: createLog('info', { write: (line: string) => void logged.push(line) }) }),
  ));
  for (const prefix of ['', '/api']) {
    app.get(`${prefix}/broken`, () => Promise.reject(new Error('row 7 of Robin Sample')));
    app.get(`${prefix}/busy`, () => Promise.reject(new NoFreeConnectionError('full')));
    for (const code of ['53100', '25006', 'ECONNREFUSED'])
      app.get(`${prefix}/${code}`, () => Promise.reject(databaseError(code)));
    app.post(`${prefix}/form`, () => 'taken');
    for (const method of ['GET', 'POST'])
      app.route({ method, url: `${prefix}/never`, handlerTimeout: HANDLER_MS, handler: NEVER });
    app.post(`${prefix}/begun`, { handlerTimeout: HANDLER_MS }, (_, reply) => reply.send(begun));
    app.post(`${prefix}/unasked`, { onRequest: () => Promise.reject(new NoAnswerError()) }, TAKEN);
    app.post(`${prefix}/unanswered`, () => Promise.reject(new NoAnswerError(null, UNANSWERED)));
    app.post(`${prefix}/committing`, () => Promise.reject(new NoAnswerError(null, COMMITTING)));
    app.post(`${prefix}/answered-before`, () => Promise.reject(new NoAnswerError(null, HALF_DONE)));
  }
});

afterAll(() => app.close());

describe('what stops a request', () => {
  let url: string;
  beforeAll(async () => {
    url = await app.listen({ host: '127.0.0.1', port: 0 });
  });

  test('is its deadline, also once its body has been read', async () => {
    const json = { 'content-type': 'application/json' };
    const asked = { method: 'POST', headers: json, body: '{"a":1}' };
    for (const [request, code] of [
      [{}, 'busy'],
      [{ method: 'POST' }, 'outcome-unknown'],
      [asked, 'outcome-unknown'],
    ] as const) {
      const answer = await fetch(`${url}/api/never`, request);
      expect([answer.status, await answer.json()]).toEqual([
        503,
        expect.objectContaining({ code }),
      ]);
    }
  });

  test('is no deadline once the answer to a change has begun', async () => {
    const change = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    begun.write('first ');
    const answer = await fetch(`${url}/begun`, change);
    // This one’s deadline ends after the other’s.
    expect((await fetch(`${url}/api/never`, change)).status).toBe(503);
    begun.end('and last');
    expect([answer.status, await answer.text()]).toEqual([200, 'first and last']);
  });

  test.each([
    ['/nowhere', 404, 'We can’t find that page'],
    ['/broken', 500, 'Something went wrong on our end'],
    ['/busy', 503, 'Too much is going on right now'],
  ])('is a page for people: %s', async (url, status, heading) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain(heading);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  const WHEN = {
    en: /try again now|can help in about 5\u00a0seconds|Wait a minute/,
    es: /de nuevo ahora|funcionar en 5\u00a0segundos|Espere un minuto/,
  };

  test.each(['/broken', '/busy', '/53100', '/25006', '/ECONNREFUSED', 'too many'])(
    'says to people when trying again can help, and whom they can call with what: %s',
    async (url) => {
      for (const language of ['en', 'es'] as const) {
        const headers = { cookie: `lang=${language}` };
        const {
          body,
          statusCode,
          headers: answered,
        } = url === 'too many' ? await refused(headers) : await app.inject({ url, headers });
        expect(body).toMatch(WHEN[language]);
        expect(body).toContain('href="tel:+18006982411"');
        expect(body).toMatch(new RegExp(`error ${statusCode} .*(\\d\\d ){3}\\d\\d<`));
        expect(body).toContain('?again=yes#page-heading"');
        expect(body).not.toMatch(/later|más tarde|a moment|un momento/);
        // A line never ends inside an hour, an abbreviation or a length of time.
        expect(body).not.toMatch(/\d [ap]\.|[ap]\. m\.|m\. ET|EE\. UU\.|\d (?:seconds|segundos)/);
        if (statusCode === 503) expect(answered['retry-after']).toBe('5');
      }
    },
  );

  /** What somebody gets who asks for more than is allowed. */
  async function refused(headers: Record<string, string>) {
    const { app: busy } = await createHttpServer(httpSettings({ requestsPerMinute: 1 }));
    await busy.inject('/nowhere');
    const answer = await busy.inject({ url: '/nowhere', headers });
    await busy.close();
    expect(answer.statusCode).toBe(429);
    return answer;
  }

  test.each([
    ['/api/nowhere', 404, 'no-such-path'],
    ['/api/broken', 500, 'internal-error'],
    ['/api/busy', 503, 'busy'],
  ])('is a code and a sentence for programs: %s', async (url, status, code) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code, message: expect.stringContaining('.') as string });
  });

  test.each([
    ['/api/flags/%', { code: 'invalid-request' }, 'message'],
    ['/flipper/api/features/%E4%ZZ', { code: 'invalid-request' }, 'message'],
    ['/ofrep/v1/evaluate/flags/100%', { key: '100%', errorCode: 'PARSE_ERROR' }, 'errorDetails'],
    ['/v0/profile/%', { errors: [{ code: 'invalid-request', status: '400' }] }, 'errors.0.detail'],
  ])('is, for a path that is not well encoded, how to write it: %s', async (url, form, at) => {
    const answer = await app.inject({ method: 'POST', url });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject(form);
    expect(answer.json()).toHaveProperty(at, expect.stringMatching(/^The path .* as %25\.$/));
  });

  test.each([
    ['/api/form', 'application/xml', '<a/>', 415, /application\/json/],
    ['/api/form', 'application/json', `"${'x'.repeat(2_000_000)}"`, 413, /longer/],
    ['/api/form', 'application/json', '{Robin', 400, /not JSON/],
    ['/api/nowhere', 'application/json', '{}', 404, /\/openapi\.json/],
  ])(
    'is no sentence for pages, where a program asked: %s %s',
    async (url, type, payload, ...told) => {
      const [status, message] = told;
      const headers = { 'content-type': type };
      const answer = await app.inject({ method: 'POST', url, headers, payload });
      expect(answer.statusCode).toBe(status);
      expect(answer.json<{ message: string }>().message).toMatch(message);
      expect(answer.body).not.toMatch(/page|[Gg]o back|Robin/);
    },
  );

  test.each([
    ['53100', 'database-full'],
    ['25006', 'database-read-only'],
    ['ECONNREFUSED', 'database-unreachable'],
  ])('is told as what the database has, and when to try again: %s', async (of, code) => {
    const telling = recovery('trouble-told');
    const answer = await app.inject(`/api/${of}`);
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code });
    const page = await app.inject(`/${of}`);
    telling.held();
    expect(page.body).toContain('We can’t get to our records');
    for (const { headers, body } of [answer, page]) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(body).not.toContain('10.1.2.3');
    }
  });

  test.each([
    ['unasked', 'database-unreachable', 'nothing was changed'],
    ['unanswered', 'database-unreachable', 'nothing was changed'],
    ['committing', 'outcome-unknown', 'know'],
    ['answered-before', 'outcome-unknown', 'know'],
  ])('is told with what it may have changed: %s', async (of, code, words) => {
    const answer = await app.inject({ method: 'POST', url: `/api/${of}` });
    const page = await app.inject({ method: 'POST', url: `/${of}` });
    expect(answer.json()).toMatchObject({ code });
    for (const { statusCode, body } of [answer, page]) {
      expect(statusCode).toBe(503);
      expect(body).toContain(words);
    }
  });

  test('says nothing of what was sent, when that can’t be read', async () => {
    for (const url of ['/form', '/api/form']) {
      const headers = { 'content-type': 'application/json' };
      const answer = await app.inject({ method: 'POST', url, headers, payload: '{Robin' });
      expect(answer.statusCode).toBe(400);
      expect(answer.body).not.toContain('Robin');
    }
  });

  test('leaves a line that names the failure and not its message, under the answer’s id', async () => {
    const answer = await app.inject('/api/broken');
    const line = logged.findLast((text) => text.includes('request failed')) ?? '';
    expect(answer.json<{ message: string }>().message).toContain(answer.headers['x-request-id']);
    expect(line).toContain(String(answer.headers['x-request-id']));
    expect(line + answer.body).not.toContain('Robin');
  });

  test('logs the pattern of a route, never its address', async () => {
    await app.inject('/busy?who=Robin');
    expect(logged.at(-1)).toContain('"route":"/busy"');
    expect(logged.join('')).not.toContain('Robin');
  });
});

describe('an address with slashes at its end', () => {
  test.each([
    ['/console/', '/console'],
    ['/console/releases/one//?x=1', '/console/releases/one?x=1'],
    ['/v0/profile/contacts/', '/v0/profile/contacts'],
    ['/nowhere/', '/nowhere'],
  ])('leads to the one without: %s', async (url, location) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(302);
    expect(answer.headers).toMatchObject({ location, 'cache-control': 'no-store' });
  });

  test.each(['//evil.test/', '/flipper/api/features/', '/api/flags/'])(
    'leads nowhere else, and programs with a token are answered as they ask: %s',
    async (url) => {
      expect((await app.inject({ url })).headers.location).toBeUndefined();
    },
  );

  test('changes nothing for a form', async () => {
    expect((await app.inject({ method: 'POST', url: '/console/' })).statusCode).toBe(404);
  });
});

describe('the page of a failure', () => {
  test('gives a reference to say on the phone, which leads to the request in the log', async () => {
    const answer = await app.inject('/broken');
    const [, reference = ''] = /<strong class="reference">([\d ]{11})</.exec(answer.body) ?? [];
    const line = logged.find((text) => text.includes(`"reference":"${reference}"`)) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ requestId: answer.headers['x-request-id'] });
    expect(answer.body).toContain('href="tel:+18006982411"');
    expect(answer.body).toContain('href="/broken?again=yes#page-heading"');
  });
});
