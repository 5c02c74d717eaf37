import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { freshDatabase, sharedPostgresUrl } from '../../../test/postgres/index.ts';
import { migrate, openServerDatabase, type Tx } from './index.ts';

const creates = (table: string) => ({
  up: async (db: Tx) => {
    await sql`create table ${sql.table(table)} (id int primary key)`.execute(db);
  },
});

const known = { '2026-11-23-rooms': creates('room'), '2026-11-24-shelves': creates('shelf') };

describeOnBothDatabases('migrating', (open) => {
  it('runs a late migration although its name comes before one that has run', async () => {
    await migrate(open().db, { '2026-11-24-shelves': creates('shelf') });
    expect(await migrate(open().db, known)).toEqual({ ok: true, value: ['2026-11-23-rooms'] });
  });

  it('refuses a database that a newer program has used, and names what it does not know', async () => {
    await migrate(open().db, known);
    const older = await migrate(open().db, { '2026-11-23-rooms': creates('room') });
    expect(older).toMatchObject({ ok: false, error: { code: 'newer-program' } });
    expect(older.ok || older.error.sentence).toContain('2026-11-24-shelves');
  });

  it('changes nothing when one of several fails, and says which without quoting data', async () => {
    const failing = {
      ...known,
      '2026-11-25-maps': creates('map'),
      '2026-11-26-again': {
        up: async (db: Tx) => {
          await sql`select 'Ada Lovelace'::int`.execute(db);
        },
      },
    };
    const failed = await migrate(open().db, failing);
    expect(failed.ok || failed.error).toMatchObject({
      code: 'migration-failed',
      sentence:
        'The migration 2026-11-26-again failed (PostgreSQL error 22P02). Nothing was changed.',
    });
    const { rows } = await sql`select to_regclass('map') as map`.execute(open().db);
    expect(rows).toEqual([{ map: null }]);
  });
});

it('lets instances that start at the same moment take turns', async () => {
  const fresh = await freshDatabase(sharedPostgresUrl());
  const instances = await Promise.all(
    Array.from({ length: 4 }, () => openServerDatabase({ url: fresh.url })),
  );
  const ran = await Promise.all(
    instances.map(async (opened) => {
      if (!opened.ok) throw new Error(opened.error.sentence);
      const result = await migrate(opened.value.db, known);
      await opened.value.close();
      return result.ok ? result.value.length : result.error.sentence;
    }),
  );
  await fresh.drop();
  expect(ran.sort()).toEqual([0, 0, 0, 2]);
});
