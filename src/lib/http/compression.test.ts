import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { compressAnswers } from './compression.ts';

const ETAG = 'W/"abc"';
let app: FastifyInstance;

beforeAll(async () => {
  app = Fastify();
  await compressAnswers(app);
  app.get('/page', (_request, reply) => reply.type('text/html').send('<p>Hello</p>'));
  app.get('/large', (_request, reply) => reply.type('text/html').send('Hello '.repeat(50_000)));
  app.get('/known', (_request, reply) => reply.code(304).header('etag', ETAG).send());
  app.get('/tagged', (_request, reply) => reply.header('etag', ETAG).send({ a: 1 }));
  app.get('/zipped', (_request, reply) =>
    reply.type('text/css').header('content-encoding', 'gzip').send(gzipSync('a {}')),
  );
  app.get('/events', (_request, reply) =>
    reply.type('text/event-stream').send(Readable.from(['data: 1\n\n'])),
  );
  app.post('/echo', (request) => ({ got: request.body }));
  await app.ready();
});
afterAll(() => app.close());

const ask = (url: string, accepted = 'gzip, br') =>
  app.inject({ url, headers: { 'accept-encoding': accepted } });

describe('an answer', () => {
  test.each([
    ['gzip', 'gzip'],
    ['br, GZIP;q=0.5', 'gzip'],
    ['*', 'gzip'],
    ['*;q=0', undefined],
    ['gzip;q=0, *', undefined],
    ['identity', undefined],
    ['', undefined],
  ])('to a client that accepts “%s” is encoded as %s', async (accepted, encoding) => {
    const answer = await ask('/page', accepted);
    expect(answer.headers['content-encoding']).toBe(encoding);
    const text = encoding ? gunzipSync(answer.rawPayload).toString() : answer.body;
    expect(text).toBe('<p>Hello</p>');
  });

  test('of any length is whole', async () => {
    const answer = await ask('/large');
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(answer.rawPayload).toString()).toBe('Hello '.repeat(50_000));
  });

  test('says that it depends on what is accepted, and keeps its weak validator', async () => {
    expect((await ask('/tagged')).headers).toMatchObject({ vary: 'accept-encoding', etag: ETAG });
    expect(await ask('/known')).toMatchObject({ statusCode: 304, body: '' });
  });

  test('that is compressed already is not compressed again', async () => {
    const answer = await ask('/zipped');
    expect(gunzipSync(answer.rawPayload).toString()).toBe('a {}');
  });

  test('that is a stream of events is sent as it comes', async () => {
    const answer = await ask('/events');
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.body).toBe('data: 1\n\n');
  });
});

test('a compressed request is not unpacked', async () => {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  const payload = gzipSync('{"a":1}');
  const answer = await app.inject({ method: 'POST', url: '/echo', headers, payload });
  expect(answer.statusCode).toBe(400);
});
