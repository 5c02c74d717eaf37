import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { migrate } from '../../lib/database/index.ts';
import { createFeatureRecords, createSqlStore, flagMigrations } from '../index.ts';

const TEN = new Date('2026-11-24T10:00:00Z');
const ELEVEN = new Date('2026-11-24T11:00:00Z');

describeOnBothDatabases('what is kept of features’ lives', (open) => {
  beforeAll(async () => {
    await migrate(open().db, flagMigrations);
  });
  const records = () => createFeatureRecords(open().db);
  const store = () => createSqlStore(open().db);

  test('tells when each feature was added, and its last change', async () => {
    const [added] = await store().write('search', { kind: 'add' }, BY_ENZO);
    const why = 'Everybody may search';
    const [opened] = await store().write('search', { kind: 'enable' }, { ...BY_ENZO, why });
    await store().write('other', { kind: 'add' }, BY_ENZO);
    const told = await records().recordsOf(['search', 'no_such_feature']);
    expect([...told.keys()]).toEqual(['search']);
    expect(told.get('search')).toEqual({
      addedAt: added?.at,
      lastChange: { ...BY_ENZO, why, id: opened?.id, at: opened?.at },
    });
  });

  test('counts from the last time it was added, where it was removed before', async () => {
    await store().write('comes_back', { kind: 'add' }, BY_ENZO);
    await store().remove('comes_back', BY_ENZO);
    const [again] = await store().write('comes_back', { kind: 'enable' }, BY_ENZO);
    const told = await records().recordsOf(['comes_back']);
    expect(told.get('comes_back')?.addedAt).toEqual(again?.at);
  });

  test('keeps the latest time at which a feature was asked for, whoever writes last', async () => {
    await records().noteAsked(['a', 'b'], ELEVEN);
    await records().noteAsked(['b', 'c'], TEN);
    await records().noteAsked([], ELEVEN);
    expect(await records().lastAsked()).toEqual(
      new Map([
        ['a', ELEVEN],
        ['b', ELEVEN],
        ['c', TEN],
      ]),
    );
  });

  test('takes notes from many instances at once', async () => {
    const keys = Array.from({ length: 200 }, (_, n) => `many_${n}`);
    const orders = [keys, keys.toReversed(), keys.toSorted(), keys];
    await Promise.all(orders.map((order) => records().noteAsked(order, ELEVEN)));
    expect((await records().lastAsked()).size).toBeGreaterThanOrEqual(200);
  });
});
