import { readFileSync } from 'node:fs';

import { sql, type Migration } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';

import { freshDatabase, sharedPostgresUrl } from '../../test/postgres/index.ts';
import { migrate, openServerDatabase, type Database } from '../lib/database/index.ts';
import { MIGRATIONS } from './migrations.ts';

/** Their first lines name the migrations that there were then. */
const OLDER = ['test/world/data-of-2026-11-29.jsonl', 'test/world/data-of-2026-11-30.jsonl'];

/** What an instance of a version before can do without, and why. */
const LEFT_OUT: readonly string[] = [
  // Nobody has run that version side by side with a later one: docs/decisions/0050.
  'release_sightings',
];

type Column = {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly isOptional: boolean;
};

/** While instances are upgraded one by one, those of the version before read and write the tables as they knew them. */
test.each(OLDER)('migrations leave an instance of %s the tables that it knows', async (older) => {
  const db = await freshTables();
  const [header = ''] = readFileSync(older, 'utf8').split('\n', 1);
  const { migrations } = JSON.parse(header) as { readonly migrations: readonly string[] };
  const then = migrations.map((name) => [name, known(name)] as const);
  expect(await migrate(db, Object.fromEntries(then))).toMatchObject({ ok: true });
  const before = (await columnsIn(db)).filter(({ table }) => !LEFT_OUT.includes(table));
  expect(await migrate(db, MIGRATIONS)).toMatchObject({ ok: true });
  const now = await columnsIn(db);

  const nowBy = new Map(now.map((one) => [nameOf(one), one]));
  for (const one of before) expect(nowBy.get(nameOf(one)), nameOf(one)).toEqual(one);
  const tables = new Set(before.map(({ table }) => table));
  const isKnown = new Set(before.map(nameOf));
  const added = now.filter((one) => tables.has(one.table) && !isKnown.has(nameOf(one)));
  // Who does not know a column leaves it out.
  expect(added.filter(({ isOptional }) => !isOptional)).toEqual([]);
});

const nameOf = ({ table, column }: Column): string => `${table}.${column}`;

function known(name: string): Migration {
  const migration = (MIGRATIONS as Readonly<Record<string, Migration>>)[name];
  if (!migration) throw new Error(`The migration ${name} is gone: databases have had it.`);
  return migration;
}

async function freshTables(): Promise<Database> {
  const { url, drop } = await freshDatabase(sharedPostgresUrl());
  onTestFinished(drop);
  const opened = await openServerDatabase({ url });
  if (!opened.ok) throw new Error(opened.error.sentence);
  onTestFinished(opened.value.close);
  return opened.value.db;
}

async function columnsIn(db: Database): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select table_name as table, column_name as column, data_type as type,
      (is_nullable = 'YES' or column_default is not null) as "isOptional"
    from information_schema.columns
    where table_schema = current_schema() and table_name not like 'kysely%'
    order by table_name, column_name`.execute(db);
  return rows;
}
