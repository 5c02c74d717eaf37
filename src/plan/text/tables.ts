import type { Table, TableRow } from 'mdast';
import { spanOf } from './markdown.ts';
import { trimmed, type Span } from './source.ts';

/** A row of a table. A cell's span is what it says, without bars and the space around; empty where it would stand. */
export type Row = {
  readonly cells: readonly Span[];
  /** The cells of the table's first row, this row perhaps; none where the rows have no table around them. */
  readonly head: readonly Span[];
  readonly isHead: boolean;
};

export function rowsOf(
  text: string,
  table: Table,
): readonly { readonly row: Row; readonly span: Span }[] {
  const [first, ...rest] = table.children;
  if (!first) return [];
  const head = cellsOf(text, first);
  return [
    { row: { cells: head, head, isHead: true }, span: spanOf(first) },
    ...rest.map((row) => ({
      row: { cells: cellsOf(text, row, head.length), head, isHead: false },
      span: spanOf(row),
    })),
  ];
}

function cellsOf(text: string, row: TableRow, width = 0): readonly Span[] {
  const cells = row.children.map((cell) => cellAt(text, spanOf(cell)));
  return cells.length < width ? cells.flatMap((cell) => atBraces(text, cell)) : cells;
}

/** Blanks may follow a row's last bar. */
function cellAt(text: string, { start, end }: Span): Span {
  const from = text[start] === '|' ? start + 1 : start;
  const last = from + text.slice(from, end).trimEnd().length;
  const isClosed = last > from && text[last - 1] === '|' && text[last - 2] !== '\\';
  return spoken(text, { start: from, end: isClosed ? last - 1 : end });
}

/** An empty cell's words would stand behind its first space. */
function spoken(text: string, span: Span): Span {
  const words = trimmed(text, span);
  if (words.end > words.start || text[span.start] !== ' ') return words;
  return { start: span.start + 1, end: span.start + 1 };
}

/** A `}` where the bar was meant. */
function atBraces(text: string, { start, end }: Span): readonly Span[] {
  const at = text.slice(start, end).search(/\s\}\s/);
  if (at === -1) return [{ start, end }];
  const brace = start + at + 1;
  return [trimmed(text, { start, end: brace }), trimmed(text, { start: brace + 1, end })];
}

/** The cells of a line with bars that is in no Markdown table, because its rule is missing or does not fit. */
export function pipedCells(text: string, { start, end }: Span): readonly Span[] {
  const line = text.slice(start, end);
  if (!line.startsWith('|') || isRule(line)) return [];
  const bars = [...line.matchAll(/(?<!\\)\|/g)].map(({ index }) => start + index);
  const ends = [...bars.slice(1), end];
  return bars
    .map((bar, index) => ({ start: bar + 1, end: ends[index] ?? end }))
    .filter((cell) => cell.end > cell.start || cell.end < end)
    .map((cell) => spoken(text, cell));
}

/** `|---|---|` */
export function isRule(line: string): boolean {
  return /^\|[|\s:-]*-[|\s:-]*$/.test(line);
}
