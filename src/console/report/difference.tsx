import { structuredPatch } from 'diff';

import { inFigures } from '../../lib/figures.ts';

/** In lines that are gone or came: looking for more takes too long, and nobody reads it. */
const MOST_CHANGES = 2_000;
/** In rows: a longer difference would hide what comes below it. */
const MOST_UNFOLDED = 30;

type DifferenceParts = {
  readonly before: string;
  readonly after: string;
  /** A line as it is to be read; left out: as it stands in the text. */
  readonly read?: (line: string) => string;
};

/** What a text says otherwise than another one, line by line, each place with two lines around it. */
export function Difference({ before, after, read = asItStands }: DifferenceParts) {
  const options = { context: 2, maxEditLength: MOST_CHANGES };
  const [old, young] = [before, after].map((text) => text.replaceAll('\r\n', '\n'));
  const patch = structuredPatch('', '', old ?? '', young ?? '', '', '', options);
  if (patch === undefined) return <p>More than 2,000 lines differ, too many to show.</p>;
  const places = patch.hunks.flatMap(({ newStart, lines }) => {
    const rows = lines.filter((line) => !/^[ +-]\s*$/.test(line));
    return rows.some((line) => line.startsWith('+') || line.startsWith('-'))
      ? [{ newStart, rows }]
      : [];
  });
  if (places.length === 0) return <p>Only empty lines differ.</p>;
  const tables = places.map((place) => <Place {...place} read={read} />);
  if (places.flatMap(({ rows }) => rows).length <= MOST_UNFOLDED) return <>{tables}</>;
  return (
    <details class="fold">
      <summary>Show the difference ({inShort(places.flatMap(({ rows }) => rows))})</summary>
      {tables}
    </details>
  );
}

const asItStands = (line: string) => line;

type ChangedPlaceParts = {
  readonly newStart: number;
  /** Lines of a patch without the empty ones. */
  readonly rows: readonly string[];
  readonly read: (line: string) => string;
};

function Place({ newStart, rows, read }: ChangedPlaceParts) {
  return (
    <table class="table difference">
      <caption>From line {newStart}</caption>
      <thead>
        <tr>
          <th scope="col">Change</th>
          <th scope="col">Line</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((line) => (
          <tr data-change={CHANGES[line.charAt(0)] ?? 'as before'}>
            <td>{CHANGES[line.charAt(0)] ?? 'as before'}</td>
            <td class="difference__text">{read(line.slice(1))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const CHANGES: Readonly<Record<string, string>> = { '+': 'new', '-': 'gone', '\\': 'note' };

function inShort(rows: readonly string[]): string {
  const count = (sign: string) => rows.filter((line) => line.startsWith(sign)).length;
  return `${inFigures(count('+'))} new, ${inFigures(count('-'))} gone`;
}
