import { text } from 'node:stream/consumers';

import { afterEach, expect, test } from 'vitest';

import { serve, type Upstream } from '../../../test/world/upstream.ts';
import type { Alert } from './alert.ts';
import { AlertRefusedError } from './alerting.ts';
import { postAlertsTo } from './post-alert.ts';

const ALERT: Alert = {
  release: 'canary',
  version: 4,
  at: '2024-04-08T14:03:00.000Z',
  urgency: 'act',
  text: 'canary: Rolled back.',
};
const NEVER = new AbortController().signal;

let receiver: Upstream | undefined;
afterEach(() => receiver?.close());

test('an alert is posted as JSON, with a key by which repetitions can be told', async () => {
  const got: unknown[] = [];
  receiver = await serve((request, response) => {
    void text(request).then((body) => {
      got.push(request.method, request.headers['idempotency-key'], JSON.parse(body));
      response.writeHead(204).end();
    });
  });
  await postAlertsTo(`${receiver.url}/hook`)(ALERT, NEVER);
  expect(got).toEqual(['POST', 'canary/4/2024-04-08T14:03:00.000Z', ALERT]);
});

test.each([301, 404, 500])('is not taken with an answer of %i', async (status) => {
  receiver = await serve((request, response) => {
    request.resume();
    response.writeHead(status, { location: 'http://127.0.0.1:9/' }).end();
  });
  await expect(postAlertsTo(receiver.url)(ALERT, NEVER)).rejects.toThrow();
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
  const failure: unknown = await postAlertsTo(receiver.url)(ALERT, NEVER).catch(
    (error: unknown) => error,
  );
  expect(failure instanceof AlertRefusedError).toBe(isRefused);
});

test('is given up when the program stops', async () => {
  const stopping = new AbortController();
  receiver = await serve(() => {
    stopping.abort();
  });
  await expect(postAlertsTo(receiver.url)(ALERT, stopping.signal)).rejects.toThrow();
});
