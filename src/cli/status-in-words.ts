import { inFigures, percent } from '../lib/figures.ts';
import type { ReleaseStatus } from '../release/index.ts';

/** A release’s status for people. */
export function statusInWords(status: ReleaseStatus): string {
  const { enrolled, waiting } = status.testers;
  const lines: readonly Line[] = [
    ['Release', `${status.title} (${status.id}, plan version ${status.planVersion})`],
    ['Feature', status.toggles.join(', ')],
    ['Open for', status.openFor],
    ['Since', status.since ?? '–'],
    ['Because', status.because],
    ...seenLines(status),
    ...status.confounders.map((sentence) => ['Beware', sentence] as const),
    ...rollbackLines(status),
    ['Next', status.next],
    ...status.missing.map((sentence) => ['Missing', sentence] as const),
    ...questionLines(status),
    ...checkInLines(status),
    ['Testers', `${enrolled} enrolled, ${waiting} invited and not signed in yet`],
  ];
  return lines.map(([label, value]) => `${`${label}:`.padEnd(10)} ${value}`).join('\n');
}

type Line = readonly [string, string];

function seenLines({ seen }: ReleaseStatus): readonly Line[] {
  if (seen === null) return [];
  const { people, failed, evidenceShare, comparison, unhealthy } = seen;
  const harm = `evidence of harm ${percent(evidenceShare)} of what takes the feature back`;
  const line = `${inFigures(people)} people in this stage; failed visits: ${failedInWords(failed)}; ${harm}`;
  const told = [
    ['Seen', line],
    ['Compared', comparison],
  ] as const;
  return [...told, ...(unhealthy === null ? [] : [['Beware', unhealthy] as const])];
}

/** Until the next opening. */
function rollbackLines({ rolledBack, phase }: ReleaseStatus): readonly Line[] {
  if (rolledBack === null || phase !== 'rolled-back') return [];
  const { failed, exposureStopped, firstFailedVisitAt, lastExposureAt } = rolledBack;
  const took =
    firstFailedVisitAt === null || lastExposureAt === null
      ? ''
      : `; first failed visit ${firstFailedVisitAt}, last time that anybody met it ${lastExposureAt}`;
  const stopped = exposureStopped ? `yes${took}` : 'not known yet';
  return [
    ...(failed === null ? [] : [['Harm', `failed visits: ${failedInWords(failed)}`] as const]),
    ['Stopped', stopped],
  ];
}

function failedInWords({ open, closed }: { readonly open: number; readonly closed: number }) {
  return `${inFigures(open)} people with the feature, ${inFigures(closed)} without`;
}

function questionLines({ questions, phase }: ReleaseStatus): readonly Line[] {
  if (phase !== 'testing' && phase !== 'rollout') return [];
  return questions.map(({ number, text, answer }) => {
    const said = answer ? `${answer.yes ? 'yes' : 'no'} (${answer.who})` : 'not answered yet';
    return ['Asked', `${number}. ${text}: ${said}`];
  });
}

function checkInLines({ checkIns, phase }: ReleaseStatus): readonly Line[] {
  if (phase !== 'fully-on') return [];
  return checkIns.map(({ checkIn, dueAt, state }) => {
    const due = state === 'open' && dueAt !== null ? `, from ${dueAt.slice(0, 10)} on` : '';
    return ['Check-in', `${checkIn}: ${state}${due}`];
  });
}
