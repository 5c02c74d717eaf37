import { placeAt, type PlanDocument } from '../../plan/index.ts';

/** What the table around an offset calls its cell: the head of the column and the first cell of the row. */
export type TableLabels = (at: number) => readonly string[];

const DELIMITERS = /^[\s|:-]*-[\s|:-]*$/;

/** Built once, since a table may have thousands of cells to ask about. */
export function tableLabelsIn({ source }: PlanDocument): TableLabels {
  const lines = source.text.split(/\r\n|\n|\r/);
  const heads: (readonly string[] | null)[] = [];
  lines.forEach((line, index) => {
    const isUnderHead = DELIMITERS.test(line) && line.includes('|') && index > 0;
    const head = isUnderHead ? cellsOf(lines[index - 1] ?? '') : (heads[index - 1] ?? null);
    heads.push(line.includes('|') ? head : null);
  });
  return (at) => {
    const { line, column } = placeAt(source, at);
    const head = heads[line - 1];
    if (!head) return [];
    const row = lines[line - 1] ?? '';
    const index = cellsOf(row.slice(0, column - 1)).length - 1;
    return [head[index] ?? '', index > 0 ? (cellsOf(row)[0] ?? '') : ''];
  };
}

function cellsOf(row: string): readonly string[] {
  const cells = row
    .trimStart()
    .replace(/^\|/, '')
    .split(/(?<!\\)\|/);
  return cells.map((cell) => cell.trim());
}
