import type { Table, TableRow } from 'mdast';
import { spanOf } from './markdown.ts';
import { trimmed, type Span } from './source.ts';

/** A row of a table. A cell's span is what it says, without bars and the space around; empty where it would stand. */
export type Row = {
  readonly cells: readonly Span[];
  /** The cells of the table's first row; null when this is that row. */
  readonly head: readonly Span[] | null;
};

export function rowsOf(
  text: string,
  table: Table,
): readonly { readonly row: Row; readonly span: Span }[] {
  const [first, ...rest] = table.children;
  if (!first) return [];
  const head = cellsOf(text, first);
  return [
    { row: { cells: head, head: null }, span: spanOf(first) },
    ...rest.map((row) => ({
      row: { cells: cellsOf(text, row, head.length), head },
      span: spanOf(row),
    })),
  ];
}

function cellsOf(text: string, row: TableRow, width = 0): readonly Span[] {
  const cells = row.children.map((cell) => cellAt(text, spanOf(cell)));
  return cells.length < width ? cells.flatMap((cell) => atBraces(text, cell)) : cells;
}

function cellAt(text: string, { start, end }: Span): Span {
  const from = text[start] === '|' ? start + 1 : start;
  const isClosed = end > from && text[end - 1] === '|' && text[end - 2] !== '\\';
  return spoken(text, { start: from, end: isClosed ? end - 1 : end });
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

/** A line with bars that is no Markdown table, because its rule is missing or does not fit; `rule` is only dashes. */
export function pipedRow(text: string, span: Span): Row | 'rule' | null {
  const line = text.slice(span.start, span.end);
  if (!line.startsWith('|')) return null;
  if (/^[|\s:-]+$/.test(line)) return line.includes('-') ? 'rule' : null;
  const bars = [...line.matchAll(/(?<!\\)\|/g)].map(({ index }) => span.start + index);
  const ends = [...bars.slice(1), span.end];
  const cells = bars
    .map((bar, index) => ({ start: bar + 1, end: ends[index] ?? span.end }))
    .filter(({ start, end }) => end > start || end < span.end)
    .map((cell) => spoken(text, cell));
  return { cells, head: null };
}
