import { sql } from 'kysely';

import type { Database, Tx } from '../database/index.ts';
import { sequencesOf, tablesOf, type TableShape } from './catalog.ts';
import type { DataHeader, EndLine, SequenceState } from './format.ts';
import { writeDataFile, type WriteLine } from './write-data-file.ts';

/** What a data file says of itself beside its rows. */
export type Exported = Pick<EndLine, 'rows'>;

/** So many rows are read at once: they have to be held. */
const PAGE = 200;

/**
 * Writes these tables into a new file, all as they are at one moment, whoever writes to them meanwhile. Tables that the
 * database does not have are passed over.
 */
export async function exportData(
  db: Database,
  path: string,
  { header, tables }: { readonly header: DataHeader; readonly tables: readonly string[] },
): Promise<Exported> {
  let rows: Exported['rows'] = {};
  await writeDataFile(path, (write) =>
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        await write(header);
        rows = await writeTables(tx, tables, write);
      }),
  );
  return { rows };
}

async function writeTables(
  tx: Tx,
  wanted: readonly string[],
  write: WriteLine,
): Promise<EndLine['rows']> {
  await asExactText(tx);
  const tables = (await tablesOf(tx)).filter(({ name }) => wanted.includes(name));
  const rows: Record<string, number> = {};
  for (const table of tables) rows[table.name] = await writeTable(tx, table, write);
  const sequences: SequenceState[] = [];
  for (const name of await sequencesOf(tx, wanted)) sequences.push(await stateOf(tx, name));
  const end: EndLine = { rows, sequences };
  await write(end);
  return rows;
}

/** How values are written does not depend on how a server is set up. */
export async function asExactText(tx: Tx): Promise<void> {
  await sql`select set_config(name, value, true) from (values
    ('timezone', 'UTC'), ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'),
    ('bytea_output', 'hex'), ('extra_float_digits', '1')) as settings(name, value)`.execute(tx);
}

async function writeTable(tx: Tx, table: TableShape, write: WriteLine): Promise<number> {
  const { name, columns } = table;
  await write({ table: name, columns: columns.map((column) => column.name) });
  const values = columns.map((column) => sql`${sql.id(column.name)}::text`);
  await sql`declare pages no scroll cursor for
    select json_build_array(${sql.join(values)}) as line from ${sql.table(name)}`.execute(tx);
  let written = 0;
  for (;;) {
    const page = await sql<{ line: unknown }>`fetch ${sql.lit(PAGE)} from pages`.execute(tx);
    for (const { line } of page.rows) await write(line);
    written += page.rows.length;
    if (page.rows.length < PAGE) break;
  }
  await sql`close pages`.execute(tx);
  return written;
}

async function stateOf(tx: Tx, name: string): Promise<SequenceState> {
  const { rows } = await sql<{ last: string; called: boolean }>`
    select last_value::text as last, is_called as called from ${sql.table(name)}`.execute(tx);
  return { name, last: '1', called: false, ...rows[0] };
}
