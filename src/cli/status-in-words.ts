import { dayInEasternWords, timeInEasternTime } from '../lib/eastern-time.ts';
import { inFigures, percent } from '../lib/figures.ts';
import type { ReleaseStatus } from '../release/index.ts';

/** A release’s status for people. */
export function statusInWords(status: ReleaseStatus): string {
  const { enrolled, waiting } = status.testers;
  const lines: readonly StatusLine[] = [
    ['Release', `${status.title} (${status.id}, plan version ${status.planVersion})`],
    ['Feature', status.toggles.join(', ')],
    ['Open for', status.openFor],
    ['Since', status.since === null ? '–' : timeInEasternTime(status.since)],
    ['Because', status.because],
    ...seenLines(status),
    ...status.confounders.map((sentence) => ['Warning', sentence] as const),
    ...rollbackLines(status),
    ['Next', status.next],
    ...status.missing.map((sentence) => ['Missing', sentence] as const),
    ...questionLines(status),
    ...checkInLines(status),
    ['Testers', `${enrolled} enrolled, ${waiting} invited and not signed in yet`],
  ];
  return lines.map(([label, value]) => `${`${label}:`.padEnd(10)} ${value}`).join('\n');
}

type StatusLine = readonly [string, string];

function seenLines({ seen }: ReleaseStatus): readonly StatusLine[] {
  if (seen === null) return [];
  const { people, failed, evidenceShare, comparison, unhealthy } = seen;
  const line =
    people === 0
      ? 'no person has used it in this stage yet, so nothing can be said about harm'
      : `${inFigures(people)} people in this stage; failed visits: ${failedInWords(failed)}; ` +
        `evidence of harm ${percent(evidenceShare)} of what causes a rollback`;
  return [
    ['Measured', line],
    ['Compared', comparison],
    ...(unhealthy === null ? [] : [['Warning', unhealthy] as const]),
  ];
}

/** Until the next opening. */
function rollbackLines({ rolledBack, phase }: ReleaseStatus): readonly StatusLine[] {
  if (rolledBack === null || phase !== 'rolled-back') return [];
  const { failed, exposureStopped, firstFailedVisitAt, lastExposureAt } = rolledBack;
  const took =
    firstFailedVisitAt === null || lastExposureAt === null
      ? ''
      : `; first failed visit ${timeInEasternTime(firstFailedVisitAt, 'seconds')}, ` +
        `last shown to a person ${timeInEasternTime(lastExposureAt, 'seconds')}`;
  const stopped = exposureStopped ? `yes${took}` : 'not known yet';
  return [
    ...(failed === null ? [] : [['Harm', `failed visits: ${failedInWords(failed)}`] as const]),
    ['Stopped', stopped],
  ];
}

function failedInWords({ open, closed }: { readonly open: number; readonly closed: number }) {
  return `${inFigures(open)} people with the feature, ${inFigures(closed)} without`;
}

function questionLines({ questions, phase }: ReleaseStatus): readonly StatusLine[] {
  if (phase !== 'testing' && phase !== 'rollout') return [];
  return questions.map(({ number, text, answer }) => {
    const said = answer ? `${answer.yes ? 'yes' : 'no'} (${answer.who})` : 'not answered yet';
    return ['Question', `${number}. ${text}: ${said}`];
  });
}

function checkInLines({ checkIns, phase }: ReleaseStatus): readonly StatusLine[] {
  if (phase !== 'fully-on') return [];
  return checkIns.map(({ checkIn, dueAt, state }) => {
    const due = state === 'open' && dueAt !== null ? `, from ${dayInEasternWords(dueAt)} on` : '';
    return ['Check-in', `${checkIn}: ${state}${due}`];
  });
}
