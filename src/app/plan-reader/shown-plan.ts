import { diffArrays } from 'diff';

import { lintPlan, type Finding } from '../../lint/index.ts';
import {
  planAsHtml,
  readPlan,
  reportOn,
  termsIn,
  type LineRemark,
  type PlanDocument,
  type Terms,
} from '../../plan/index.ts';
import type { ShowingAsked, PlanShown } from '../../release/index.ts';

/** A plan with its results as a page shows it, with what there is to say at each line. */
export function shownPlan(plan: PlanDocument, { written, traffic }: ShowingAsked): PlanShown {
  const report = reportOn(plan, written);
  const context = { ...traffic, against: [], server: null, now: null };
  const { findings } = lintPlan({ plan: readPlan(report), ...context });
  const told = findings.filter(({ toCome }) => !toCome);
  const remarks = [...filledIn(plan.source.text, report), ...told.map(remarkOf)];
  return {
    html: planAsHtml(report, remarks),
    document: plan.source.text,
    report,
    findings: told,
    terms: termsInWords(termsIn(report).terms),
  };
}

const SEVERITIES = { error: 'Must be mended', warning: 'Should be mended', info: 'Good to know' };

function remarkOf({ line, severity, message, suggestion }: Finding): LineRemark {
  return { line, look: severity, text: `${SEVERITIES[severity]}: ${message} ${suggestion}` };
}

/** In lines that are gone or came. Further ones are not marked, so that no document takes long. */
const MOST_CHANGES = 2_000;

/** The lines that only the report has. */
function filledIn(document: string, report: string): readonly LineRemark[] {
  const lines = (text: string) => text.split(/\r\n|\n|\r/);
  const changes = diffArrays(lines(document), lines(report), { maxEditLength: MOST_CHANGES }) ?? [];
  let line = 1;
  return changes.flatMap(({ added, removed, value }) => {
    const first = line;
    if (!removed) line += value.length;
    return added
      ? value.map((_, index) => ({ line: first + index, look: 'filled', text: FILLED }))
      : [];
  });
}

const FILLED = 'Filled in by the program';

function termsInWords(terms: Terms): PlanShown['terms'] {
  const { alpha, tolerance, advances, raises, whenDependencyIsDown, goSignedBy } = terms;
  const { hours, timeZone, notOnFridays, notOnWeekends, notOnFederalHolidays, notOn } = raises;
  const never = [
    ...(notOnFridays ? ['Fridays'] : []),
    ...(notOnWeekends ? ['weekends'] : []),
    ...(notOnFederalHolidays ? ['federal holidays'] : []),
    ...(notOn.length > 0 ? [`${notOn.length} more that the plan names`] : []),
  ];
  return [
    ['Rolled back by chance', `In at most ${Number((100 * alpha).toFixed(4))}% of releases`],
    ['Tolerated rate of failed visits', `${tolerance} times that without the feature`],
    ['Opens the next stage', advances === 'automatic' ? 'The program' : 'A person'],
    ['Hours of raises', `${hours === null ? 'Any' : 'As the plan says'}, in ${timeZone}`],
    ['No raise on', never.length === 0 ? 'No day is excepted' : never.join(', ')],
    ['Where the service behind it is down', whenDependencyIsDown === 'hold' ? 'Hold' : 'Roll back'],
    [
      'The go is signed by',
      goSignedBy.length === 0
        ? 'One operator who may'
        : goSignedBy.map((role) => role.replaceAll('-', ' ')).join(', '),
    ],
  ];
}
