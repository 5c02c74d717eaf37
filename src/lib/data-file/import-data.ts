import { sql, type Migration } from 'kysely';

import { migrateWithin, type Tx } from '../database/index.ts';
import { sequencesOf, tablesOf, type TableShape } from './catalog.ts';
import { asExactText, type Exported } from './export-data.ts';
import type { DataHeader, EndLine, TableLine } from './format.ts';
import { damaged } from './lines.ts';
import { DataFileError } from './problem.ts';
import { readDataFile } from './read-data-file.ts';

type Migrations = Readonly<Record<string, Migration>>;

/** Reads the file to its end and answers its header; throws a `DataFileError` where it can't be taken. */
export async function checkDataFile(path: string, migrations: Migrations): Promise<DataHeader> {
  let header: DataHeader | null = null;
  for await (const line of readDataFile(path)) {
    if (line.kind !== 'header') continue;
    ({ header } = line);
    refuseNewer(path, header, migrations);
  }
  if (header === null) throw damaged(path, 'it has no first line');
  return header;
}

function refuseNewer(path: string, header: DataHeader, migrations: Migrations): void {
  const unknown = header.migrations.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length === 0) return;
  const sentence = `A newer version of this program wrote ${path} (it knows ${unknown.join(', ')}). Import it with that version, or a newer one. Nothing was changed.`;
  throw new DataFileError('newer-program', sentence);
}

/**
 * Makes the tables of a data file in a database that has none, as they were when it was written, fills them, and brings
 * them to where this program expects them. Throws a `DataFileError`, and then the transaction is to be undone.
 */
export async function importData(tx: Tx, path: string, migrations: Migrations): Promise<Exported> {
  await asExactText(tx);
  let filling: TableFilling | null = null;
  let rows: Exported['rows'] = {};
  let known: readonly string[] = [];
  for await (const line of readDataFile(path)) {
    if (line.kind === 'header') {
      refuseNewer(path, line.header, migrations);
      known = line.header.migrations;
      await migrateWithin(tx, migrations, known);
    } else if (line.kind === 'table') {
      await filling?.flush();
      filling = await fill(tx, path, line.table);
    } else if (line.kind === 'row') {
      await filling?.add(line.text);
    } else {
      await filling?.flush();
      await continueSequences(tx, path, line.end);
      ({ rows } = line.end);
    }
  }
  const rest = Object.keys(migrations).filter((name) => !known.includes(name));
  await migrateWithin(tx, migrations, rest);
  return { rows };
}

/** Rows that go to the database together, and how much text at most. */
const PAGE = 500;
const PAGE_CHARACTERS = 1024 * 1024;

type TableFilling = { add(row: string): Promise<void>; flush(): Promise<void> };

async function fill(tx: Tx, path: string, { table, columns }: TableLine): Promise<TableFilling> {
  const shape = (await tablesOf(tx)).find(({ name }) => name === table);
  const insert = shape && insertInto(shape, columns);
  if (!insert)
    throw damaged(
      path,
      'it has a table, or a column, that its version of the program did not have',
    );
  let gathered: string[] = [];
  let characters = 0;
  const flush = async () => {
    if (gathered.length > 0) await insert(`[${gathered.join(',')}]`).execute(tx);
    gathered = [];
    characters = 0;
  };
  return {
    flush,
    add: async (row) => {
      gathered.push(row);
      characters += row.length;
      if (gathered.length === PAGE || characters > PAGE_CHARACTERS) await flush();
    },
  };
}

/** Each value is read by the type of its column here; null where a column is not here. */
function insertInto({ name, columns }: TableShape, wanted: readonly string[]) {
  const types = wanted.map((column) => columns.find((known) => known.name === column)?.type);
  const values = types.flatMap((type, at) =>
    type === undefined ? [] : [sql`(line ->> ${sql.lit(at)})::${sql.raw(type)}`],
  );
  if (values.length === 0 || values.length < wanted.length) return null;
  const names = wanted.map((column) => sql.id(column));
  return (rows: string) => sql`
    insert into ${sql.table(name)} (${sql.join(names)}) overriding system value
    select ${sql.join(values)} from json_array_elements(${rows}::json) as line`;
}

async function continueSequences(
  tx: Tx,
  path: string,
  { rows, sequences }: EndLine,
): Promise<void> {
  const known = await sequencesOf(tx, Object.keys(rows));
  for (const { name, last, called } of sequences) {
    if (!known.includes(name))
      throw damaged(path, 'it has a sequence that its version of the program did not have');
    await sql`select setval(${name}::text::regclass, ${last}::text::bigint, ${called})`.execute(tx);
  }
}
