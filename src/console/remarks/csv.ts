/** A table by RFC 4180, for a spreadsheet: no cell is taken for a formula. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Spreadsheets look behind blanks, too, for what begins a formula. */
const FORMULA = /^\s*[=+\-@\t\r|%＝＋－＠]/;

function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
