import { renderToString } from 'preact-render-to-string';

import type { RehearsalShown } from '../../../../rehearsal/index.ts';

type RehearsalPageParts = { readonly title: string; readonly shown: RehearsalShown };

/** A rehearsal as one HTML page that needs nothing else: pictures, and a table with the same figures. */
export function rehearsalPage(parts: RehearsalPageParts): string {
  return `<!doctype html>\n${renderToString(<RehearsalPage {...parts} />)}\n`;
}

function RehearsalPage({ title, shown }: RehearsalPageParts) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{`Rehearsal: ${title}`}</title>
        <style dangerouslySetInnerHTML={{ __html: PAGE_STYLE }} />
      </head>
      <body>
        <main>
          <h1>{`Rehearsal: ${title}`}</h1>
          <p>{shown.introduction}</p>
          <ul>
            {shown.verdicts.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <div dangerouslySetInnerHTML={{ __html: shown.pictures }} />
          <StageTable {...shown} />
          {shown.notRehearsed.length > 0 && <Unseen texts={shown.notRehearsed} />}
        </main>
      </body>
    </html>
  );
}

function StageTable({ columns, rows, notes }: RehearsalShown) {
  return (
    <section>
      <h2>Stage by stage</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label="Stage by stage">
        <table>
          <thead>
            <tr>
              {columns.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells) => (
              <StageRow key={cells[0]} cells={cells} />
            ))}
          </tbody>
        </table>
      </div>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </section>
  );
}

function StageRow({ cells: [name, ...figures] }: { readonly cells: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {figures.map((figure) => (
        <td>{figure}</td>
      ))}
    </tr>
  );
}

function Unseen({ texts }: { readonly texts: readonly string[] }) {
  return (
    <section>
      <h2>Not rehearsed, and assumed to be met</h2>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

const PAGE_STYLE = `
:root { color-scheme: light; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
figure { margin: 1.5rem 0; }
figcaption { font-weight: 700; margin-bottom: .5rem; }
svg { display: block; width: 100%; max-width: 42rem; height: auto; }
svg text { font: 14px system-ui, sans-serif; fill: #1b1b1b; }
.line { stroke: #565c65; stroke-width: 1; }
.bar { fill: #005ea2; }
.curve { fill: none; stroke: #b50909; stroke-width: 2.5; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem; border-bottom: 1px solid #a9aeb1; }
`;
