import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startProfileApp, type ProfileApp, type Visitor } from '../../../test/world/profile-app.ts';
import type { FaultKind } from '../../stand-ins/va-profile/index.ts';

const CAMEL = { 'x-key-inflection': 'camel' };
const PATH = '/v0/profile/contacts';

let app: ProfileApp;
beforeAll(async () => {
  app = await startProfileApp();
});
afterAll(() => app.close());
beforeEach(() => {
  app.open(true);
  app.vaProfile.fault({ kind: 'none' });
});

const attributesFor = async (visitor: Visitor, headers = CAMEL) => {
  const { body } = await app.get(PATH, { as: visitor, headers });
  const { data } = JSON.parse(body) as {
    data: { id: string; attributes: Record<string, unknown> }[];
  };
  return data;
};

describe('contacts by API', () => {
  it('come in order, as the twelve attributes and what is on file of the three more', async () => {
    const data = await attributesFor('all-four');
    expect(data.map(({ id }) => id)).toEqual([
      'Emergency Contact',
      'Other emergency contact',
      'Primary Next of Kin',
      'Other Next of Kin',
    ]);
    expect(data[3]).toEqual({
      id: 'Other Next of Kin',
      type: 'contact',
      attributes: {
        contactType: 'Other Next of Kin',
        givenName: 'Seamus',
        middleName: 'Patrick',
        familyName: "O'Fourcade",
        relationship: 'NIECE/NEPHEW',
        addressLine1: '8 MADE-UP LANE',
        addressLine2: null,
        addressLine3: null,
        city: 'NOWHERE',
        state: 'OR',
        zipCode: '00004',
        primaryPhone: '(555)555-0104',
        country: 'USA',
      },
    });
  });

  it('are not asked for while VA Profile is down as planned', async () => {
    const asked = app.vaProfile.requests();
    const downtime = { from: new Date(0), until: new Date(1) };
    app.plan({ kind: 'now', downtime });
    const { status, body, headers } = await app.get(PATH, { as: 'all-four' });
    expect([status, headers['cache-control'], app.vaProfile.requests()]).toEqual([
      503,
      'no-store',
      asked,
    ]);
    expect(body).toContain('planned maintenance');
    expect(headers['retry-after']).toBe('Thu, 01 Jan 1970 00:00:00 GMT');
    const page = await app.get('/profile/contacts', { as: 'all-four' });
    expect(page.headers['retry-after']).toBe(headers['retry-after']);
    app.plan({ kind: 'none' });
  });

  it('have province and postal code when they are on file', async () => {
    const [, robin] = await attributesFor('abroad');
    expect(robin?.attributes).toMatchObject({
      provinceCode: 'QC',
      postalCode: 'H0H 0H0',
      country: 'CAN',
      zipCode: null,
    });
  });

  it('have exactly the twelve attributes when nothing else is on file', async () => {
    const [casey] = await attributesFor('one-of-each');
    expect(Object.keys(casey?.attributes ?? {})).toHaveLength(12);
  });

  it('have snake_case keys unless the client asks for camelCase', async () => {
    const [contact] = await attributesFor('all-four', { 'x-key-inflection': '' });
    expect(Object.keys(contact?.attributes ?? {})).toEqual([
      'contact_type',
      'given_name',
      'middle_name',
      'family_name',
      'relationship',
      'address_line1',
      'address_line2',
      'address_line3',
      'city',
      'state',
      'zip_code',
      'primary_phone',
      'country',
    ]);
  });

  it('leave out unknown types, and the log counts them', async () => {
    expect((await attributesFor('unknown-type')).map(({ id }) => id)).toEqual([
      'Emergency Contact',
      'Primary Next of Kin',
    ]);
    const line = app.logged.findLast(({ msg }) => msg === 'contacts read');
    expect(line).toMatchObject({ contactCount: 2, droppedCount: 3 });
    expect(line?.requestId).toMatch(/./);
    expect(line?.auditId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('are never stored on the way', async () => {
    const { headers } = await app.get(PATH, { as: 'all-four' });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    });
  });

  it('are nothing for someone who is not enrolled, and VA Profile is not asked', async () => {
    const asked = app.vaProfile.requests();
    expect(await app.get(PATH, { as: 'not-enrolled' })).toMatchObject({
      status: 200,
      body: '{"data":[]}',
    });
    expect(app.vaProfile.requests()).toBe(asked);
  });

  it('are nothing for a patient with nobody on file', async () => {
    expect(await app.get(PATH, { as: 'none-on-file' })).toMatchObject({
      status: 200,
      body: '{"data":[]}',
    });
  });
});

describe('the API refuses', () => {
  it('someone signed out with 401 and how to authenticate', async () => {
    const answer = await app.get(PATH, { as: 'signed out' });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Token realm="Application"');
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ code: '401', status: '401' }] });
  });

  it.each<Visitor>(['unproofed', 'blocked', 'not-in-mpi'])(
    '%s with 403, and VA Profile is not asked',
    async (visitor) => {
      const asked = app.vaProfile.requests();
      const answer = await app.get(PATH, { as: visitor });
      expect(answer.status).toBe(403);
      expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ code: '403', status: '403' }] });
      expect(app.vaProfile.requests()).toBe(asked);
    },
  );
});

describe('when VA Profile fails, the API answers', () => {
  it.each<[FaultKind, number, string]>([
    ['500-code', 400, 'VET360_MVI203'],
    ['500', 502, 'VET360_502'],
    ['malformed', 502, 'VET360_502'],
    ['refuse', 503, '503'],
  ])('%s with %i and the code %s', async (kind, status, code) => {
    app.vaProfile.fault({ kind });
    const answer = await app.get(PATH, { as: 'all-four' });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ code, status: `${status}` }] });
    expect(answer.body).toMatch(/^\{"errors":\[\{"title":"[^"]+","detail":"[^"]+","code":/);
  });

  it.each(['slow', 'drip'] as const)('%s with 504 at the deadline', async (kind) => {
    const impatient = await startProfileApp({ deadlineMs: 400 });
    onTestFinished(impatient.close);
    impatient.vaProfile.fault({ kind });
    const { status, body } = await impatient.get(PATH, { as: 'all-four' });
    expect([status, JSON.parse(body)]).toMatchObject([504, { errors: [{ code: '504' }] }]);
  });

  it('its error with the source that clients know', async () => {
    app.vaProfile.fault({ kind: '500-code' });
    const { body } = await app.get(PATH, { as: 'all-four' });
    expect(JSON.parse(body)).toMatchObject({
      errors: [{ source: 'VAProfile::Profile::V3::Service' }],
    });
  });

  it('its 404 with 404 and no data', async () => {
    app.vaProfile.fault({ kind: '404' });
    expect(await app.get(PATH, { as: 'all-four' })).toMatchObject({
      status: 404,
      body: '{"data":[]}',
    });
  });
});

describe('while the feature is closed', () => {
  it.each<Visitor>(['all-four', 'not-enrolled', 'blocked', 'unproofed', 'signed out'])(
    '%s gets the answer of a path that does not exist',
    async (visitor) => {
      app.open(false);
      const asked = app.vaProfile.requests();
      const closed = await app.get(PATH, { as: visitor });
      const unknown = await app.get('/v0/profile/c0ntacts', { as: visitor });
      expect(closed.status).toBe(visitor === 'signed out' ? 401 : 404);
      expect({ ...closed, body: closed.body.replace('contacts', 'c0ntacts') }).toEqual(unknown);
      expect(app.vaProfile.requests()).toBe(asked);
    },
  );
});
