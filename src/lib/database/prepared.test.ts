import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestDatabase } from '../../../test/postgres/memory-database.ts';
import type { OpenDatabase } from './index.ts';
import { createStatementNames } from './prepared.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await sql`create table visits (number integer)`.execute(database.db);
  await sql`insert into visits values (7)`.execute(database.db);
});
afterAll(() => database.close());

async function ask(text: string, times: number): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (let time = 0; time < times; time += 1) {
    answers.push((await sql.raw(text).execute(database.db)).rows[0]);
  }
  return answers;
}

async function planned(like: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_prepared_statements where statement like ${like}`.execute(
    database.db,
  );
  return rows[0]?.count ?? NaN;
}

describe('the plan of a statement, on the embedded database,', () => {
  test('is kept from the third time on, and the answer stays the same', async () => {
    await ask('select number from visits as once', 2);
    expect(await planned('%as once%')).toBe(0);
    expect(await ask('select number from visits as often', 5)).toEqual(
      Array(5).fill({ number: 7 }),
    );
    expect(await planned('%as often%')).toBe(1);
  });

  test('is not kept of a statement that failed', async () => {
    await expect(ask('select number / 0 from visits as broken', 1)).rejects.toThrow('zero');
    for (let time = 0; time < 4; time += 1) {
      await expect(ask('select gone from visits as missing', 1)).rejects.toThrow('gone');
    }
    expect(await planned('%as missing%')).toBe(0);
    await sql`alter table visits add column gone integer`.execute(database.db);
    expect(await ask('select gone from visits as missing', 4)).toEqual(
      Array(4).fill({ gone: null }),
    );
  });

  test('is made anew where a column was added since', async () => {
    await ask('select * from visits as all_of_them', 4);
    await sql`alter table visits add column kind text`.execute(database.db);
    const [answer] = await ask('select * from visits as all_of_them', 4);
    expect(answer).toMatchObject({ number: 7, kind: null });
  });

  test('is kept of so many, however many there are', async () => {
    for (let number = 0; number < 250; number += 1) await ask(`select ${number} as many`, 3);
    expect(await planned('%as many%')).toBeGreaterThan(100);
    expect(await planned('%')).toBeLessThanOrEqual(200 + (await planned('%visits%')));
  });
});

test('a new connection is given names that no earlier one had', () => {
  const names = createStatementNames();
  const third = (text: string) => [1, 2, 3].map(() => names.of(text)).at(-1);
  const before = ['select 1', 'select 2'].map(third);
  names.forget();
  expect(names.of('select 1')).toBeUndefined();
  const after = ['select 1', 'select 2'].map(third);
  expect(new Set([...before, ...after]).size).toBe(4);
});
