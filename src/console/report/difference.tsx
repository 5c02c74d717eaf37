import { structuredPatch } from 'diff';

/** In lines that are gone or came: looking for more takes too long, and nobody reads it. */
const MOST_CHANGES = 2_000;

type DifferenceParts = { readonly before: string; readonly after: string };

/** What a text says otherwise than another one, line by line, each place with two lines around it. */
export function Difference({ before, after }: DifferenceParts) {
  const options = { context: 2, maxEditLength: MOST_CHANGES };
  const [old, young] = [before, after].map((text) => text.replaceAll('\r\n', '\n'));
  const patch = structuredPatch('', '', old ?? '', young ?? '', '', '', options);
  if (patch === undefined) return <p>More than 2,000 lines differ, too many to show.</p>;
  return (
    <>
      {patch.hunks.map(({ newStart, lines }) => (
        <table class="table difference">
          <caption>From line {newStart}</caption>
          <thead>
            <tr>
              <th scope="col">Change</th>
              <th scope="col">Line</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr data-change={CHANGES[line.charAt(0)] ?? 'as before'}>
                <td>{CHANGES[line.charAt(0)] ?? 'as before'}</td>
                <td class="difference__text">{line.slice(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  );
}

const CHANGES: Readonly<Record<string, string>> = { '+': 'new', '-': 'gone', '\\': 'note' };
