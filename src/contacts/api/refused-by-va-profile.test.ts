import fastify from 'fastify';
import { expect, it } from 'vitest';
import { veteran } from '../../../test/world/veterans.ts';
import { createLog } from '../../lib/log.ts';
import { err } from '../../lib/result.ts';
import { contactsApi, type ContactsSource } from '../index.ts';

const refusing = (upstreamStatus: number): ContactsSource => ({
  contactsOf: async () =>
    err({ kind: 'refused-request', upstreamStatus, upstreamCode: null, auditId: null }),
});

it.each([
  [400, 400, '{"data":[]}'],
  [429, 429, '{"data":[]}'],
  [401, 502, 'VET360_502'],
  [403, 502, 'VET360_502'],
])('a refusal by VA Profile with %i is answered with %i', async (refusal, status, words) => {
  const app = fastify();
  app.decorateRequest('person', null);
  app.addHook('onRequest', async (request) => {
    request.setDecorator('person', veteran('all-four'));
  });
  const contacts = refusing(refusal);
  await app.register(
    contactsApi({
      contacts,
      contactsIsOpen: () => true,
      downtime: () => ({ kind: 'none' }),
      log: createLog('silent'),
    }),
  );
  const answer = await app.inject('/v0/profile/contacts');
  expect(answer.statusCode).toBe(status);
  expect(answer.body).toContain(words);
  await app.close();
});
