import { sql } from 'kysely';

import type { Database } from '../database/index.ts';

export type TableShape = {
  readonly name: string;
  /** Those that can be written, with their types as SQL writes them. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** The tables that its rows point to. */
  readonly references: readonly string[];
};

/** The tables of the database, each behind those that it refers to. Parts of a table count with the whole. */
export async function tablesOf(db: Database): Promise<readonly TableShape[]> {
  const { rows } = await sql<TableShape>`
    select relname as name,
      coalesce((select jsonb_agg(
          jsonb_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) order by attnum)
        from pg_attribute
        where attrelid = tables.oid and attnum > 0 and not attisdropped and attgenerated = ''),
        '[]') as columns,
      coalesce((select jsonb_agg(distinct other.relname)
        from pg_constraint join pg_class as other on other.oid = confrelid
        where conrelid = tables.oid and contype = 'f' and confrelid <> conrelid), '[]') as references
    from pg_class as tables
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
    order by relname`.execute(db);
  return rows.toSorted((a, b) => depthIn(rows, a) - depthIn(rows, b));
}

/** How many tables one has to fill before it, at least. */
function depthIn(tables: readonly TableShape[], { references }: TableShape): number {
  const before = tables.filter(({ name }) => references.includes(name));
  return before.length === 0 ? 0 : 1 + Math.max(...before.map((table) => depthIn(tables, table)));
}

/** The sequences that number the rows of these tables. */
export async function sequencesOf(
  db: Database,
  tables: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select sequence.relname as name
    from pg_class as sequence
    join pg_depend on objid = sequence.oid and refclassid = 'pg_class'::regclass
      and classid = 'pg_class'::regclass and deptype in ('a', 'i')
    join pg_class as owner on owner.oid = refobjid
    where sequence.relkind = 'S' and sequence.relnamespace = current_schema()::regnamespace
      and owner.relname = any(${tables}::text[])
    order by sequence.relname`.execute(db);
  return rows.map(({ name }) => name);
}
