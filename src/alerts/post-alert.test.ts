import { text } from 'node:stream/consumers';

import { Webhook } from 'standardwebhooks';
import { afterEach, expect, test } from 'vitest';

import { serve, type Upstream } from '../../test/world/upstream.ts';
import { MINUTE_MS } from '../lib/duration.ts';
import type { Alert } from './alert.ts';
import { AlertRefusedError } from './send-alert.ts';
import { postAlertsTo } from './post-alert.ts';

const ALERT: Alert = {
  release: 'canary',
  version: 4,
  at: '2024-04-08T14:03:00.000Z',
  urgency: 'act',
  text: 'canary: Rolled back.',
};
const NEVER = new AbortController().signal;
const LINK = 'https://www.example.gov/console/releases/canary';
const POSTED = { ...ALERT, text: `canary: Rolled back. ${LINK}`, link: LINK };
const PLAIN = {
  secret: null,
  addressOf: (release: string) => `https://www.example.gov/console/releases/${release}`,
};

let receiver: Upstream | undefined;
afterEach(() => receiver?.close());

test('an alert is posted as JSON, with a link to its release and a key by which repetitions can be told', async () => {
  const got: unknown[] = [];
  receiver = await serve((request, response) => {
    void text(request).then((body) => {
      got.push(request.method, request.headers['idempotency-key'], JSON.parse(body));
      response.writeHead(204).end();
    });
  });
  await postAlertsTo(`${receiver.url}/hook`, PLAIN)(ALERT, NEVER);
  expect(got).toEqual(['POST', 'canary/4/2024-04-08T14:03:00.000Z', POSTED]);
});

/** Signs an alert, and hands what came to an independent reader of Standard Webhooks. */
async function signed(secret: Buffer | null, now?: () => number) {
  const got: { body: string; headers: Record<string, string> }[] = [];
  receiver = await serve((request, response) => {
    void text(request).then((body) => {
      got.push({ body, headers: request.headers as Record<string, string> });
      response.writeHead(204).end();
    });
  });
  await postAlertsTo(receiver.url, { ...PLAIN, secret, ...(now && { now }) })(ALERT, NEVER);
  const [{ body, headers } = { body: '', headers: {} }] = got;
  const read = (key: Buffer, sent = body) =>
    new Webhook(`whsec_${key.toString('base64')}`).verify(sent, headers);
  return { headers, body, read };
}
const KEY = Buffer.alloc(32, 7);

test('a signed alert is read by who has the key, and by nobody who has another one', async () => {
  const { read, body, headers } = await signed(KEY);
  expect(read(KEY)).toEqual(POSTED);
  expect(headers['webhook-id']).toMatch(/^alert_[0-9a-f]{32}$/u);
  expect(() => read(Buffer.alloc(32, 8))).toThrow('No matching signature');
  expect(() => read(KEY, body.replace('Rolled back', 'All well'))).toThrow('No matching signature');
});

test('a signature of long ago is told by its time', async () => {
  const { read } = await signed(KEY, () => Date.now() - 10 * MINUTE_MS);
  expect(() => read(KEY)).toThrow('too old');
});

test('an alert has the same id each time, and without a key no signature', async () => {
  const ids = [await signed(KEY), await signed(KEY)].map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(1);
  expect(Object.keys((await signed(null)).headers).join(' ')).not.toContain('webhook');
});

test('no alert has the key of another: after a restore versions are given again, and instances speak of one version', async () => {
  const restored = { ...ALERT, at: new Date(Date.parse(ALERT.at) + 1).toISOString() };
  const alerts = [ALERT, restored, { ...ALERT, instance: 'one' }, { ...ALERT, instance: 'two' }];
  const keys = new Set<unknown>();
  for (const alert of [...alerts, ...alerts]) {
    receiver = await serve((request, response) => {
      keys.add(request.headers['idempotency-key']);
      request.resume();
      response.writeHead(204).end();
    });
    await postAlertsTo(receiver.url, PLAIN)(alert, NEVER);
    await receiver.close();
  }
  expect(keys.size).toBe(alerts.length);
});

test.each([301, 404, 500])('is not taken with an answer of %i', async (status) => {
  receiver = await serve((request, response) => {
    request.resume();
    response.writeHead(status, { location: 'http://127.0.0.1:9/' }).end();
  });
  await expect(postAlertsTo(receiver.url, PLAIN)(ALERT, NEVER)).rejects.toThrow();
});

test.each([
  [422, true],
  [400, true],
  [404, false],
  [429, false],
  [503, false],
])('an answer of %i is about this alert: %s', async (status, isRefused) => {
  receiver = await serve((request, response) => {
    request.resume();
    response.writeHead(status).end();
  });
  const failure: unknown = await postAlertsTo(receiver.url, PLAIN)(ALERT, NEVER).catch(
    (error: unknown) => error,
  );
  expect(failure instanceof AlertRefusedError).toBe(isRefused);
});

test('is given up when the program stops', async () => {
  const stopping = new AbortController();
  receiver = await serve(() => {
    stopping.abort();
  });
  await expect(postAlertsTo(receiver.url, PLAIN)(ALERT, stopping.signal)).rejects.toThrow();
});
