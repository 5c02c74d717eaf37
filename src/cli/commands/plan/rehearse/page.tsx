import { renderToString } from 'preact-render-to-string';

import type { RehearsedRun } from '../../../../rehearsal/index.ts';
import { DetectionPicture } from './detection-picture.tsx';
import { percent } from '../../../../lib/figures.ts';
import { countInWords, ratioInWords, timeInWords } from './figures-in-words.ts';
import { CATCHES, HEADINGS, holdLines, scenarioInWords, verdictLines } from './in-words.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { Rehearsal } from './rehearsal.ts';
import { StagePicture } from './stage-picture.tsx';

/** A rehearsal as one HTML page that needs nothing else: pictures, and a table with the same figures. */
export function rehearsalPage(rehearsal: Rehearsal, runs: readonly RehearsedRun[]): string {
  return `<!doctype html>\n${renderToString(<Page rehearsal={rehearsal} runs={runs} />)}\n`;
}

type Shown = { readonly rehearsal: Rehearsal; readonly runs: readonly RehearsedRun[] };

function Page({ rehearsal, runs }: Shown) {
  const { plan, scenario, summary, notRehearsed, seed } = rehearsal;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{`Rehearsal: ${plan.title}`}</title>
        <style dangerouslySetInnerHTML={{ __html: PAGE_STYLE }} />
      </head>
      <body>
        <main>
          <h1>{`Rehearsal: ${plan.title}`}</h1>
          <p>{`Carried out ${summary.runs} times in virtual time (seed ${seed}), with ${scenarioInWords(scenario)}.`}</p>
          <ul>
            {[...verdictLines(rehearsal), ...holdLines(summary)].map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <StagePicture stages={summary.stages} />
          {scenario.regression && (
            <DetectionPicture runs={runs} onset={scenario.regression.onsetMinutes} />
          )}
          <StageTable {...rehearsal} />
          {notRehearsed.length > 0 && <Unseen texts={notRehearsed} />}
        </main>
      </body>
    </html>
  );
}

function StageTable({ summary }: Rehearsal) {
  return (
    <section>
      <h2>Stage by stage</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label="Stage by stage">
        <table>
          <thead>
            <tr>
              {HEADINGS.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {summary.stages.map((stage) => (
              <tr key={stage.letter}>
                <th scope="row">{stage.name}</th>
                <td>{`${stage.percentage} %`}</td>
                <td>{percent(stage.reached)}</td>
                <td>{percent(stage.rolledBack)}</td>
                <td>{timeInWords(stage.minutes)}</td>
                <td>{countInWords(stage.exposed)}</td>
                <td>{ratioInWords(stage.detectableRateRatio)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>{CATCHES}</p>
    </section>
  );
}

function Unseen({ texts }: { readonly texts: readonly string[] }) {
  return (
    <section>
      <h2>Not rehearsed, and taken as met</h2>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
