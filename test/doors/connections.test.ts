import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';

import { request } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { connectionLimit } from '../../src/app/http/connections.ts';
import { createHttpServer, type HttpServer } from '../../src/app/http/http-server.ts';
import { MOST_STREAMS_PER_ADDRESS } from '../../src/app/http/streams.ts';
import { sendRaw } from './asking.ts';
import { httpSettings } from '../world/http-settings.ts';

const MOST = 50;
const LONG_MS = 300_000;

let server: HttpServer;
let url: string;
let sockets: Socket[];
let letGo: () => void;
let beingAnswered: number;

async function serve(connections: number): Promise<void> {
  server = await createHttpServer(
    httpSettings({
      connections,
      requestsPerMinute: 100_000,
      // Whoever is slow stays, so that only a want of room sends them away.
      deadlines: { headersMs: LONG_MS, requestMs: LONG_MS, lookEveryMs: 50 },
    }),
  );
  const goOn = new Promise<void>((resolve) => (letGo = resolve));
  server.app.get('/profile', () => 'here');
  server.app.get('/profile/slow', async () => {
    beingAnswered += 1;
    await goOn;
    return 'at last';
  });
  server.app.post('/sign-out', () => 'done');
  server.app.get('/ofrep/v1/events', (_request, reply) => {
    const stream = new PassThrough();
    stream.write(': open\n\n');
    return reply.type('text/event-stream').send(stream);
  });
  url = await server.app.listen({ host: '127.0.0.1', port: 0 });
}

beforeEach(() => {
  sockets = [];
  beingAnswered = 0;
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  letGo();
  server.app.server.closeAllConnections();
  await server.app.close();
});

async function open(bytes: string, count: number): Promise<readonly Socket[]> {
  const { port } = new URL(url);
  const opened = Array.from({ length: count }, () => {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    socket.write(bytes);
    return socket;
  });
  await Promise.all(opened.map((socket) => once(socket, 'connect')));
  return opened;
}

const GET = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;
const openConnections = () =>
  new Promise<number>((resolve) => {
    server.app.server.getConnections((_error, count) => resolve(count));
  });

describe('when all connections are taken', () => {
  test.each([
    ['say nothing', ''],
    ['never end their headers', 'GET /profile HTTP/1.1\r\nhost: x\r\nx-a: '],
    ['never end their body', 'POST /sign-out HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\na'],
    ['have been answered and idle', GET('/profile')],
  ])('those make way that %s', async (_what, bytes) => {
    await serve(MOST);
    await open(bytes, MOST + 30);
    const { statusCode, body } = await request(`${url}/profile`);
    expect([statusCode, await body.text()]).toEqual([200, 'here']);
    await expect.poll(() => openConnections()).toBeLessThanOrEqual(MOST);
  });

  test('nobody is cut off whose request is being answered: a new one hears that there is no room', async () => {
    await serve(MOST);
    const busy = await open(GET('/profile/slow'), MOST);
    const answers = busy.map(async (socket) => String((await once(socket, 'data'))[0]));
    await expect.poll(() => beingAnswered).toBe(MOST);
    const refused = await sendRaw(url, GET('/profile'));
    expect(refused.status).toBe(503);
    expect(refused.headers).toMatchObject({
      'retry-after': '1',
      'x-content-type-options': 'nosniff',
    });
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'busy' });
    letGo();
    for (const answer of await Promise.all(answers)) expect(answer).toContain('at last');
  });
});

test('there are never more connections than the system allows files', () => {
  expect(connectionLimit(40)).toBe(40);
  expect(connectionLimit(Number.MAX_SAFE_INTEGER)).toBeLessThan(Number.MAX_SAFE_INTEGER);
});

test('one address holds only so many event streams, and may open another when one ends', async () => {
  await serve(500);
  const streams = await open(GET('/ofrep/v1/events'), MOST_STREAMS_PER_ADDRESS);
  await Promise.all(streams.map((socket) => once(socket, 'data')));
  const refused = await sendRaw(url, GET('/ofrep/v1/events'));
  expect(refused.status).toBe(429);
  expect(refused.headers['retry-after']).toBe('60');
  expect((await request(`${url}/profile`)).statusCode).toBe(200);
  streams[0]?.destroy();
  const told = async () => {
    const again = await open(GET('/ofrep/v1/events'), 1);
    const [first] = await Promise.all(again.map((socket) => once(socket, 'data')));
    return String(first);
  };
  await expect.poll(told).toContain('200 OK');
});
