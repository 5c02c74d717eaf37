import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';

import type { AlertDelivery, Deliveries, Resent } from '../../alerts/index.ts';
import { deliveryApi } from './delivery-api.ts';

const NOW = new Date('2026-11-29T12:00:00Z');
const GIVEN_UP: AlertDelivery = {
  key: 'canary/4/2026-11-20T14:03:00.000Z',
  alert: {
    release: 'canary',
    version: 4,
    at: '2026-11-20T14:03:00.000Z',
    urgency: 'act',
    text: 'canary: Rolled back.',
  },
  attempts: 9,
  lastTriedAt: new Date('2026-11-21T14:00:00Z'),
  takenAt: null,
  answer: 'The receiver of alerts answered 500.',
  isRefused: false,
  resentBy: null,
};

/** The API for a person in this role, where sending an alert again comes to this; null: none are sent. */
function apiFor(role: string, resent: Resent | null) {
  const app = Fastify();
  onTestFinished(() => app.close());
  const asked: unknown[] = [];
  const deliveries: Deliveries = {
    newest: () => Promise.resolve([GIVEN_UP]),
    resend:
      resent &&
      ((one) => {
        asked.push(one);
        return Promise.resolve(resent);
      }),
  };
  const whoActs = () => ({ name: 'Enid Gneer', role });
  void app.register(deliveryApi({ deliveries, clock: { now: () => NOW }, authorize: [], whoActs }));
  const resend = () =>
    app.inject({ method: 'POST', url: '/resend', payload: { key: GIVEN_UP.key } });
  return { asked, resend, list: () => app.inject('/') };
}

test('a program reads each alert with what became of it', async () => {
  const { list } = apiFor('engineer', 'taken');
  expect((await list()).json()).toMatchObject({
    areSent: true,
    deliveries: [{ key: GIVEN_UP.key, state: 'given-up', attempts: 9 }],
  });
});

test('an alert is sent again in the name of who asks', async () => {
  const { resend, asked } = apiFor('engineer', 'taken');
  expect((await resend()).json()).toEqual({ key: GIVEN_UP.key, state: 'taken' });
  expect(asked).toEqual([{ key: GIVEN_UP.key, name: 'Enid Gneer' }]);
});

test.each([
  ['engineer', 'no-such-alert', 404, 'no-such-alert'],
  ['engineer', 'waiting', 409, 'alert-waiting'],
  ['engineer', 'not-taken', 409, 'alert-not-taken'],
  ['engineer', null, 409, 'no-alerts-sent'],
  ['reviewer', 'taken', 403, 'not-allowed'],
  ['automation', 'taken', 403, 'not-allowed'],
] as const)('%s, %s: is refused by %i and %s', async (role, resent, status, code) => {
  const { resend, asked } = apiFor(role, resent);
  const answer = await resend();
  expect([answer.statusCode, answer.json()]).toMatchObject([status, { code }]);
  if (status === 403) expect(asked).toEqual([]);
});
