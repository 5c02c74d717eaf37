import {
  FORMAT,
  FORMAT_VERSION,
  type ChecksumLine,
  type DataHeader,
  type EndLine,
  type RowLine,
  type TableLine,
} from './format.ts';
import { cutOff, damaged, foreign, linesOf, type HashedLine } from './lines.ts';
import { DataFileError } from './problem.ts';

export type DataLine =
  | { readonly kind: 'header'; readonly header: DataHeader }
  | { readonly kind: 'table'; readonly table: TableLine }
  /** `text`: the same row as it stands in the file. */
  | { readonly kind: 'row'; readonly text: string }
  | { readonly kind: 'end'; readonly end: EndLine };

/**
 * Reads a data file line by line. Throws a `DataFileError` where it is foreign, damaged or cut off; what was read
 * before that is to be undone. Only when it ends without one is the file what was written.
 */
export async function* readDataFile(path: string): AsyncGenerator<DataLine> {
  let state: ReadingState = { next: 'header' };
  for await (const line of linesOf(path)) {
    const data = parsed(line.text);
    if (state.next === 'header') {
      yield { kind: 'header', header: headerIn(path, data) };
      state = { next: 'rows', table: null, counted: new Map() };
    } else if (state.next === 'rows') {
      const read = lineOfRows(path, state, { data, text: line.text });
      state = read.kind === 'end' ? { next: 'checksum' } : state;
      yield read;
    } else if (state.next === 'checksum') {
      if (!isChecksum(data, line)) throw damaged(path, 'its checksum does not fit');
      state = { next: 'nothing' };
    } else throw damaged(path, 'something stands behind its end');
  }
  if (state.next === 'header') throw foreign(path);
  if (state.next !== 'nothing') throw cutOff(path);
}

type ReadingState = { readonly next: 'header' | 'checksum' | 'nothing' } | RowsState;

/** Which table is being read, and how many rows each has had. */
type RowsState = {
  readonly next: 'rows';
  table: TableLine | null;
  readonly counted: Map<string, number>;
};

function lineOfRows(
  path: string,
  state: RowsState,
  { data, text }: { readonly data: unknown; readonly text: string },
): Exclude<DataLine, { readonly kind: 'header' }> {
  const { table, counted } = state;
  if (isRow(data)) {
    if (table?.columns.length !== data.length) throw damaged(path, 'a row does not fit its table');
    counted.set(table.table, (counted.get(table.table) ?? 0) + 1);
    return { kind: 'row', text };
  }
  if (isTable(data)) {
    state.table = data;
    counted.set(data.table, 0);
    return { kind: 'table', table: data };
  }
  if (!isEnd(data)) throw damaged(path, 'a line of it can’t be understood');
  if (!isSame(counted, data)) throw damaged(path, 'rows are missing');
  return { kind: 'end', end: data };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function headerIn(path: string, data: unknown): DataHeader {
  if (!isObject(data) || data['format'] !== FORMAT) throw foreign(path);
  if (typeof data['version'] === 'number' && data['version'] > FORMAT_VERSION) {
    const sentence = `${path} is of version ${data['version']}; this program reads version ${FORMAT_VERSION}. Use the program that wrote it, or a newer one. Nothing was changed.`;
    throw new DataFileError('newer-program', sentence);
  }
  const { migrations, program, takenAt } = data;
  if (!isTexts(migrations) || typeof program !== 'string' || typeof takenAt !== 'string') {
    throw damaged(path, 'its first line can’t be understood');
  }
  return { format: FORMAT, version: FORMAT_VERSION, program, takenAt, migrations };
}

function isChecksum(data: unknown, line: HashedLine): boolean {
  if (!isObject(data)) return false;
  const { sha256 }: Partial<ChecksumLine> = data;
  return sha256 === line.before();
}

function isSame(counted: ReadonlyMap<string, number>, { rows }: EndLine): boolean {
  return JSON.stringify(Object.fromEntries(counted)) === JSON.stringify(rows);
}

const isRow = (data: unknown): data is RowLine =>
  Array.isArray(data) && data.every((value) => value === null || typeof value === 'string');

const isTable = (data: unknown): data is TableLine =>
  isObject(data) && typeof data['table'] === 'string' && isTexts(data['columns']);

function isEnd(data: unknown): data is EndLine {
  if (!isObject(data) || !isObject(data['rows']) || !Array.isArray(data['sequences'])) return false;
  return data['sequences'].every(
    (sequence) =>
      isObject(sequence) &&
      typeof sequence['name'] === 'string' &&
      /^-?\d{1,19}$/.test(String(sequence['last'])) &&
      typeof sequence['called'] === 'boolean',
  );
}

const isObject = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

const isTexts = (data: unknown): data is readonly string[] =>
  Array.isArray(data) && data.every((value) => typeof value === 'string');
