/** What pages load of others: nothing, unless a container is configured and its visitor may be followed. */
import Fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';

import { securityHeaders, type Container } from '../http/security-headers.ts';
import { letContainerIn } from './analytics-container.ts';

const CONTAINER: Container = {
  scriptUrl: 'https://tags.example.gov/container.js?id=ABC-123',
  origins: ['https://collect.example.gov'],
};
const STRICT = await securityHeaders({
  publicUrl: 'https://www.example.gov',
  issuer: 'https://sign-in.example.gov',
});

async function site(container: Container | null): Promise<FastifyInstance> {
  const app = Fastify();
  onTestFinished(() => app.close());
  app.decorateRequest('person', null);
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers['x-person'] !== undefined) request.setDecorator('person', {});
    reply.headers(STRICT);
  });
  const containerFor = letContainerIn(app, container);
  for (const path of ['/profile/contacts', '/v0/profile/contacts']) {
    app.get(path, (request) => ({ script: containerFor(request) }));
  }
  return app;
}

async function asked(app: FastifyInstance, url: string, headers: Record<string, string> = {}) {
  const answer = await app.inject({ url, headers });
  const policy = String(answer.headers['content-security-policy']);
  return { policy, script: answer.json<{ script: string | null }>().script };
}

const SIGNED_IN = { 'x-person': 'somebody' };

describe('a page of the Profile', () => {
  test('loads nothing of others without a container', async () => {
    const { policy, script } = await asked(await site(null), '/profile/contacts', SIGNED_IN);
    expect([policy, script]).toEqual([STRICT['content-security-policy'], null]);
  });

  test('lets in the one script, and what it loads from and sends to the origins named with it', async () => {
    const { policy, script } = await asked(await site(CONTAINER), '/profile/contacts', SIGNED_IN);
    const strict = STRICT['content-security-policy']?.split(';') ?? [];
    expect(script).toBe(CONTAINER.scriptUrl);
    expect(policy.split(';').filter((part) => !strict.includes(part))).toEqual([
      "script-src 'self' https://collect.example.gov https://tags.example.gov/container.js",
      "connect-src 'self' https://collect.example.gov",
      "img-src 'self' https://collect.example.gov",
    ]);
  });

  test.each([
    ['of somebody with Global Privacy Control', { ...SIGNED_IN, 'sec-gpc': '1' }],
    ['of somebody with Do Not Track', { ...SIGNED_IN, dnt: '1' }],
    ['of somebody who is not signed in', {}],
  ])('%s stays strict with a container', async (_, headers) => {
    const { policy, script } = await asked(await site(CONTAINER), '/profile/contacts', headers);
    expect([policy, script]).toEqual([STRICT['content-security-policy'], null]);
  });
});

test('the API stays strict with a container', async () => {
  const { policy } = await asked(await site(CONTAINER), '/v0/profile/contacts', SIGNED_IN);
  expect(policy).toBe(STRICT['content-security-policy']);
});
