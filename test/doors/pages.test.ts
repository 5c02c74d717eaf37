/** OFREP for pages: which origins may ask, with a token that may do nothing else. */
import { request } from 'undici';
import { describe, expect, test } from 'vitest';

import { programHere, TOKEN } from './program-here.ts';

const here = programHere({
  OFREP_ORIGINS: 'https://www.example.gov, https://staging.example.gov',
});

async function evaluationToken(): Promise<string> {
  const answer = await request(`${here().url}/api/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'pages', scopes: ['evaluate'] }),
  });
  return ((await answer.body.json()) as { secret: string }).secret;
}

describe('a page of another origin', () => {
  const PAGE = 'https://www.example.gov';
  const EVALUATE = '/ofrep/v1/evaluate/flags';
  const send = async (method: string, path: string, headers: Readonly<Record<string, string>>) => {
    const body = method === 'POST' ? '{"context":{"targetingKey":"a"}}' : null;
    const sent = { ...headers, ...(body && { 'content-type': 'application/json' }) };
    const answer = await request(here().url + path, {
      method: method as 'GET',
      headers: sent,
      body,
    });
    const isStream = String(answer.headers['content-type']).startsWith('text/event-stream');
    if (isStream) answer.body.on('error', () => undefined).destroy();
    const text = isStream ? '' : await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, text };
  };
  const PREFLIGHT = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  };

  test.each([EVALUATE, `${EVALUATE}/canary`, `${EVALUATE}/100%`, '/ofrep/v1/events'])(
    'hears from the server that it may ask, before it does: %s',
    async (path) => {
      const { status, headers } = await send('OPTIONS', path, { origin: PAGE, ...PREFLIGHT });
      expect(status).toBe(204);
      expect(headers).toMatchObject({
        'access-control-allow-origin': PAGE,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': expect.stringMatching(
          /authorization, baggage, content-type/,
        ) as string,
        vary: 'origin',
      });
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    },
  );

  test('asks with a token that may do nothing but ask', async () => {
    const token = await evaluationToken();
    const headers = { authorization: `Bearer ${token}`, origin: PAGE };
    const all = await send('POST', EVALUATE, headers);
    expect([all.status, all.headers['access-control-allow-origin']]).toEqual([200, PAGE]);
    expect(all.headers['access-control-expose-headers']).toContain('etag');
    const { eventStreams } = JSON.parse(all.text) as {
      eventStreams: readonly { endpoint: { requestUri: string } }[];
    };
    const stream = await send('GET', eventStreams[0]?.endpoint.requestUri ?? '', { origin: PAGE });
    expect([stream.status, stream.headers['access-control-allow-origin']]).toEqual([200, PAGE]);
    for (const path of ['/flipper/api/features', '/api/flags', '/api/release/plans']) {
      const other = await send('GET', path, headers);
      expect([other.status, other.headers['access-control-allow-origin']], path).toEqual([
        403,
        undefined,
      ]);
    }
  });

  test('can read why it was refused', async () => {
    const cases = [
      [await send('POST', EVALUATE, { origin: PAGE }), 401],
      [await send('POST', `${EVALUATE}/100%`, { origin: PAGE }), 400],
    ] as const;
    for (const [{ status, headers }, expected] of cases) {
      expect([status, headers['access-control-allow-origin']]).toEqual([expected, PAGE]);
    }
  });

  test.each([
    'https://evil.example',
    'https://www.example.gov.evil.example',
    'https://evil-www.example.gov',
    'http://www.example.gov',
    'https://www.example.gov:8443',
    'https://www.example.gov/',
    'HTTPS://WWW.EXAMPLE.GOV',
    'null',
    '*',
    '',
  ])('that may not ask is refused, whatever it brings: %j', async (origin) => {
    const headers = { authorization: `Bearer ${TOKEN}`, origin };
    for (const [method, path] of [
      ['OPTIONS', EVALUATE],
      ['POST', EVALUATE],
      ['POST', `${EVALUATE}/canary`],
      ['OPTIONS', `${EVALUATE}/100%`],
      ['POST', `${EVALUATE}/100%`],
      ['GET', '/ofrep/v1/events'],
    ] as const) {
      const refused = await send(method, path, { ...headers, ...PREFLIGHT });
      expect(refused.status, path).toBe(403);
      expect(refused.headers['access-control-allow-origin']).toBeUndefined();
      expect(refused.headers['vary']).toBe('origin');
    }
  });

  test('is not needed: programs and the server’s own pages ask as before', async () => {
    const authorization = `Bearer ${TOKEN}`;
    for (const headers of [{ authorization }, { authorization, origin: here().url }]) {
      const { status, headers: answered } = await send('POST', EVALUATE, headers);
      expect([status, answered['access-control-allow-origin'], answered['vary']]).toEqual([
        200,
        undefined,
        'origin',
      ]);
    }
  });
});

test('an OFREP path that is not well encoded is answered in OFREP’s form', async () => {
  const answer = await request(`${here().url}/ofrep/v1/evaluate/flags/100%`, { method: 'POST' });
  expect(answer.statusCode).toBe(400);
  expect(await answer.body.json()).toEqual({
    key: '100%',
    errorCode: 'PARSE_ERROR',
    errorDetails: expect.stringContaining('as %25') as string,
  });
});
