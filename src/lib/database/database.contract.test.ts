import { sql, type Generated } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { migrate, NoFreeConnectionError, type Tx } from './index.ts';

type Tables = {
  patron: {
    id: Generated<number>;
    name: string;
    loans: Generated<number>;
    card: unknown;
    joined: Date | null;
    born: string | null;
  };
};

const migrations = {
  '2026-11-23-library-1-patrons': {
    up: async (db: Tx) => {
      await sql`create table patron (
        id bigserial primary key, name text not null unique, loans bigint not null default 0,
        card jsonb, joined timestamptz, born date)`.execute(db);
    },
  },
};

describeOnBothDatabases('a database', (open, kind) => {
  const db = () => open().db.withTables<Tables>();

  beforeAll(async () => {
    expect(await migrate(open().db, migrations)).toEqual({
      ok: true,
      value: ['2026-11-23-library-1-patrons'],
    });
  });

  beforeEach(async () => {
    await db().deleteFrom('patron').execute();
    await db().insertInto('patron').values({ name: 'Ada' }).execute();
  });

  const loansOfAda = async () =>
    (await db().selectFrom('patron').select('loans').executeTakeFirstOrThrow()).loans;

  it('says which kind it is', () => {
    expect(open().kind).toBe(kind);
  });

  it('runs a migration once, however often it is asked', async () => {
    expect(await migrate(open().db, migrations)).toEqual({ ok: true, value: [] });
  });

  it('undoes all of a transaction that fails', async () => {
    const lending = db()
      .transaction()
      .execute(async (tx) => {
        await tx.updateTable('patron').set({ loans: 1 }).execute();
        await tx.insertInto('patron').values({ name: 'Grace' }).execute();
        throw new Error('the desk closed');
      });
    await expect(lending).rejects.toThrow('the desk closed');
    expect(await db().selectFrom('patron').select(['name', 'loans']).execute()).toEqual([
      { name: 'Ada', loans: 0 },
    ]);
  });

  it('goes on after a statement failed inside a transaction', async () => {
    const broken = db()
      .transaction()
      .execute((tx) => sql`select nonsense`.execute(tx));
    await expect(broken).rejects.toMatchObject({ code: '42703' });
    expect(await loansOfAda()).toBe(0);
  });

  it('loses no increment of writers who lock the row', async () => {
    const lendOne = () =>
      db()
        .transaction()
        .execute(async (tx) => {
          const ada = await tx
            .selectFrom('patron')
            .select(['id', 'loans'])
            .forUpdate()
            .executeTakeFirstOrThrow();
          await tx
            .updateTable('patron')
            .set({ loans: ada.loans + 1 })
            .where('id', '=', ada.id)
            .execute();
        });
    // As many as there are connections, so that none waits long for one.
    const lendFive = async () => {
      for (let turn = 0; turn < 5; turn += 1) await lendOne();
    };
    await Promise.all(Array.from({ length: 4 }, lendFive));
    expect(await loansOfAda()).toBe(20);
  });

  it('loses no increment of serializable writers who try again', async () => {
    const lendOne = (): Promise<void> =>
      db()
        .transaction()
        .setIsolationLevel('serializable')
        .execute(async (tx) => {
          const ada = await tx.selectFrom('patron').select('loans').executeTakeFirstOrThrow();
          await tx
            .updateTable('patron')
            .set({ loans: ada.loans + 1 })
            .execute();
        })
        .catch((error: unknown) => {
          expect(error).toMatchObject({ code: '40001' });
          return lendOne();
        });
    await Promise.all(Array.from({ length: 8 }, lendOne));
    expect(await loansOfAda()).toBe(8);
  });

  it('names a unique violation by its code and constraint', async () => {
    const again = db().insertInto('patron').values({ name: 'Ada' }).execute();
    await expect(again).rejects.toMatchObject({ code: '23505', constraint: 'patron_name_key' });
  });

  it('keeps what a returning insert made', async () => {
    const grace = await db()
      .insertInto('patron')
      .values({ name: 'Grace' })
      .returning('id')
      .executeTakeFirstOrThrow();
    expect(grace.id).toBeTypeOf('number');
  });

  it('gives jsonb back as data', async () => {
    const card = { shelves: ['history', 'maps'], fines: { open: 0, 'paid „late“': 2 }, note: null };
    await db()
      .updateTable('patron')
      .set({ card: JSON.stringify(card) })
      .execute();
    expect(await db().selectFrom('patron').select('card').executeTakeFirst()).toEqual({ card });
  });

  it('gives timestamptz back as the same instant, whatever the zone of the server', async () => {
    const joined = new Date('2024-03-10T07:30:00.123Z');
    await db().updateTable('patron').set({ joined }).execute();
    expect(await db().selectFrom('patron').select('joined').executeTakeFirst()).toEqual({ joined });
  });

  it('gives a date back as it was written', async () => {
    await db().updateTable('patron').set({ born: '1815-12-10' }).execute();
    expect(await db().selectFrom('patron').select('born').executeTakeFirst()).toEqual({
      born: '1815-12-10',
    });
  });

  it('counts in numbers', async () => {
    const { count } = await db()
      .selectFrom('patron')
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
  });

  it('keeps an int8 exact up to the largest safe integer and refuses to round beyond', async () => {
    await db().updateTable('patron').set({ loans: Number.MAX_SAFE_INTEGER }).execute();
    expect(await loansOfAda()).toBe(Number.MAX_SAFE_INTEGER);
    await sql`update patron set loans = loans + 1`.execute(db());
    await expect(loansOfAda()).rejects.toThrow(RangeError);
  });

  if (kind === 'embedded') {
    it('leaves timers their turns while a row of statements runs', async () => {
      const began = performance.now();
      let turns = 0;
      const timer = setInterval(() => turns++, 1);
      for (let loan = 0; loan < 1000; loan++) {
        await db().updateTable('patron').set({ loans: loan }).execute();
      }
      clearInterval(timer);
      // One in 8 ms is the aim; a busy machine gives fewer, no guard gives none.
      expect(turns).toBeGreaterThan((performance.now() - began) / 100);
    });

    it('refuses a query past the transaction that has its only connection', async () => {
      const selfWaiting = db()
        .transaction()
        .execute(() => loansOfAda());
      const error: unknown = await selfWaiting.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(NoFreeConnectionError);
      expect(String(error)).toContain('use the transaction');
      expect(await loansOfAda()).toBe(0);
    });
  }

  if (kind === 'server') {
    it('hands a locked row to nobody else, without making them wait', async () => {
      const nextFree = (tx: Tx) =>
        tx
          .withTables<Tables>()
          .selectFrom('patron')
          .select('name')
          .forUpdate()
          .skipLocked()
          .execute();
      await open()
        .db.transaction()
        .execute(async (first) => {
          expect(await nextFree(first)).toEqual([{ name: 'Ada' }]);
          await open()
            .db.transaction()
            .execute(async (second) => {
              expect(await nextFree(second)).toEqual([]);
            });
        });
    });
  }
});
