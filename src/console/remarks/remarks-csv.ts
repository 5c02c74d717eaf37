import type { Remark } from '../../feedback/index.ts';

const COLUMNS = ['day', 'stage', 'language', 'state', 'marked by', 'remark'];

/** Remarks as CSV by RFC 4180, for a spreadsheet: no cell is taken for a formula. */
export function remarksCsv(remarks: readonly Remark[]): string {
  const rows = remarks.map(({ day, stage, language, state, markedBy, text }) => [
    ...[day, stage, language, state, markedBy ?? '', text],
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Spreadsheets look behind blanks, too, for what begins a formula. */
const FORMULA = /^\s*[=+\-@\t\r|%＝＋－＠]/;

function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
