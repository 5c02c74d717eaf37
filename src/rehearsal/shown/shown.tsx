import { renderToString } from 'preact-render-to-string';

import type { RehearsedRun } from '../run.ts';
import {
  CATCHES,
  emptyStageLines,
  HEADINGS,
  holdLines,
  IN_BRACKETS,
  introduction,
  stageCells,
  verdictLines,
  type Rehearsal,
} from './in-words.ts';
import { Pictures } from './pictures.tsx';

/** A rehearsal as a page shows it, as plain data. */
export type RehearsalShown = {
  readonly introduction: string;
  readonly verdicts: readonly string[];
  /** Figures with SVG, free of styles and scripts; their parts are named by classes. */
  readonly pictures: string;
  readonly columns: readonly string[];
  /** A row for each stage; the first cell names it. */
  readonly rows: readonly (readonly string[])[];
  /** What the columns mean. */
  readonly notes: readonly string[];
  /** Criteria and rules that simulated traffic can’t show, in the plan’s words. */
  readonly notRehearsed: readonly string[];
};

export function rehearsalShown(
  rehearsal: Rehearsal,
  runs: readonly RehearsedRun[],
): RehearsalShown {
  const { scenario, summary, notRehearsed } = rehearsal;
  const { stages } = summary;
  return {
    introduction: introduction(rehearsal),
    verdicts: [...verdictLines(rehearsal), ...emptyStageLines(summary), ...holdLines(summary)],
    pictures: renderToString(<Pictures scenario={scenario} stages={stages} runs={runs} />),
    columns: HEADINGS,
    rows: stages.map((stage) => stageCells(stage, summary.runs)),
    notes: [CATCHES, IN_BRACKETS],
    notRehearsed,
  };
}
