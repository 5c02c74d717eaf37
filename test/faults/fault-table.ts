import { readFileSync } from 'node:fs';

export const FAULTS_DOCUMENT = 'docs/faults.md';

/** One row of docs/faults.md. */
export type FaultRow = {
  /** By which its test takes the time. */
  readonly name: string;
  readonly file: string;
  readonly title: string;
  /** How long it last took until what must hold held, in milliseconds; null: not measured yet. */
  readonly seenMs: number | null;
  /** How long that may take, in milliseconds. */
  readonly limitMs: number;
};

/** The table, which is the only place where limits stand. */
export function readFaultRows(): readonly FaultRow[] {
  return [...readFileSync(FAULTS_DOCUMENT, 'utf8').matchAll(ROW)].map(
    ([, name = '', file = '', title = '', seen = '', limit = '']) => ({
      name,
      file,
      title,
      seenMs: seen === '' ? null : Number(seen) * 1_000,
      limitMs: Number(limit) * 1_000,
    }),
  );
}

/** | `name` | fault | while | what must hold | `file`: “title”, which may hold quotation marks | seen | at most | */
const ROW =
  /^\| `([a-z-]+)` +\|(?:[^|]*\|){3} `([^`|]+\.test\.ts)`: “([^|]+)” *\| *(?:([\d.]+) s)? *\| *([\d.]+) s *\|$/gm;

/** The document with what was seen, in milliseconds by the names of the rows, and under which circumstances. */
export function withSeen(
  document: string,
  seen: ReadonlyMap<string, number>,
  circumstances: string,
): string {
  const rows = document.replace(ROW, (row, name: string) => {
    const milliseconds = seen.get(name);
    if (milliseconds === undefined) return row;
    const cells = row.split('|');
    // From the end: an empty text, the limit, and before it what was seen.
    cells[cells.length - 3] = ` ${inSeconds(milliseconds)} `;
    return cells.join('|');
  });
  return rows.replace(/^Last measured .*$/m, `Last measured ${circumstances}.`);
}

/** Never less than it was. */
function inSeconds(milliseconds: number): string {
  return `${(Math.max(1, Math.ceil(milliseconds / 10)) / 100).toFixed(2)} s`;
}
