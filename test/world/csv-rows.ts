/** The rows of a file of ours by the names of their columns. Every cell is quoted, and none of these holds a quotation mark. */
export function csvRows(text: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...rows] = text.trim().split('\r\n');
  const names = cellsIn(head);
  return rows.map((row) => {
    const cells = cellsIn(row);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

function cellsIn(line: string): readonly string[] {
  return line.slice(1, -1).split('","');
}
