import Fastify, { type onRequestHookHandler } from 'fastify';
import { describe, expect, test } from 'vitest';

import type { ChangeNote } from '../../flags/index.ts';
import { createTokenCheck } from '../../identity/index.ts';
import { authorize, authorizeQuestions, noteOfChange, whoActs } from './acting.ts';

const TOKEN = 'the-token';
const passOn: onRequestHookHandler = (_request, _reply, done) => done();
const admission = {
  check: createTokenCheck(TOKEN),
  limits: { byToken: passOn, byWrongToken: passOn },
};

async function noteOf(headers: Record<string, string>): Promise<ChangeNote> {
  const app = Fastify();
  for (const hook of authorize(admission)) app.addHook('onRequest', hook);
  app.get('/api/flags', (request) => noteOfChange(request));
  const authorization = `Bearer ${TOKEN}`;
  const answer = await app.inject({ url: '/api/flags', headers: { authorization, ...headers } });
  await app.close();
  return answer.json();
}

async function statusOf(
  hooks: ReturnType<typeof authorize>,
  headers: Record<string, string>,
  method: 'GET' | 'POST' | 'DELETE' = 'GET',
): Promise<number> {
  const app = Fastify();
  for (const hook of hooks) app.addHook('onRequest', hook);
  app.route({ method: ['GET', 'POST', 'DELETE'], url: '/', handler: () => 'in' });
  const { statusCode } = await app.inject({ method, url: '/', headers });
  await app.close();
  return statusCode;
}

describe('who changes a feature, and why', () => {
  test('is the token with its own reason, where it alone asks', async () => {
    expect(await noteOf({})).toEqual({
      who: 'Token administrator',
      role: 'automation',
      through: 'flag-api',
      why: 'Flipper’s API, by token',
    });
  });

  test('is the person named, as the token claims, with the reason given, in any script', async () => {
    const headers = {
      'x-acting-as': encodeURIComponent('Zoë Ødegård'),
      'x-acting-role': 'product-owner',
      'x-acting-why': encodeURIComponent('Für die Vorführung'),
    };
    expect(await noteOf(headers)).toMatchObject({
      who: 'Zoë Ødegård',
      role: 'product-owner',
      claimedBy: 'administrator',
      why: 'Für die Vorführung',
    });
  });

  test.each(['', '%20', '%00'])('is a person without a reason who gives %j', async (why) => {
    expect((await noteOf({ 'x-acting-as': 'Enzo', 'x-acting-why': why })).why).toBeNull();
  });

  test('holds no character that a database can’t keep, and no endless text', async () => {
    const note = await noteOf({
      'x-acting-as': 'En%00zo',
      'x-acting-why': '%F0%9F%98%80'.repeat(600),
    });
    expect(note.who).toBe('En zo');
    expect(Array.from(note.why ?? '')).toHaveLength(500);
  });
});

describe('programs that only ask', () => {
  const hooks = authorizeQuestions(admission);

  test.each([
    [{ authorization: `Bearer ${TOKEN}` }, 200],
    [{ 'x-api-key': TOKEN }, 200],
    [{ 'x-api-key': 'another' }, 401],
    [{}, 401],
  ])('with %j get %i', async (headers, status) => {
    expect(await statusOf(hooks, headers)).toBe(status);
  });
});

test('somebody in a role that there is not gets no further', async () => {
  const hooks = authorize(admission);
  const headers = { authorization: `Bearer ${TOKEN}`, 'x-acting-role': 'emperor' };
  expect(await statusOf(hooks, headers)).toBe(400);
});

describe('a password that a browser remembers', () => {
  const hooks = authorize(admission);
  const authorization = `Basic ${Buffer.from(`:${TOKEN}`).toString('base64')}`;

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ])('changes nothing for a page that says %j', async (headers) => {
    expect(await statusOf(hooks, { authorization, ...headers }, 'POST')).toBe(403);
    expect(await statusOf(hooks, { authorization, ...headers }, 'DELETE')).toBe(403);
    expect(await statusOf(hooks, { authorization, ...headers }, 'GET')).toBe(200);
  });

  test('is a program’s where no page sends it, and a Bearer token is never a browser’s', async () => {
    expect(await statusOf(hooks, { authorization }, 'POST')).toBe(200);
    expect(await statusOf(hooks, { authorization, 'sec-fetch-site': 'none' }, 'POST')).toBe(200);
    const bearer = { authorization: `Bearer ${TOKEN}`, origin: 'https://evil.example' };
    expect(await statusOf(hooks, bearer, 'POST')).toBe(200);
  });
});

describe('a role that was mistyped', () => {
  async function step(name: string) {
    const app = Fastify();
    for (const hook of authorize(admission)) app.addHook('onRequest', hook);
    const url = `/api/release/plans/letters/steps/${name}`;
    app.post(url, (request) => whoActs(request));
    const authorization = `Bearer ${TOKEN}`;
    const acting = { 'x-acting-as': 'Enzo', 'x-acting-role': 'enginer' };
    const answer = await app.inject({ method: 'POST', url, headers: { authorization, ...acting } });
    await app.close();
    return answer.json<unknown>();
  }

  test('keeps no rollback and no hold back: they are taken in the role of the token', async () => {
    const who = { name: 'Enzo', role: 'automation', claimedBy: 'administrator' };
    expect([await step('rollback'), await step('hold')]).toEqual([who, who]);
  });

  test('is refused for what moves forward', async () => {
    expect(await step('advance')).toMatchObject({ code: 'unknown-role' });
  });
});
