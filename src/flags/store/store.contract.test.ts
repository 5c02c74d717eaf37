import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { migrate } from '../../lib/database/index.ts';
import { CLOSED_GATES, type GateValues } from '../feature.ts';
import { createMemoryStore } from './memory-store.ts';
import { createSqlStore } from './sql-store.ts';
import type { FlagStore } from './store.ts';
import { flagMigrations, type FlagTables } from './tables.ts';

const FEATURE = 'profile_contacts';
const TESTER = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const FULL: GateValues = {
  boolean: null,
  expression: '{"Property":["plan"]}',
  actors: new Set([TESTER, '']),
  percentageOfActors: '12.5',
  percentageOfTime: '5',
  groups: new Set(['admins']),
};

/** What every store promises, whatever it is made of. */
function keepsTheStoreContract(open: () => FlagStore): void {
  let store: FlagStore;
  beforeEach(async () => {
    store = open();
    await store.remove(FEATURE, BY_ENZO);
  });

  const gates = async () => (await store.load()).find(({ key }) => key === FEATURE)?.gates;

  test('knows a feature once it is added, closed', async () => {
    expect(await gates()).toBeUndefined();
    await store.write(FEATURE, { kind: 'add' }, BY_ENZO);
    expect(await gates()).toEqual(CLOSED_GATES);
  });

  test('adds actors one by one and takes each only once', async () => {
    await store.write(FEATURE, { kind: 'enable-actor', actorId: TESTER }, BY_ENZO);
    await store.write(FEATURE, { kind: 'enable-actor', actorId: TESTER }, BY_ENZO);
    await store.write(FEATURE, { kind: 'enable-actor', actorId: '' }, BY_ENZO);
    expect((await gates())?.actors).toEqual(new Set([TESTER, '']));
    await store.write(FEATURE, { kind: 'disable-actor', actorId: TESTER }, BY_ENZO);
    expect((await gates())?.actors).toEqual(new Set(['']));
  });

  test('keeps one percentage, the newest, as text', async () => {
    await store.write(FEATURE, { kind: 'set-percentage-of-actors', percentage: 20 }, BY_ENZO);
    await store.write(FEATURE, { kind: 'set-percentage-of-actors', percentage: 12.345 }, BY_ENZO);
    expect((await gates())?.percentageOfActors).toBe('12.345');
  });

  test('forgets every gate on a full enable, and on a full disable', async () => {
    await store.write(FEATURE, { kind: 'replace', gates: FULL }, BY_ENZO);
    await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    expect(await gates()).toEqual({ ...CLOSED_GATES, boolean: 'true' });
    await store.write(FEATURE, { kind: 'disable' }, BY_ENZO);
    expect(await gates()).toEqual(CLOSED_GATES);
  });

  test('replaces every gate at once', async () => {
    await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    await store.write(FEATURE, { kind: 'replace', gates: FULL }, BY_ENZO);
    expect(await gates()).toEqual(FULL);
  });

  test('keeps an actor on the list of a feature that is fully open, as Flipper does', async () => {
    await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    await store.write(FEATURE, { kind: 'enable-actor', actorId: TESTER }, BY_ENZO);
    expect(await gates()).toMatchObject({ boolean: 'true', actors: new Set([TESTER]) });
  });

  test('forgets a removed feature', async () => {
    await store.write(FEATURE, { kind: 'replace', gates: FULL }, BY_ENZO);
    await store.remove(FEATURE, BY_ENZO);
    await store.write(FEATURE, { kind: 'add' }, BY_ENZO);
    expect(await gates()).toEqual(CLOSED_GATES);
  });
}

describe('the memory store', () => {
  const store = createMemoryStore();
  keepsTheStoreContract(() => store);
});

describeOnBothDatabases('the store in Flipper’s tables', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, flagMigrations)).toMatchObject({ ok: true });
  });

  keepsTheStoreContract(() => createSqlStore(open().db));

  test('reads what Flipper’s ActiveRecord adapter wrote', async () => {
    const db = open().db.withTables<FlagTables>();
    await db.insertInto('flipper_features').values({ key: 'search' }).execute();
    await db
      .insertInto('flipper_gates')
      .values([
        { feature_key: 'search', key: 'actors', value: 'User;1' },
        { feature_key: 'search', key: 'percentage_of_actors', value: '25' },
        { feature_key: 'search', key: 'boolean', value: null },
      ])
      .execute();
    const search = (await createSqlStore(open().db).load()).find(({ key }) => key === 'search');
    expect(search?.gates).toEqual({
      ...CLOSED_GATES,
      actors: new Set(['User;1']),
      percentageOfActors: '25',
    });
  });

  test('loses no actor when many are added at the same moment', async () => {
    const store = createSqlStore(open().db);
    const everybody = Array.from({ length: 20 }, (_, index) => `actor-${index}`);
    await Promise.all(
      everybody.map((actorId) => store.write('crowd', { kind: 'enable-actor', actorId }, BY_ENZO)),
    );
    const crowd = (await store.load()).find(({ key }) => key === 'crowd');
    expect(crowd?.gates.actors).toEqual(new Set(everybody));
  });
});
