import { timeInEasternTime } from '../lib/eastern-time.ts';
import { inFigures, percent } from '../lib/figures.ts';
import type { ReleaseStatus } from '../release/index.ts';
import { testingLines } from './testing-in-words.ts';

/** A release’s status for people. */
export function statusInWords(status: ReleaseStatus): string {
  const { enrolled, waiting } = status.testers;
  const lines: readonly StatusLine[] = [
    ['Release', `${status.title} (${status.id}, plan version ${status.planVersion})`],
    ['Version', versionInWords(status)],
    ['Feature', status.toggles.join(', ')],
    ['Open to', status.openFor],
    ['Since', status.since === null ? '–' : timeInEasternTime(status.since)],
    ['Because', status.because],
    ...standingLines(status),
    ['Stages', stagesInWords(status)],
    ...seenLines(status),
    ...status.confounders.map((sentence) => ['Warning', sentence] as const),
    ...unsafeLines(status),
    ...(status.unwatched === null ? [] : [['Warning', status.unwatched] as const]),
    ...(status.clockOff === null ? [] : [['Warning', status.clockOff] as const]),
    ...(status.undelivered === null ? [] : [['Warning', status.undelivered] as const]),
    ...rollbackLines(status),
    ['Next', status.next],
    ...metLines(status),
    ...status.missing.map((sentence) => ['Missing', sentence] as const),
    ...questionLines(status),
    ...goNoGoLines(status),
    ...checkInLines(status),
    ['Testers', `${enrolled} enrolled, ${waiting} invited and not signed in yet`],
    ...testingLines(status.testing),
  ];
  return lines.map(([label, value]) => `${`${label}:`.padEnd(10)} ${value}`).join('\n');
}

/** What a step can name, so that it is taken only if nothing has happened since. */
function versionInWords({ version, holdVersion }: ReleaseStatus): string {
  return holdVersion === null ? `${version}` : `${version}, on hold since version ${holdVersion}`;
}

type StatusLine = readonly [string, string];

function unsafeLines({ stage }: ReleaseStatus): readonly StatusLine[] {
  const note = stage?.unsafeToSwitchOff ?? null;
  return note === null
    ? []
    : [['Warning', `the plan says that switching off is not safe: ${note}`]];
}

/** With their figures. What is not met stands with what is missing. */
function metLines({ criteria }: ReleaseStatus): readonly StatusLine[] {
  return criteria
    .filter(({ kind, verdict }) => kind === 'criterion' && verdict === 'met')
    .map(({ sentence }) => ['Met', sentence]);
}

/** Who keeps it where it is, and what is down. */
function standingLines({ hold, noGo, dependencyDownSince }: ReleaseStatus): readonly StatusLine[] {
  const down = `the service behind the feature, since ${dependencyDownSince === null ? '' : timeInEasternTime(dependencyDownSince)} and still`;
  return [
    ...(hold === null ? [] : [['Held', `${saidInWords(hold)} ${hold.ends}`] as const]),
    ...(noGo === null ? [] : [['No-go', saidInWords(noGo)] as const]),
    ...(dependencyDownSince === null ? [] : [['Down', down] as const]),
  ];
}

function saidInWords({ by, at, why }: NonNullable<ReleaseStatus['noGo']>): string {
  return `by ${by}, since ${timeInEasternTime(at)}${why === null ? '.' : `: ${why}`}`;
}

const STAGE_STATES = {
  passed: 'passed',
  overridden: 'over, its conditions overridden',
  open: 'open',
  planned: 'planned',
  'taken-back': 'rolled back',
} as const;

const PHASE_ONE_STATES = { ...STAGE_STATES, 'not-used': 'over, no tester was seen' } as const;

function stagesInWords({ stages, phaseOne }: ReleaseStatus): string {
  const first = phaseOne === 'none' ? [] : [`Phase I ${PHASE_ONE_STATES[phaseOne]}`];
  return [...first, ...stages.map(({ letter, state }) => `${letter} ${STAGE_STATES[state]}`)].join(
    '; ',
  );
}

function seenLines({ seen }: ReleaseStatus): readonly StatusLine[] {
  if (seen === null) return [];
  const { people, failed, unserved, evidenceShare, comparison, unhealthy } = seen;
  const others =
    unserved === 0 ? '' : `; in this stage ${inFigures(unserved)} met errors that were not ours`;
  const line =
    people === 0 && failed.open === 0 && unserved === 0
      ? 'no person has used it in this stage yet, so nothing can be said about harm'
      : `${inFigures(people)} people in this stage; failed visits in this rollout: ${failedInWords(failed)}${others}; ` +
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
  const { exposureStopped, firstFailedVisitAt, lastExposureAt } = rolledBack;
  const took =
    firstFailedVisitAt === null || lastExposureAt === null
      ? ''
      : `; first failed visit ${timeInEasternTime(firstFailedVisitAt, 'seconds')}, ` +
        `last shown to a person ${timeInEasternTime(lastExposureAt, 'seconds')}`;
  const stopped = exposureStopped ? `yes${took}` : 'not known yet';
  return [...harmLines(rolledBack), ['Stopped', stopped]];
}

function harmLines({
  failed,
  beingMeasured,
}: NonNullable<ReleaseStatus['rolledBack']>): readonly StatusLine[] {
  if (beingMeasured) return [['Harm', 'failed visits: being measured']];
  return failed === null ? [] : [['Harm', `failed visits: ${failedInWords(failed)}`]];
}

function failedInWords({ open, closed }: { readonly open: number; readonly closed: number }) {
  return `${inFigures(open)} people with the feature, ${inFigures(closed)} without`;
}

function questionLines({ questions, phase }: ReleaseStatus): readonly StatusLine[] {
  if (phase === 'fully-on' || phase === 'closed') return [];
  return questions.map(({ number, text, owner, answer, earlier }) => {
    const said = answer ? answerInWords(answer) : notAnswered(owner);
    const before = earlier && !answer ? `; before: ${answerInWords(earlier)}` : '';
    return ['Question', `${number}. ${text}: ${said}${before}`];
  });
}

type GivenAnswer = NonNullable<ReleaseStatus['questions'][number]['answer']>;

function notAnswered(owner: string | null): string {
  const whose = owner === null ? '' : `, asked of the ${owner.replaceAll('-', ' ')}`;
  return `not answered yet${whose}`;
}

function answerInWords({ yes, who, during, asked }: GivenAnswer): string {
  const words = asked === null ? '' : ` to “${asked}”`;
  return `${yes ? 'yes' : 'no'}${words} (${who}, in ${during})`;
}

/** What is decided, and what is open; the whole of it is printed by `phcc plan go-no-go`. */
function goNoGoLines({ goNoGo, phase }: ReleaseStatus): readonly StatusLine[] {
  if (phase === 'fully-on' || phase === 'closed') return [];
  const { decision, upTo, voided, paused, changes, open } = goNoGo;
  const reach = upTo === null ? '' : ` up to Stage ${upTo}`;
  const items = open.filter(({ kind, isBad }) => kind !== 'question' || isBad);
  return [
    ['Decision', `${decision.replaceAll('-', ' ')}${reach}`],
    ...(voided === null ? [] : [['Void', voided.sentence] as const]),
    ...(paused === null ? [] : [['Paused', saidInWords(paused)] as const]),
    ...changes.map(({ part, before, after }): StatusLine => [
      'Changed',
      `${part}: ${before ?? 'none'} → ${after ?? 'none'}`,
    ]),
    ...items.map(({ kind, text, owner, isBad }): StatusLine => [
      isBad ? 'In the way' : 'Open',
      `${kind} “${text}”, for ${owner === null ? 'any operator' : `the ${owner.replaceAll('-', ' ')}`}`,
    ]),
  ];
}

function checkInLines({ checkIns, phase }: ReleaseStatus): readonly StatusLine[] {
  if (phase !== 'fully-on') return [];
  return checkIns.map(({ checkIn, dueAt, state }) => {
    const at = dueAt === null ? '' : timeInEasternTime(dueAt);
    const since = state === 'due' ? ` since ${at}; its draft: phcc plan check-in ${checkIn}` : '';
    return ['Check-in', `${checkIn}: ${state}${state === 'open' ? `, from ${at} on` : since}`];
  });
}
