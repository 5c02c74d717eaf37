import { sql, type Kysely, type KyselyPlugin } from 'kysely';
import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { migrate } from '../../lib/database/index.ts';
import { CLOSED_GATES } from '../feature.ts';
import { flagMigrations } from '../migrations.ts';
import { createSqlStore } from './sql-store.ts';
import type { FlipperTables } from './tables.ts';

/** A database that counts what it is asked, the rows that it answers, and the values that are listed in them. */
function counting(db: Kysely<object>) {
  const NOTHING = { statements: 0, rows: 0, values: 0 };
  const count = { ...NOTHING };
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      count.statements += 1;
      count.rows += result.rows.length;
      for (const { values } of result.rows)
        if (Array.isArray(values)) count.values += values.length;
      return result;
    },
  };
  const during = async (work: () => Promise<unknown>) => {
    Object.assign(count, NOTHING);
    await work();
    return { ...count };
  };
  return { store: createSqlStore(db.withPlugin(plugin)), during };
}

describeOnBothDatabases('thousands of features', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, flagMigrations)).toMatchObject({ ok: true });
  });

  test('are imported and changed while the others stay as they were read', async () => {
    const { store, during } = counting(open().db);
    const gates = { ...CLOSED_GATES, actors: new Set(['User;1']), percentageOfActors: '5' };
    const many = Array.from({ length: 8_000 }, (_, index) => ({ key: `feature_${index}`, gates }));
    // An embedded database answers nobody meanwhile: one of thousands takes as many statements as one of eight.
    const few = await during(() => store.replaceAll(many.slice(0, 8), BY_ENZO));
    const all = await during(() => store.replaceAll(many, BY_ENZO));
    expect(all.statements).toBeLessThanOrEqual(few.statements);
    const before = await store.load();
    expect(before).toEqual(many);
    await store.write('feature_7', { kind: 'enable' }, BY_ENZO);
    const after = await store.load();
    expect(after.filter((feature, index) => feature !== before[index])).toMatchObject([
      { key: 'feature_7', gates: { boolean: 'true' } },
    ]);
    expect(await store.recordOutside()).toEqual([]);
    const tables = open().db.withTables<FlipperTables>();
    await tables.deleteFrom('flipper_gates').where('feature_key', '=', 'feature_9').execute();
    expect(await store.recordOutside()).toMatchObject([
      { feature: 'feature_9', through: 'outside' },
    ]);
  });

  test('are as many actors of one: a change of one of them, and its undoing, reads the others once', async () => {
    const { store, during } = counting(open().db);
    const actors = new Set(Array.from({ length: 5_000 }, (_, index) => `User;${index}`));
    await store.write('crowded', { kind: 'replace', gates: { ...CLOSED_GATES, actors } }, BY_ENZO);
    const change = { kind: 'enable-actor', actorId: 'User;5000' } as const;
    await store.load();
    const written = await during(() => store.write('crowded', change, BY_ENZO));
    const [entry] = await store.entries({ feature: 'crowded', limit: 1 });
    expect(entry?.after?.actors.size).toBe(5_001);
    const undone = await during(() => store.undo(entry?.id ?? 0, BY_ENZO));
    const read = await during(() => store.load());
    for (const { rows, values } of [written, undone, read]) {
      expect(rows).toBeLessThan(20);
      expect([5_000, 5_001]).toContain(values);
    }
    expect(await store.recordOutside()).toEqual([]);
  });

  test('are no more than there are: gates that Flipper left without a feature open nothing once it is back', async () => {
    const store = createSqlStore(open().db);
    await sql`insert into flipper_gates (feature_key, key, value)
      values ('left', 'boolean', 'true'), ('left', 'actors', 'User;1'), ('left', 'groups', null)`.execute(
      open().db,
    );
    const left = async () => (await store.load()).find(({ key }) => key === 'left')?.gates;
    expect(await left()).toBeUndefined();
    await store.write('left', { kind: 'enable-actor', actorId: 'User;2' }, BY_ENZO);
    expect(await left()).toEqual({ ...CLOSED_GATES, actors: new Set(['User;2']) });
    const { rows } = await sql`select from flipper_gates where feature_key = 'left'`.execute(
      open().db,
    );
    expect(rows).toHaveLength(1);
  });
});
