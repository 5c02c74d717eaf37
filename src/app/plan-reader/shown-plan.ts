import { diffArrays } from 'diff';

import { lintPlan } from '../../lint/index.ts';
import {
  planAsHtml,
  reportOn,
  termsIn,
  type LineRemark,
  type PlanDocument,
} from '../../plan/index.ts';
import type { ShowingAsked, PlanShown } from '../../release/index.ts';
import { termsInWords } from './terms-in-words.ts';

/**
 * A plan with its results as a page shows it, with what there is to say at each line. What is found is found in the plan
 * as it was loaded: that can be fixed by loading another one, and is what is counted elsewhere.
 */
export function shownPlan(plan: PlanDocument, { written, traffic }: ShowingAsked): PlanShown {
  const report = reportOn(plan, written);
  const { filled, lineInReport } = comparedLines(plan.source.text, report);
  const context = { ...traffic, against: [], server: null, now: null };
  const findings = lintPlan({ plan, ...context })
    .findings.filter(({ toCome }) => !toCome)
    .map((finding, index) => ({
      ...finding,
      line: lineInReport(finding.line),
      id: `finding-${index + 1}`,
    }));
  return {
    html: planAsHtml(report, findings.map(remarkOf), filled),
    document: plan.source.text,
    report,
    findings,
    terms: termsInWords(termsIn(plan.source.text).terms),
  };
}

const SEVERITIES = { error: 'Must be fixed', warning: 'Should be fixed', info: 'Good to know' };

type PlacedFinding = PlanShown['findings'][number];

function remarkOf({ id, line, severity, message, suggestion }: PlacedFinding): LineRemark {
  return { id, line, look: severity, text: `${SEVERITIES[severity]}: ${message} ${suggestion}` };
}

/** In lines that are gone or came. Further ones are not marked, so that no document takes long. */
const MOST_CHANGES = 2_000;

type ComparedLines = {
  /** The lines that only the report has. */
  readonly filled: readonly number[];
  /** Where a line of the document stands in the report, or what took its place. */
  lineInReport(line: number): number;
};

/** All lines are counted from 1. */
function comparedLines(document: string, report: string): ComparedLines {
  const lines = (text: string) => text.split(/\r\n|\n|\r/);
  const changes = diffArrays(lines(document), lines(report), { maxEditLength: MOST_CHANGES }) ?? [];
  const filled: number[] = [];
  const placed: number[] = [];
  let line = 1;
  for (const { added, removed, value } of changes) {
    for (const [index] of value.entries()) {
      if (added) filled.push(line + index);
      else placed.push(removed ? line : line + index);
    }
    if (!removed) line += value.length;
  }
  return { filled, lineInReport: (asked) => placed[asked - 1] ?? asked };
}
