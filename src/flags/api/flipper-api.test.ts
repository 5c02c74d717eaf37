import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { createLog } from '../../lib/log.ts';
import { createFlags, createMemoryStore, flipperApi, toggleRoutes, type Flags } from '../index.ts';

const FEATURE = 'profile_contacts';
const ACTOR = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

let app: FastifyInstance;
let flags: Flags;
let owner: string | null;
let closedByHand: string[];

beforeEach(async () => {
  owner = null;
  closedByHand = [];
  flags = createFlags({
    store: createMemoryStore(),
    log: createLog('silent'),
    snapshotLimitMs: 30_000,
  });
  const ownership = {
    ownerOf: () => Promise.resolve(owner),
    closedByHand: (feature: string) => {
      closedByHand.push(feature);
      return Promise.resolve();
    },
  };
  app = Fastify();
  await app.register(flipperApi({ flags, authorise: [], ownership, noteOf: () => BY_ENZO }), {
    prefix: '/flipper/api',
  });
  await app.register(toggleRoutes({ flags, actorOf: () => ACTOR }));
});

afterEach(async () => {
  await flags.close();
  await app.close();
});

function call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) {
  const headers = { 'content-type': 'application/json' };
  const payload = body === undefined ? '' : JSON.stringify(body);
  return app.inject({ method, url: `/flipper/api${path}`, headers, payload });
}

describe('Flipper’s HTTP API', () => {
  test('adds a feature, opens it by each gate, and shows it as Flipper does', async () => {
    await call('POST', '/features', { name: FEATURE });
    await call('POST', `/features/${FEATURE}/actors`, { flipper_id: ACTOR });
    const answer = await call('POST', `/features/${FEATURE}/percentage_of_actors`, {
      percentage: '12.5',
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      key: FEATURE,
      state: 'conditional',
      gates: [
        { key: 'boolean', name: 'boolean', value: null },
        { key: 'expression', name: 'expression', value: null },
        { key: 'actors', name: 'actor', value: [ACTOR] },
        { key: 'percentage_of_actors', name: 'percentage_of_actors', value: '12.5' },
        { key: 'percentage_of_time', name: 'percentage_of_time', value: null },
        { key: 'groups', name: 'group', value: [] },
      ],
    });
  });

  test('takes a request without a body though it is labelled JSON', async () => {
    expect((await call('POST', `/features/${FEATURE}/boolean`)).json()).toMatchObject({
      state: 'on',
    });
    expect((await call('DELETE', `/features/${FEATURE}/boolean`)).json()).toMatchObject({
      state: 'off',
    });
  });

  test.each([
    ['POST', `/features/${FEATURE}/percentage_of_actors`, { percentage: '101' }, 422, 3],
    ['POST', `/features/${FEATURE}/percentage_of_actors`, { percentage: 'many' }, 422, 3],
    ['POST', `/features/${FEATURE}/percentage_of_actors`, {}, 422, 3],
    ['POST', `/features/${FEATURE}/actors`, {}, 422, 4],
    ['POST', '/features', { name: ' ' }, 422, 5],
    ['GET', '/features/no_such_feature', undefined, 404, 1],
  ] as const)(
    '%s %s with %j is refused and changes nothing',
    async (method, path, body, status, code) => {
      const answer = await call(method, path, body);
      expect(answer.statusCode).toBe(status);
      expect(answer.json()).toMatchObject({ code });
      expect(flags.features()).toEqual([]);
    },
  );

  test('refuses to widen a feature that a release owns, and names the release', async () => {
    owner = 'personal-health-care-contacts-mvp';
    const answer = await call('POST', `/features/${FEATURE}/percentage_of_actors`, {
      percentage: 50,
    });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain(owner);
    expect(flags.features()).toEqual([]);
  });

  test('hands closing an owned feature to its release', async () => {
    await flags.change(FEATURE, { kind: 'set-percentage-of-actors', percentage: 20 }, BY_ENZO);
    owner = 'personal-health-care-contacts-mvp';
    await call('DELETE', `/features/${FEATURE}/boolean`);
    expect(closedByHand).toEqual([FEATURE]);
  });
});

describe('the toggle list', () => {
  test('names every feature in both spellings, with the answer for who asks', async () => {
    await flags.change(FEATURE, { kind: 'enable-actor', actorId: ACTOR }, BY_ENZO);
    const answer = await app.inject('/v0/feature_toggles');
    expect(answer.json()).toEqual({
      data: {
        type: 'feature_toggles',
        features: [
          { name: 'profileContacts', value: true },
          { name: FEATURE, value: true },
        ],
      },
    });
  });

  test('echoes asked names as they were asked, unknown ones as closed', async () => {
    await flags.change(FEATURE, { kind: 'enable' }, BY_ENZO);
    const answer = await app.inject('/v0/feature_toggles?features=profileContacts,nothingLikeIt');
    expect(answer.json<{ data: { features: unknown } }>().data.features).toEqual([
      { name: 'profileContacts', value: true },
      { name: 'nothingLikeIt', value: false },
    ]);
  });
});
