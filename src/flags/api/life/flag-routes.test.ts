import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { openTestDatabase } from '../../../../test/postgres/memory-database.ts';
import { BY_ENZO } from '../../../../test/world/flag-notes.ts';
import { migrate, type OpenDatabase } from '../../../lib/database/index.ts';
import { createLog } from '../../../lib/log.ts';
import {
  createFeatureRecords,
  createFlags,
  createSqlStore,
  flagMigrations,
  flagRoutes,
  type ChangeNote,
  type Flags,
} from '../../index.ts';

const FEATURE = 'profile_contacts';
const ALMA = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const RELEASE = 'personal-health-care-contacts-mvp';
const YEAR_MS = 365 * 86_400_000;
const DECLARED = {
  key: FEATURE,
  owner: 'Profile team',
  description: 'The contacts page',
  actorType: 'user',
  removeBy: '2999-12-31',
} as const;

let database: OpenDatabase;
let flags: Flags;
let app: FastifyInstance;
let owners: Map<string, string>;
let note: ChangeNote;
let now: Date;

beforeAll(async () => {
  database = await openTestDatabase();
  await migrate(database.db, flagMigrations);
});

afterAll(() => database.close());

beforeEach(async () => {
  owners = new Map();
  note = BY_ENZO;
  now = new Date();
  const store = createSqlStore(database.db);
  flags = createFlags({ store, log: createLog('silent'), snapshotLimitMs: 30_000 });
  await flags.importAll([], BY_ENZO);
  app = Fastify();
  const routes = flagRoutes({
    flags,
    authorize: [],
    declared: [DECLARED],
    records: createFeatureRecords(database.db),
    owners: () => Promise.resolve(owners),
    mayChange: () => true,
    ownership: {
      ownersAmong: (features) => {
        const owned = [...owners].filter(([toggle]) => features.includes(toggle));
        return Promise.resolve(
          new Map(owned.map(([toggle, release]) => [toggle, { release, toggle }])),
        );
      },
      ownerOf: (feature) => {
        const release = owners.get(feature);
        return Promise.resolve(release === undefined ? null : { release, toggle: feature });
      },
      closedByHand: () => Promise.reject(new Error('nothing here closes a release')),
      closedWithoutStore: () => Promise.resolve(null),
      mayBeRemoved: () => Promise.resolve(false),
    },
    noteOf: () => note,
    clock: { now: () => now },
  });
  await app.register(routes, { prefix: '/api/flags' });
});

afterEach(async () => {
  await app.close();
  await flags.close();
});

type ToldEntry = { readonly id: number; readonly change: string; readonly through: string };

async function historyOf(name: string, query = ''): Promise<readonly ToldEntry[]> {
  const answer = await app.inject(`/api/flags/${encodeURIComponent(name)}/history${query}`);
  expect(answer.statusCode).toBe(200);
  return answer.json<{ entries: ToldEntry[] }>().entries;
}

async function newestId(name = FEATURE): Promise<number> {
  const [newest] = await historyOf(name);
  return newest?.id ?? 0;
}

const undoPath = (id: number | string) => `/api/flags/history/${id}/undo`;
const undo = (id: number | string) => app.inject({ method: 'POST', url: undoPath(id) });

describe('the list of features', () => {
  const list = async () => {
    const answer = await app.inject('/api/flags');
    return answer.json<{ features: Record<string, unknown>[] }>().features;
  };

  test('tells owner, age, last change, last question and release of a feature', async () => {
    const why = 'The first testers';
    await flags.change(FEATURE, { kind: 'enable-actor', actorId: ALMA }, { ...BY_ENZO, why });
    await createFeatureRecords(database.db).noteAsked([FEATURE], now);
    owners.set(FEATURE, RELEASE);
    expect(await list()).toEqual([
      {
        key: FEATURE,
        state: 'conditional',
        owner: 'Profile team',
        description: 'The contacts page',
        removeBy: '2999-12-31',
        addedAt: expect.stringMatching(/Z$/) as string,
        ageDays: 0,
        lastChange: {
          ...BY_ENZO,
          why,
          id: await newestId(),
          at: expect.stringMatching(/Z$/) as string,
        },
        lastAskedAt: now.toISOString(),
        release: RELEASE,
        stale: [],
        toRemove: [],
      },
    ]);
  });

  test('says in sentences what is stale', async () => {
    await flags.change('forgotten', { kind: 'enable' }, BY_ENZO);
    now = new Date(Date.now() + YEAR_MS);
    const [forgotten] = await list();
    expect(forgotten).toMatchObject({ key: 'forgotten', owner: null, ageDays: 365 });
    expect(forgotten?.['stale']).toHaveLength(3);
  });
});

describe('the history of a feature', () => {
  test('is told newest first, in words, and names no account', async () => {
    await flags.change(FEATURE, { kind: 'enable-actor', actorId: ALMA }, BY_ENZO);
    await flags.change(FEATURE, { kind: 'set-percentage-of-actors', percentage: 20 }, BY_ENZO);
    await flags.change('other', { kind: 'enable' }, BY_ENZO);
    expect((await historyOf(FEATURE)).slice(0, 2).map(({ change }) => change)).toEqual([
      'percentage of actors set to 20',
      'added, 1 actor added',
    ]);
    expect(await historyOf(FEATURE, '?limit=1')).toHaveLength(1);
    expect(JSON.stringify(await historyOf(FEATURE))).not.toContain(ALMA);
  });

  test('is found behind any name, and after the feature was removed', async () => {
    await flags.change('a/b ä%', { kind: 'enable' }, BY_ENZO);
    await flags.remove('a/b ä%', BY_ENZO);
    expect(await historyOf('a/b ä%', '?limit=1')).toMatchObject([
      { change: 'removed, no longer open for everyone' },
    ]);
  });

  test('is not there for what never was a feature', async () => {
    const answer = await app.inject('/api/flags/never_was/history');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'no-such-feature' });
  });

  test.each(['0', '1001', '1.5', 'all', ''])('has no limit of “%s”', async (limit) => {
    const answer = await app.inject(`/api/flags/${FEATURE}/history?limit=${limit}`);
    expect(answer.statusCode).toBe(400);
  });
});

describe('undoing', () => {
  test('brings a feature back to where it was, and is an entry itself', async () => {
    await flags.change(FEATURE, { kind: 'enable-actor', actorId: ALMA }, BY_ENZO);
    const before = flags.feature(FEATURE);
    await flags.change(FEATURE, { kind: 'disable' }, BY_ENZO);
    const answer = await undo(await newestId());
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      entries: [{ through: 'undo', change: '1 actor added', who: BY_ENZO.who }],
    });
    expect(flags.feature(FEATURE)).toEqual(before);
  });

  test('says nothing new where the feature is already as it was', async () => {
    await flags.change(FEATURE, { kind: 'add' }, BY_ENZO);
    await flags.change(FEATURE, { kind: 'enable' }, BY_ENZO);
    const id = await newestId();
    await undo(id);
    expect((await undo(id)).json()).toEqual({ entries: [] });
  });

  test('needs a reason from a person where it opens wider, and none where it closes', async () => {
    note = { ...BY_ENZO, why: null };
    await flags.change(FEATURE, { kind: 'enable' }, BY_ENZO);
    await flags.change(FEATURE, { kind: 'disable' }, BY_ENZO);
    const refused = await undo(await newestId());
    expect([refused.statusCode, refused.json()]).toMatchObject([422, { code: 'reason-needed' }]);
    expect(flags.state(FEATURE)).toBe('off');
    await flags.change(FEATURE, { kind: 'enable' }, BY_ENZO);
    expect((await undo(await newestId())).statusCode).toBe(200);
    expect(flags.state(FEATURE)).toBe('off');
  });

  test('is not for every role where it opens wider', async () => {
    note = { ...BY_ENZO, role: 'reviewer' };
    await flags.change(FEATURE, { kind: 'enable' }, BY_ENZO);
    await flags.change(FEATURE, { kind: 'disable' }, BY_ENZO);
    const refused = await undo(await newestId());
    expect([refused.statusCode, refused.json()]).toMatchObject([403, { code: 'not-allowed' }]);
  });

  test.each(['enable', 'disable'] as const)(
    'is refused for a feature that a release owns, after %s',
    async (kind) => {
      await flags.change(FEATURE, { kind: 'set-percentage-of-actors', percentage: 20 }, BY_ENZO);
      await flags.change(FEATURE, { kind }, BY_ENZO);
      const before = flags.feature(FEATURE);
      owners.set(FEATURE, RELEASE);
      const refused = await undo(await newestId());
      expect(refused.statusCode).toBe(409);
      expect(refused.json()).toMatchObject({ code: 'owned-by-release' });
      expect(refused.body).toContain(RELEASE);
      expect(flags.feature(FEATURE)).toEqual(before);
    },
  );

  test('is refused where later changes would be lost', async () => {
    await flags.change(FEATURE, { kind: 'enable-actor', actorId: ALMA }, BY_ENZO);
    const id = await newestId();
    await flags.change(FEATURE, { kind: 'set-percentage-of-actors', percentage: 20 }, BY_ENZO);
    const refused = await undo(id);
    expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'changed-since' }]);
  });

  test('is refused to who has not seen what changed since, which it names', async () => {
    await flags.change(FEATURE, { kind: 'enable-actor', actorId: ALMA }, BY_ENZO);
    const seen = await newestId();
    for (const kind of ['disable', 'enable', 'disable'] as const)
      await flags.change(FEATURE, { kind }, BY_ENZO);
    const unseen = await app.inject({ method: 'POST', url: `${undoPath(seen + 1)}?seen=${seen}` });
    expect([unseen.statusCode, unseen.json()]).toMatchObject([409, { code: 'changed-since' }]);
    expect(unseen.body).toContain(`entry ${seen + 3}, no longer open for everyone, by Enzo`);
    expect(flags.state(FEATURE)).toBe('off');
  });

  test('says before it is done what it would do, or why it would be refused', async () => {
    const preview = async (id: number) => (await app.inject(undoPath(id))).json<unknown>();
    await flags.change(FEATURE, { kind: 'enable-actor', actorId: ALMA }, BY_ENZO);
    const first = await newestId();
    await flags.change(FEATURE, { kind: 'disable' }, BY_ENZO);
    const newest = first + 1;
    const wouldOpen = { change: '1 actor added', opensWider: true, newest, refusal: null };
    expect(await preview(newest)).toMatchObject(wouldOpen);
    expect(JSON.stringify(await preview(newest))).not.toContain(ALMA);
    await flags.change(FEATURE, { kind: 'set-percentage-of-actors', percentage: 20 }, BY_ENZO);
    expect(await preview(first)).toMatchObject({ refusal: { code: 'changed-since' } });
    owners.set(FEATURE, RELEASE);
    const owned = { refusal: { code: 'owned-by-release', release: RELEASE } };
    expect(await preview(newest)).toMatchObject(owned);
    expect((await app.inject(undoPath(99_999_999))).statusCode).toBe(404);
  });

  test('is refused for an entry that isn’t there', async () => {
    const refused = await undo(99_999_999);
    expect([refused.statusCode, refused.json()]).toMatchObject([404, { code: 'no-such-entry' }]);
  });

  test.each(['last', '-1', '1.5', '99999999999999999999'])('has no entry “%s”', async (id) => {
    expect((await undo(id)).statusCode).toBe(400);
  });
});
