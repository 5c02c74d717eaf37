/** Rows for every table of the program whose values are easily lost on the way to another database. */
import { sql } from 'kysely';

import { MOVED_TABLES } from '../../src/app/data-work/tables.ts';
import { tablesOf } from '../../src/lib/data-file/index.ts';
import type { Database } from '../../src/lib/database/index.ts';

/** The newest rows of the flags' history were taken away again: no number is given twice all the same. */
export const REMOVED_BEFORE = 41;

/** Two rows for every table: one with values that are easily lost on the way, and one with as little as can be. */
export async function fillEveryTable(db: Database): Promise<void> {
  for (const { name, columns } of await tablesOf(db)) {
    if (!MOVED_TABLES.includes(name)) continue;
    const values = columns.map(({ type }) => sql`${hardValueOf(type)}::text::${sql.raw(type)}`);
    await sql`insert into ${sql.table(name)} values (${sql.join(values)})`.execute(db);
    const needed = await neededColumns(db, name);
    const wanted = columns.filter((column) => needed.includes(column.name));
    const plain = wanted.map(({ type }) => sql`${plainValueOf(type)}::text::${sql.raw(type)}`);
    await sql`insert into ${sql.table(name)} (${sql.join(wanted.map((column) => sql.id(column.name)))})
      values (${sql.join(plain)})`.execute(db);
  }
  await sql`select setval('flag_history_id_seq', ${sql.lit(REMOVED_BEFORE)})`.execute(db);
}

async function neededColumns(db: Database, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_name = ${table} and is_nullable = 'NO'`.execute(db);
  return rows.map(({ name }) => name);
}

function hardValueOf(type: string): string {
  if (/^(text|character varying)/.test(type)) return 'Zoë "\\n" \n\t‘😀’ {null}, \u2028;--';
  if (type === 'bigint') return '9007199254740993';
  if (type === 'jsonb') return '{"a": null, "n": 12345678901234567890.10, "t": "\\"\\n😀"}';
  if (type === 'timestamp with time zone') return '2026-11-29 08:00:00.123456+00';
  if (type === 'double precision') return '0.30000000000000004';
  if (type === 'uuid') return '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
  if (type === 'boolean') return 'true';
  if (type === 'bytea') return '\\x00ff0a5c';
  return '7';
}

function plainValueOf(type: string): string {
  if (/^(text|character varying)/.test(type)) return '';
  if (type === 'jsonb') return 'null';
  if (type === 'timestamp with time zone') return '-infinity';
  if (type === 'double precision') return 'NaN';
  if (type === 'uuid') return '00000000-0000-0000-0000-000000000000';
  if (type === 'boolean') return 'false';
  if (type === 'bytea') return '\\x';
  return '0';
}
