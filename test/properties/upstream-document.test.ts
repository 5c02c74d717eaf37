import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import fastify, { type FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { contactsApi, vaProfileContacts } from '../../src/contacts/index.ts';
import { NO_SURVEY } from '../../src/feedback/index.ts';
import type { Person } from '../../src/identity/index.ts';
import { createLog } from '../../src/lib/log.ts';
import { profileRoutes } from '../../src/profile/index.ts';
import { createVaProfileClient } from '../../src/va-profile/index.ts';
import { PROTECTION } from '../world/protection.ts';
import { veteran } from '../world/veterans.ts';

/** In the order in which the API gives them. */
const TYPES = [
  'Emergency Contact',
  'Other emergency contact',
  'Primary Next of Kin',
  'Other Next of Kin',
];

let answerBody = '';
let upstream: Server;
let app: FastifyInstance;

beforeAll(async () => {
  upstream = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(answerBody);
  });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const { port } = upstream.address() as AddressInfo;
  const log = createLog('silent');
  const baseUrl = `http://127.0.0.1:${port}`;
  const vaProfile = createVaProfileClient({
    baseUrl,
    deadlineMs: 60_000,
    log,
    protection: PROTECTION,
  });
  const shared = {
    contacts: vaProfileContacts(vaProfile),
    log,
    contactsIsOpen: () => true,
    downtime: () => ({ kind: 'none' }) as const,
  };
  app = fastify();
  app.decorateRequest<Person | null>('person', null);
  app.decorateRequest('accountName', null);
  app.decorateRequest('wasSignedOut', false);
  app.decorateRequest('signInEndsInMs', 1_800_000);
  app.addHook('onRequest', async (request) => {
    request.setDecorator('person', veteran('all-four'));
  });
  app.addHook('onClose', () => vaProfile.close());
  await app.register(contactsApi(shared));
  await app.register(
    profileRoutes({
      ...shared,
      survey: NO_SURVEY,
      sameOriginOnly: (_request, _reply, done) => done(),
      now: () => new Date(),
      stylesheetUrl: '/styles.css',
      scriptUrl: '/profile.js',
      containerFor: () => null,
    }),
  );
});

afterAll(async () => {
  await app.close();
  upstream.close();
});

async function askedFor(document: unknown) {
  answerBody = typeof document === 'string' ? document : JSON.stringify(document);
  const api = await app.inject('/v0/profile/contacts');
  const page = await app.inject('/profile/contacts');
  return { api, page };
}

const hostile = fc.constantFrom(
  '<b data-hostile>bold</b>',
  '"><img src=x onerror=alert(1)>',
  '&lt;already&gt; & not',
  "O'Fourcade \u202Egnirts",
  'ÅÄÖ 漢字 '.repeat(200),
  '\u0000\u0007',
  '   ',
  '',
);
const text = fc.oneof(hostile, fc.string(), fc.constantFrom('SISTER', 'OR', '(555)555-0142'));
const anything = fc.oneof(text, fc.constant(null), fc.integer(), fc.array(text), fc.object());
const FIELDS = [
  ...['givenName', 'middleName', 'familyName', 'relationship', 'primaryPhone'],
  ...['addressLine1', 'addressLine2', 'addressLine3', 'city', 'state', 'zipCode'],
  ...['postalCode', 'provinceCode', 'country'],
];
const record = fc
  .tuple(
    fc.oneof(fc.constantFrom(...TYPES), fc.constantFrom('Designee', 'EMERGENCY CONTACT'), anything),
    fc.dictionary(fc.constantFrom(...FIELDS), anything),
  )
  .map(([contactType, fields]) => ({ ...fields, contactType }));

describe('whatever VA Profile sends', () => {
  test('as contacts: each of a known type is there once, in order, and nothing is markup', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 12 }), async (associatedPersons) => {
        const { api, page } = await askedFor({ profile: { healthBenefit: { associatedPersons } } });
        expect([api.statusCode, page.statusCode]).toEqual([200, 200]);
        const { data } = api.json<{ data: { id: string; attributes: object }[] }>();
        const sent = associatedPersons.map(({ contactType }) => contactType);
        const known = TYPES.flatMap((type) => sent.filter((sentType) => sentType === type));
        const given = data.map(({ attributes }) => Object.values(attributes)[0] as string);
        expect(given).toEqual(known);
        expect(new Set(data.map(({ id }) => id)).size).toBe(data.length);
        expect(page.body).not.toMatch(/<b data-hostile|<img/);
      }),
      { numRuns: 150 },
    );
  });

  test('in any other form: an answer of ours, never an accident', async () => {
    const damaged = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom('', '[]', 'null', '{"profile":null}', '{"profile":{"healthBenefit":[]}}'),
      anything.map((associatedPersons) => ({ profile: { healthBenefit: { associatedPersons } } })),
    );
    await fc.assert(
      fc.asyncProperty(damaged, async (document) => {
        const { api, page } = await askedFor(document);
        expect([200, 502]).toContain(api.statusCode);
        expect(page.statusCode).toBe(api.statusCode === 200 ? 200 : 503);
      }),
      { numRuns: 150 },
    );
  });
});
