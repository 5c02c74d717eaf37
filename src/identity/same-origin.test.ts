import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { sameOriginOnly } from './index.ts';

const app = Fastify();
const preHandler = sameOriginOnly('https://www.example.test');
app.route({ method: ['GET', 'POST', 'DELETE'], url: '/', preHandler, handler: async () => 'done' });

const OURS = { origin: 'https://www.example.test' };

describe('a form that changes something', () => {
  it.each([
    ['the browser says it is from our page', { 'sec-fetch-site': 'same-origin' }],
    ['the person sent it by hand', { 'sec-fetch-site': 'none' }],
    ['its origin is ours', OURS],
    ['its origin is ours on another subdomain’s word', { 'sec-fetch-site': 'same-site', ...OURS }],
  ])('is accepted when %s', async (_when, headers) => {
    expect((await app.inject({ method: 'POST', url: '/', headers })).body).toBe('done');
  });

  it.each([
    ['it says nothing', {}],
    ['it is from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['it is from a sister site', { 'sec-fetch-site': 'same-site' }],
    ['its origin is hidden', { origin: 'null' }],
    ['its origin only begins like ours', { origin: 'https://www.example.test.evil.example' }],
    ['its origin is ours without encryption', { origin: 'http://www.example.test' }],
  ])('is refused when %s', async (_when, headers) => {
    for (const method of ['POST', 'DELETE'] as const) {
      const answer = await app.inject({ method, url: '/', headers });
      expect(answer.statusCode).toBe(403);
      expect(answer.body).toContain('another site');
    }
  });

  it('is no concern of pages that are only read', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await app.inject({ url: '/', headers })).body).toBe('done');
  });
});
