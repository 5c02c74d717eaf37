import { Command } from 'commander';

import { inFigures, percent } from '../../../lib/figures.ts';
import type { MeasuredRelease, PointOfCohort } from '../../../release/index.ts';
import { done } from '../../outcome.ts';
import { onRelease, withPlan } from '../../releases.ts';
import { withJson, type CommonOptions } from '../../run.ts';

export function measurementsCommand(): Command {
  return withPlan(withJson(new Command('measurements')))
    .description('show what was measured over time, with the feature and without it')
    .action((plan: string | undefined, options: CommonOptions) =>
      onRelease(plan, options, async (server, path) => {
        const answer = await server.get(`${path}/measurements`);
        if (!answer.ok) return answer.error;
        return done(measuredInWords(answer.value as MeasuredRelease), answer.value);
      }),
    );
}

/** So many of the newest points; `--json` has them all. */
const SHOWN = 24;

function measuredInWords(measured: MeasuredRelease): string {
  if (measured.kind === 'not-open')
    return 'No stage has been open yet: there is nothing to compare.';
  if (measured.kind === 'unread') return 'The measurements can’t be read right now. Try again.';
  const { points, threshold, logEvidence, everyMinutes } = measured.overTime;
  const near = percent(Math.min(1, Math.exp(logEvidence - threshold)));
  return [
    measured.stage,
    `Evidence of harm: ${near} of what rolls the feature back`,
    `Points of ${inFigures(everyMinutes)} minutes, the newest last:`,
    ...points
      .slice(-SHOWN)
      .map(({ at, open, closed }) => `${at}  with: ${inWords(open)}; without: ${inWords(closed)}`),
  ].join('\n');
}

/** Of errors nobody knows where nobody was answered. */
function inWords({ came, answers, errors, slow }: PointOfCohort): string {
  const people = `${inFigures(came)} new people`;
  if (answers === 0) return `${people}, no data`;
  const failed = `${errors.us} our fault, ${errors.dependency} of the service behind, ${errors.client} wrongly asked`;
  return `${people}, ${inFigures(answers)} answers (${failed}, ${slow} slow)`;
}
