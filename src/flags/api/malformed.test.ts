import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestDatabase } from '../../../test/postgres/index.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { flagServer } from '../../../test/world/flag-server.ts';
import { migrate, type OpenDatabase } from '../../lib/database/index.ts';
import {
  checkRoute,
  createFeatureRecords,
  createSqlStore,
  flagMigrations,
  flagRoutes,
  ofrepApi,
  toggleRoutes,
} from '../index.ts';

// On a database, because only that knows what it can't store.
let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  expect(await migrate(database.db, flagMigrations)).toMatchObject({ ok: true });
});
afterAll(() => database.close());

const server = flagServer(() => createSqlStore(database.db));

const KNOWN_PARTS = [
  'features',
  'search',
  'actors',
  'boolean',
  'clear',
  'groups',
  'expression',
  'percentage_of_actors',
  'percentage_of_time',
  'import',
  'export',
];
const part = fc.oneof(fc.constantFrom(...KNOWN_PARTS), fc.string(), fc.string({ unit: 'binary' }));
const encoded = part.map(encodeLoosely);
const path = fc
  .oneof(fc.array(encoded, { maxLength: 5 }), fc.tuple(fc.constant('features'), encoded, encoded))
  .map((parts) => `/${parts.join('/')}`);
const parameter = fc.constantFrom(
  'keys',
  'keys[]',
  'keys[x]',
  'name',
  'flipper_id',
  'percentage',
  'exclude_gates',
  'allow_unregistered_groups',
);
const value = fc.oneof(
  fc.string(),
  fc.constantFrom('%', '%FF', '%00', 'true', '5abc', '101', '-1'),
);
const query = fc
  .array(fc.tuple(parameter, value), { maxLength: 3 })
  .map((pairs) => pairs.map(([name, text]) => `${name}=${text}`).join('&'))
  .map((text) => text.replace(/[^\x21-\x7e]|#/g, '+'));
const json = fc.oneof(
  fc.json(),
  fc
    .record(
      { name: fc.anything(), flipper_id: fc.anything(), percentage: fc.anything() },
      { requiredKeys: [] },
    )
    .map((body) => safeJson(body)),
  fc
    .record({ version: fc.constantFrom(1, 2), features: fc.jsonValue() })
    .map((file) => safeJson(file)),
  fc
    .dictionary(
      fc.string(),
      fc.record(
        {
          boolean: fc.constantFrom(null, true, 'true', 'TRUE'),
          actors: fc.array(fc.string()),
          percentage_of_actors: fc.constantFrom(null, '5', '5abc', 250),
          expression: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    )
    .map((features) => safeJson({ version: 1, features })),
);
const body = fc.oneof(json, fc.string(), fc.constant(''));
const contentType = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'nonsense',
);
const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS');

describe('whatever is sent to these doors', () => {
  test('is done, or refused in words with nothing changed, and never breaks anything', async () => {
    await server.flags.change('search', { kind: 'add' }, BY_ENZO);
    await fc.assert(
      fc.asyncProperty(
        method,
        path,
        query,
        contentType,
        body,
        async (verb, at, text, type, payload) => {
          const before = JSON.stringify(server.flags.features().map(plain));
          const answer = await server.app.inject({
            method: verb as 'GET',
            url: `/flipper/api${at}?${text}`,
            headers: { 'content-type': type },
            ...(verb !== 'GET' && verb !== 'HEAD' && { payload }),
          });
          expect(answer.statusCode).toBeLessThan(500);
          if (answer.statusCode < 400) return;
          expect(JSON.stringify(server.flags.features().map(plain))).toBe(before);
          if (verb !== 'HEAD' && answer.body !== '{}') {
            expect(answer.json<{ message: string }>().message).toMatch(
              /\w.*\.$|not a valid url component$/,
            );
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  test('gets an answer from OFREP, or a sentence', async () => {
    const api = ofrepApi({
      flags: server.flags,
      authorize: [],
      onSnapshot: server.flags.onSnapshot,
      streamTicket: 'the-ticket',
    });
    await server.app.register(api, { prefix: '/ofrep/v1' });
    await server.flags.change(
      'search',
      { kind: 'set-percentage-of-actors', percentage: 50 },
      BY_ENZO,
    );
    const question = fc.oneof(
      body,
      fc
        .record({ context: fc.oneof(fc.jsonValue(), fc.record({ targetingKey: fc.jsonValue() })) })
        .map(safeJson),
    );
    await fc.assert(
      fc.asyncProperty(encoded, query, contentType, question, async (key, text, type, payload) => {
        const answer = await server.app.inject({
          method: 'POST',
          url: `/ofrep/v1/evaluate/flags/${key}?${text}`,
          headers: { 'content-type': type },
          payload,
        });
        expect([200, 400, 404, 415]).toContain(answer.statusCode);
        expect(Object.keys(answer.json())).toContain(
          answer.statusCode === 200 ? 'value' : sentenceKey(answer.body),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('is told, undone or checked, or refused in words, where features’ lives are told', async () => {
    const { flags, app } = server;
    const nobody = {
      ownerOf: async () => null,
      ownersAmong: async () => new Map(),
      closedByHand: async () => undefined,
      closedWithoutStore: async () => null,
      mayBeRemoved: async () => false,
    };
    const changes = {
      flags,
      authorize: [],
      ownership: nobody,
      noteOf: () => BY_ENZO,
      mayChange: () => true,
    };
    const records = createFeatureRecords(database.db);
    const owners = async () => new Map<string, string>();
    const clock = { now: () => new Date() };
    await app.register(flagRoutes({ ...changes, declared: [], records, owners, clock }));
    await app.register(checkRoute({ ...changes, probeFeature: async () => [] }));
    const tail = fc.constantFrom('history', 'check', 'undo', '');
    const places = fc.oneof(
      fc.tuple(encoded, tail).map((parts) => `/${parts.join('/')}`),
      encoded.map((entry) => `/history/${entry}/undo`),
      fc.integer().map((entry) => `/history/${entry}/undo`),
      fc.constantFrom('/', '/a%00b/history', '/a%00b/check', '/%ED%A0%80/history'),
    );
    const limits = fc.oneof(
      query,
      value.map((limit) => `limit=${encodeLoosely(limit)}`),
    );
    await fc.assert(
      fc.asyncProperty(method, places, limits, body, async (verb, url, text, payload) => {
        const before = JSON.stringify(flags.features().map(plain));
        const answer = await app.inject({
          method: verb as 'GET',
          url: `${url}?${text}`,
          headers: { 'content-type': 'application/json' },
          ...(verb !== 'GET' && verb !== 'HEAD' && { payload }),
        });
        expect(answer.statusCode).toBeLessThan(500);
        if (answer.statusCode < 400) return;
        expect(JSON.stringify(flags.features().map(plain))).toBe(before);
        if (verb !== 'HEAD') expect(answer.json<{ message: string }>().message).toMatch(/\w/);
      }),
      { numRuns: 400 },
    );
  });

  test('gets a list from the toggles, or a sentence', async () => {
    await server.app.register(
      toggleRoutes({ flags: server.flags, actorOf: () => null, isPublic: () => true }),
    );
    const odd = fc.constantFrom('features', 'features[]', 'features[x]', 'cookie_id', '');
    const pairs = fc.array(fc.tuple(odd, value), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(pairs, async (given) => {
        const text = given.map(([name, each]) => `${name}=${each}`).join('&');
        const url = `/v0/feature_toggles?${text.replace(/[^\x21-\x7e]|#/g, '+')}`;
        const answer = await server.app.inject(url);
        expect([200, 400]).toContain(answer.statusCode);
        expect(answer.json()).toHaveProperty(
          answer.statusCode === 200 ? 'data' : 'errors.0.detail',
        );
      }),
      { numRuns: 300 },
    );
  });
});

function sentenceKey(text: string): string {
  return text.includes('errorDetails') ? 'errorDetails' : 'message';
}

/** Encoded well for the most part, and now and then not at all. */
function encodeLoosely(text: string): string {
  try {
    return text.length % 7 === 3 ? `%${text.length}` : encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
}

function safeJson(thing: unknown): string {
  try {
    return JSON.stringify(thing, (_, each: unknown) => (typeof each === 'bigint' ? 0 : each));
  } catch {
    return '{"circular":true}';
  }
}

function plain({ key, gates }: { key: string; gates: object }) {
  return [
    key,
    Object.values(gates).map((each: unknown) => (each instanceof Set ? [...each] : each)),
  ];
}
