import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { migrate } from '../../lib/database/index.ts';
import { CLOSED_GATES } from '../feature.ts';
import type { HistoryTables } from '../history/tables.ts';
import { flagMigrations } from '../migrations.ts';
import { createSqlStore, writeGatesWithin } from './sql-store.ts';
import { keepsTheStoreContract } from './store.contract.ts';
import type { FlipperTables } from './tables.ts';

const AN_ACTOR = new Set(['User;1']);

describeOnBothDatabases('the store in Flipper’s tables', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, flagMigrations)).toMatchObject({ ok: true });
  });

  keepsTheStoreContract(() => createSqlStore(open().db));

  const tables = () => open().db.withTables<FlipperTables & HistoryTables>();
  const store = () => createSqlStore(open().db);
  const gatesOf = async (key: string) =>
    (await store().load()).find((feature) => feature.key === key)?.gates;

  beforeEach(() => store().replaceAll([], BY_ENZO));

  /** As Flipper’s ActiveRecord adapter writes: the feature, then a row for each value. */
  async function writeAsFlipper(key: string, ...rows: readonly [gate: string, value: string][]) {
    const feature = tables().insertInto('flipper_features').values({ key });
    await feature.onConflict((conflict) => conflict.doNothing()).execute();
    for (const [gate, value] of rows) {
      await tables()
        .insertInto('flipper_gates')
        .values({ feature_key: key, key: gate, value })
        .execute();
    }
  }

  /** As that adapter reads: `get` asks for the rows of a key and never for the feature. */
  async function rowsFlipperReads(key: string) {
    const rows = await tables()
      .selectFrom('flipper_gates')
      .select(['key', 'value'])
      .where('feature_key', '=', key)
      .orderBy('id')
      .execute();
    return rows.map((row) => [row.key, row.value]);
  }

  describe('read again', () => {
    test('has the features that did not change from the reading before, and the others anew', async () => {
      const reader = store();
      await writeAsFlipper('search', ['actors', 'User;1']);
      await writeAsFlipper('stats', ['boolean', 'true']);
      const [search, stats] = await reader.load();
      await tables()
        .insertInto('flipper_gates')
        .values({ feature_key: 'search', key: 'groups', value: 'a' })
        .execute();
      await tables().deleteFrom('flipper_features').where('key', '=', 'gone').execute();
      const [changed, same] = await reader.load();
      expect(same).toBe(stats);
      expect(changed).not.toBe(search);
      expect(changed?.gates.groups).toEqual(new Set(['a']));
    });

    test('keeps the order in which they were added, whatever comes and goes', async () => {
      const reader = store();
      for (const key of ['a', 'b', 'c']) await writeAsFlipper(key);
      await reader.load();
      await reader.remove('a', BY_ENZO);
      await writeAsFlipper('d');
      await reader.write('a', { kind: 'add' }, BY_ENZO);
      await tables()
        .updateTable('flipper_features')
        .set({ key: 'e' })
        .where('key', '=', 'b')
        .execute();
      expect((await reader.load()).map(({ key }) => key)).toEqual(['e', 'c', 'd', 'a']);
    });

    test('has nothing after the tables were emptied at one go', async () => {
      const reader = store();
      await writeAsFlipper('search', ['boolean', 'true']);
      await reader.load();
      await sql`truncate flipper_gates`.execute(open().db);
      expect((await reader.load())[0]?.gates).toEqual(CLOSED_GATES);
      await sql`truncate flipper_features`.execute(open().db);
      expect(await reader.load()).toEqual([]);
    });
  });

  describe('read after Flipper', () => {
    test('has every gate as Flipper’s ActiveRecord adapter wrote it', async () => {
      await writeAsFlipper(
        'search',
        ['actors', 'User;1'],
        ['actors', ''],
        ['groups', 'admins'],
        ['percentage_of_actors', '25.0'],
        ['percentage_of_time', '0'],
        ['expression', '{"Property":["plan"]}'],
      );
      expect(await gatesOf('search')).toEqual({
        boolean: null,
        expression: '{"Property":["plan"]}',
        actors: new Set(['User;1', '']),
        percentageOfActors: '25.0',
        percentageOfTime: '0',
        groups: new Set(['admins']),
      });
    });

    test('is open by a row “true”, and closed without any row', async () => {
      await writeAsFlipper('on', ['boolean', 'true']);
      await writeAsFlipper('off');
      expect(await gatesOf('on')).toEqual({ ...CLOSED_GATES, boolean: 'true' });
      expect(await gatesOf('off')).toEqual(CLOSED_GATES);
    });

    test('takes the first of several rows for a percentage, and no row without a value', async () => {
      await writeAsFlipper(
        'search',
        ['percentage_of_actors', '25'],
        ['percentage_of_actors', '30'],
      );
      const empty = { feature_key: 'search', key: 'boolean', value: null };
      await tables().insertInto('flipper_gates').values(empty).execute();
      expect(await gatesOf('search')).toEqual({ ...CLOSED_GATES, percentageOfActors: '25' });
    });
  });

  describe('written for Flipper', () => {
    test('has one row for each member and one for each single value', async () => {
      await store().write('search', { kind: 'enable-actor', actorId: 'User;1' }, BY_ENZO);
      await store().write('search', { kind: 'enable-actor', actorId: 'User;2' }, BY_ENZO);
      await store().write('search', { kind: 'enable-group', group: 'admins' }, BY_ENZO);
      for (const percentage of [25, 12.5]) {
        await store().write('search', { kind: 'set-percentage-of-actors', percentage }, BY_ENZO);
      }
      await store().write('search', { kind: 'set-percentage-of-time', percentage: 0 }, BY_ENZO);
      const expression = '{"Property":["plan"]}';
      await store().write('search', { kind: 'set-expression', expression }, BY_ENZO);
      expect(await rowsFlipperReads('search')).toEqual([
        ['actors', 'User;1'],
        ['actors', 'User;2'],
        ['groups', 'admins'],
        ['percentage_of_actors', '12.5'],
        ['percentage_of_time', '0'],
        ['expression', expression],
      ]);
    });

    test('has the row “true” alone when fully open, and none when fully closed', async () => {
      await writeAsFlipper('search', ['actors', 'User;1'], ['a_gate_of_tomorrow', 'x']);
      await store().write('search', { kind: 'enable' }, BY_ENZO);
      expect(await rowsFlipperReads('search')).toEqual([['boolean', 'true']]);
      await store().write('search', { kind: 'disable' }, BY_ENZO);
      expect(await rowsFlipperReads('search')).toEqual([]);
    });

    test('keeps a gate that only a newer Flipper knows when another one changes', async () => {
      await writeAsFlipper('search', ['a_gate_of_tomorrow', 'x']);
      await store().write('search', { kind: 'enable-actor', actorId: 'User;1' }, BY_ENZO);
      expect(await rowsFlipperReads('search')).toContainEqual(['a_gate_of_tomorrow', 'x']);
    });

    test('does not open a new feature by rows that one of its name has left behind', async () => {
      const orphan = { feature_key: 'search', key: 'boolean', value: 'true' };
      await tables().insertInto('flipper_gates').values(orphan).execute();
      await store().write('search', { kind: 'add' }, BY_ENZO);
      expect(await gatesOf('search')).toEqual(CLOSED_GATES);
      expect(await rowsFlipperReads('search')).toEqual([]);
    });
  });

  describe('written by many at once', () => {
    test('loses no actor, and its history has no gap', async () => {
      const everybody = Array.from({ length: 20 }, (_, index) => `actor-${index}`);
      const [one, other] = [store(), store()];
      await Promise.all(
        everybody.map((actorId, index) =>
          (index % 2 === 0 ? one : other).write(
            'crowd',
            { kind: 'enable-actor', actorId },
            BY_ENZO,
          ),
        ),
      );
      expect((await gatesOf('crowd'))?.actors).toEqual(new Set(everybody));
      const entries = (await store().entries({ feature: 'crowd', limit: 20 })).toReversed();
      expect(entries.slice(1).map(({ before }) => before)).toEqual(
        entries.slice(0, -1).map(({ after }) => after),
      );
    });

    test('takes back the entry together with the change when the caller’s transaction fails', async () => {
      const feature = { key: 'search', gates: { ...CLOSED_GATES, actors: AN_ACTOR } };
      const failed = open()
        .db.transaction()
        .execute(async (tx) => {
          expect(await writeGatesWithin(tx, feature, BY_ENZO)).toHaveLength(1);
          throw new Error('the journal was full');
        });
      await expect(failed).rejects.toThrow('the journal was full');
      expect(await gatesOf('search')).toBeUndefined();
      expect(await store().recordOutside()).toEqual([]);
    });

    test('takes a list of seventy thousand actors in one change', async () => {
      const actors = new Set(Array.from({ length: 70_000 }, (_, index) => `User;${index}`));
      const gates = { ...CLOSED_GATES, actors };
      await store().write('crowd', { kind: 'replace', gates }, BY_ENZO);
      expect((await gatesOf('crowd'))?.actors.size).toBe(70_000);
    });
  });

  describe('changed from outside', () => {
    test('is written down once, however many instances look', async () => {
      await store().write('search', { kind: 'add' }, BY_ENZO);
      await writeAsFlipper('search', ['actors', 'User;1']);
      const found = await Promise.all([1, 2, 3].map(() => store().recordOutside()));
      expect(found.flat()).toMatchObject([
        {
          feature: 'search',
          through: 'outside',
          who: 'Somebody outside',
          before: CLOSED_GATES,
          after: { ...CLOSED_GATES, actors: AN_ACTOR },
        },
      ]);
      expect(await store().recordOutside()).toEqual([]);
    });

    test('shows features that were added and removed there', async () => {
      await store().write('removed', { kind: 'enable' }, BY_ENZO);
      await tables().deleteFrom('flipper_features').where('key', '=', 'removed').execute();
      await writeAsFlipper('added', ['boolean', 'true']);
      expect(await store().recordOutside()).toMatchObject([
        { feature: 'added', before: null, after: { boolean: 'true' } },
        { feature: 'removed', before: { boolean: 'true' }, after: null },
      ]);
    });

    test('is written down before the next change of ours, which does not pass for its maker', async () => {
      await store().write('search', { kind: 'add' }, BY_ENZO);
      await writeAsFlipper('search', ['actors', 'User;1']);
      const added = await store().write(
        'search',
        { kind: 'set-percentage-of-actors', percentage: 5 },
        BY_ENZO,
      );
      expect(added.map(({ through }) => through)).toEqual(['outside', 'flag-api']);
    });
  });

  test('keeps its history whoever asks to change or delete it', async () => {
    await store().write('search', { kind: 'add' }, BY_ENZO);
    const history = tables();
    for (const rewriting of [
      history.updateTable('flag_history').set({ who: 'Somebody else' }),
      history.deleteFrom('flag_history'),
    ]) {
      await expect(rewriting.execute()).rejects.toThrow('never changed');
    }
  });

  test('tells of every change by a notice: ours, Flipper’s and by SQL, and of nothing else', async () => {
    let notices = 0;
    const listening = open().listen('flags_changed', () => (notices += 1));
    await expect.poll(() => notices).toBe(1);
    await store().write('search', { kind: 'add' }, BY_ENZO);
    await expect.poll(() => notices).toBe(2);
    await store().write('search', { kind: 'add' }, BY_ENZO);
    await tables()
      .insertInto('flipper_gates')
      .values({ feature_key: 'search', key: 'actors', value: 'User;1' })
      .execute();
    await expect.poll(() => notices).toBe(3);
    await tables().deleteFrom('flipper_gates').execute();
    await expect.poll(() => notices).toBe(4);
    await listening.stop();
  });
});

describeOnBothDatabases('features that are older than their history', (open) => {
  test('begin it at the migration, and are not taken for changes from outside', async () => {
    const { db } = open();
    const [first, ...later] = Object.entries(flagMigrations);
    expect(await migrate(db, Object.fromEntries(first ? [first] : []))).toMatchObject({ ok: true });
    const tables = db.withTables<FlipperTables>();
    await tables
      .insertInto('flipper_features')
      .values([{ key: 'old' }, { key: 'bare' }])
      .execute();
    const rows = [
      ['actors', 'User;2'],
      ['actors', 'User;1'],
      ['percentage_of_actors', '25'],
      ['percentage_of_actors', '30'],
      ['expression', '{"Any":[1.50]}'],
    ].map(([key = '', value = '']) => ({ feature_key: 'old', key, value }));
    await tables.insertInto('flipper_gates').values(rows).execute();
    expect(later.length).toBeGreaterThan(0);
    expect(await migrate(db, flagMigrations)).toMatchObject({ ok: true });
    const store = createSqlStore(db);
    expect(await store.recordOutside()).toEqual([]);
    expect(await store.entries()).toMatchObject([
      { feature: 'bare', through: 'start', before: null, after: CLOSED_GATES },
      {
        feature: 'old',
        through: 'start',
        before: null,
        after: {
          ...CLOSED_GATES,
          actors: new Set(['User;1', 'User;2']),
          percentageOfActors: '25',
          expression: '{"Any":[1.50]}',
        },
      },
    ]);
  });
});
