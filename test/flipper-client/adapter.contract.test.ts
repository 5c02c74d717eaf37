import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { noteOfChange } from '../../src/app/http/acting.ts';
import {
  createFlags,
  createSqlStore,
  flagMigrations,
  flipperApi,
  type Flags,
} from '../../src/flags/index.ts';
import { createTokenCheck, requireToken } from '../../src/identity/index.ts';
import { migrate, type OpenDatabase } from '../../src/lib/database/index.ts';
import { createLog } from '../../src/lib/log.ts';
import { describeOnBothDatabases } from '../postgres/both-databases.ts';
import { flipperClient, type FlipperClient, type GateValues } from './index.ts';

const TOKEN = 'the-token';
const NOTHING_SET: GateValues = {
  boolean: null,
  expression: null,
  actors: new Set(),
  percentage_of_actors: null,
  percentage_of_time: null,
  groups: new Set(),
};

/** What Flipper asks of each of its adapters, asked through a server. */
function behavesAsAnAdapter(open: () => OpenDatabase, gzip: boolean): void {
  let app: FastifyInstance;
  let flags: Flags;
  let client: FlipperClient;

  beforeAll(async () => {
    expect(await migrate(open().db, flagMigrations)).toMatchObject({ ok: true });
    flags = createFlags({
      store: createSqlStore(open().db),
      log: createLog('silent'),
      snapshotLimitMs: 30_000,
    });
    app = Fastify();
    const api = flipperApi({
      flags,
      authorize: [
        requireToken(createTokenCheck(TOKEN), () => ({ scopes: ['flags'], isClosing: false })),
      ],
      ownership: {
        ownerOf: () => Promise.resolve(null),
        ownersAmong: () => Promise.resolve(new Map()),
        closedByHand: () => Promise.resolve(),
        closedWithoutStore: () => Promise.resolve(null),
        mayBeRemoved: () => Promise.resolve(false),
      },
      noteOf: noteOfChange,
      mayChange: () => true,
    });
    await app.register(api, { prefix: '/flipper/api' });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    client = flipperClient({ url: `${url}/flipper/api`, token: TOKEN, gzip });
  });

  afterAll(async () => {
    await app.close();
    await flags.close();
  });

  beforeEach(async () => {
    for (const feature of await client.features()) await client.remove(feature);
  });

  test('gives the defaults of a feature that nobody has added, and does not add it', async () => {
    expect(await client.get('stats')).toEqual(NOTHING_SET);
    expect(await client.features()).toEqual(new Set());
  });

  test('enables and disables by boolean', async () => {
    await client.enable('stats', 'boolean');
    expect(await client.get('stats')).toEqual({ ...NOTHING_SET, boolean: 'true' });
    await client.disable('stats', 'boolean');
    expect(await client.get('stats')).toEqual(NOTHING_SET);
  });

  test('forgets everything else that was enabled when it is disabled by boolean', async () => {
    await client.enable('stats', 'boolean');
    await client.enable('stats', 'groups', 'admins');
    await client.enable('stats', 'actors', '22');
    await client.enable('stats', 'percentage_of_actors', 25);
    await client.enable('stats', 'percentage_of_time', 45);
    await client.enable('stats', 'expression', { Property: ['plan'] });
    await client.disable('stats', 'boolean');
    expect(await client.get('stats')).toEqual(NOTHING_SET);
  });

  test.each([
    ['groups', 'admins', 'early_access'],
    ['actors', '22', 'asdf'],
  ] as const)('enables and disables %s one by one', async (gate, one, another) => {
    await client.enable('stats', gate, one);
    await client.enable('stats', gate, another);
    await client.enable('stats', gate, another);
    expect((await client.get('stats'))[gate]).toEqual(new Set([one, another]));
    await client.disable('stats', gate, another);
    expect((await client.get('stats'))[gate]).toEqual(new Set([one]));
    await client.disable('stats', gate, one);
    expect((await client.get('stats'))[gate]).toEqual(new Set());
  });

  test.each(['percentage_of_actors', 'percentage_of_time'] as const)(
    'enables and disables %s, also by fractions',
    async (gate) => {
      await client.enable('stats', gate, 15);
      expect((await client.get('stats'))[gate]).toBe('15');
      await client.enable('stats', gate, 12.345);
      expect((await client.get('stats'))[gate]).toBe('12.345');
      await client.enable('stats', gate, '1.0e-05');
      expect((await client.get('stats'))[gate]).toBe('0.00001');
      await client.disable('stats', gate, 0);
      expect((await client.get('stats'))[gate]).toBe('0');
    },
  );

  test('enables an expression as it came, and disables it', async () => {
    const basic = { Equal: [{ Property: ['plan'] }, { String: ['basic'] }] };
    await client.enable('stats', 'expression', basic);
    expect((await client.get('stats')).expression).toEqual(basic);
    await client.disable('stats', 'expression', { All: [] });
    expect((await client.get('stats')).expression).toBeNull();
  });

  test('keeps numbers that are ids as texts', async () => {
    await client.enable('stats', 'actors', 22);
    expect((await client.get('stats')).actors).toEqual(new Set(['22']));
  });

  test('enables twice as once', async () => {
    await client.enable('stats', 'boolean');
    await client.enable('stats', 'boolean');
    await client.enable('stats', 'percentage_of_actors', 5);
    await client.enable('stats', 'percentage_of_actors', 5);
    expect(await client.get('stats')).toMatchObject({ boolean: 'true', percentage_of_actors: '5' });
  });

  test('adds, lists and removes features', async () => {
    await client.add('stats');
    await client.add('search');
    await client.add('search');
    expect(await client.features()).toEqual(new Set(['stats', 'search']));
    await client.remove('stats');
    await client.remove('stats');
    expect(await client.features()).toEqual(new Set(['search']));
  });

  test('clears a feature and keeps it', async () => {
    await client.enable('stats', 'boolean');
    await client.enable('stats', 'actors', '22');
    await client.clear('stats');
    expect(await client.features()).toEqual(new Set(['stats']));
    expect(await client.get('stats')).toEqual(NOTHING_SET);
  });

  test('gets several features, those that nobody has added with their defaults', async () => {
    await client.enable('stats', 'boolean');
    await client.enable('search', 'actors', '22');
    await client.add('other');
    const several = await client.getMulti(['stats', 'search', 'unknown']);
    expect([...several]).toEqual([
      ['stats', { ...NOTHING_SET, boolean: 'true' }],
      ['search', { ...NOTHING_SET, actors: new Set(['22']) }],
      ['unknown', NOTHING_SET],
    ]);
    expect((await client.getMulti(['a,b', 'stats'])).get('stats')?.boolean).toBe('true');
  });

  test('gets all features, also when nothing has changed since', async () => {
    await client.enable('stats', 'boolean');
    await client.enable('search', 'groups', 'admins');
    const all = await client.getAll();
    expect([...all.keys()]).toEqual(['stats', 'search']);
    expect(await client.getAll()).toBe(all);
    await client.disable('stats', 'boolean');
    expect((await client.getAll()).get('stats')).toEqual(NOTHING_SET);
  });

  test.each([
    'a/b',
    'sp ace',
    'a,b',
    'flägga_漢😀',
    '100%',
    'a+b',
    "it's(*)!",
    'a?b#c',
    'x'.repeat(200),
  ])('knows a feature called %j', async (name) => {
    await client.add(name);
    await client.enable(name, 'actors', 'User;1');
    expect(await client.features()).toEqual(new Set([name]));
    expect((await client.get(name)).actors).toEqual(new Set(['User;1']));
    expect((await client.getMulti([name])).get(name)?.actors).toEqual(new Set(['User;1']));
    await client.clear(name);
    await client.remove(name);
    expect(await client.features()).toEqual(new Set());
  });

  test('imports features, and removes those that the file does not name', async () => {
    await client.enable('old', 'boolean');
    const gates = {
      boolean: null,
      groups: ['admins'],
      actors: ['User;1'],
      expression: { Property: ['plan'] },
      percentage_of_actors: '12.5',
      percentage_of_time: '5',
    };
    await client.import({ version: 1, features: { search: gates } });
    expect(await client.features()).toEqual(new Set(['search']));
    expect(await client.get('search')).toEqual({
      ...gates,
      groups: new Set(gates.groups),
      actors: new Set(gates.actors),
    });
  });
}

describeOnBothDatabases('Flipper’s Http adapter', (open) => {
  describe('plain', () => behavesAsAnAdapter(open, false));
  describe('with gzip', () => behavesAsAnAdapter(open, true));
});
