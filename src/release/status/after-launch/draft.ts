import { dayInEasternTime, timeInEasternTime } from '../../../lib/eastern-time.ts';
import { inFigures } from '../../../lib/figures.ts';
import { LONGEST_REASON } from '../../../lib/text-from-people.ts';
import type { CheckInName, ResultField } from '../../journal/journal.ts';
import type { Release } from '../../journal/release.ts';
import type { RecordedFigures } from '../../journal/stage-record.ts';
import { countedCalls } from '../calls.ts';

/** What is known of the time since everyone was given the feature; null: it can’t be read right now. */
export type SeenSinceLaunch = {
  readonly figures: RecordedFigures | null;
  /** Why the figures are not to be trusted, a sentence; null: they are. */
  readonly distrust: string | null;
  readonly survey: { readonly helpful: number; readonly notHelpful: number } | null;
};

/**
 * What the program can say for a check-in, for a person to edit before it is their answer: whole sentences, no more
 * than an answer may have. Where there are no data it says that, and never “no” or a zero.
 */
export function draftOf(
  checkIn: CheckInName,
  release: DraftedRelease,
  seen: SeenSinceLaunch,
): string {
  const { entries, progress } = release;
  const since = progress.everyoneSince ?? new Date(0);
  const isLast = checkIn === 'post-launch';
  return asAnswer([
    ...figuresInWords(since, seen),
    ...(isLast ? criteriaInWords(seen.figures) : []),
    heldInWords(entries.filter(({ kind, at }) => kind === 'held' && at >= since).length),
    rolledBackInWords(entries.filter(({ kind }) => kind === 'rolled-back').length),
    ...feedbackInWords(release, seen),
    ...(isLast ? [toRemove(release)] : []),
  ]);
}

type DraftedRelease = Pick<Release, 'plan' | 'progress' | 'entries'>;

/** The same for a post-launch question; null for one of which the program knows nothing, as of assumptions. */
export function draftOfQuestion(
  question: ResultField,
  release: DraftedRelease,
  seen: SeenSinceLaunch,
): string | null {
  const since = release.progress.everyoneSince ?? new Date(0);
  switch (question) {
    case 'success':
      return asAnswer([...figuresInWords(since, seen), ...criteriaInWords(seen.figures)]);
    case 'feedback':
      return asAnswer(feedbackInWords(release, seen));
    case 'clean-up':
      return toRemove(release);
    default:
      return null;
  }
}

function asAnswer(sentences: readonly string[]): string {
  return sentences.reduce((text, sentence) => {
    const longer = `${text} ${sentence}`.trimStart();
    return longer.length <= LONGEST_REASON ? longer : text;
  }, '');
}

function figuresInWords(since: Date, { figures, distrust }: SeenSinceLaunch): readonly string[] {
  const measured = measuredInWords(figures, timeInEasternTime(since.toISOString()));
  return distrust === null ? measured : [distrust, ...measured];
}

function feedbackInWords({ progress }: DraftedRelease, { survey }: SeenSinceLaunch) {
  const since = dayInEasternTime(progress.everyoneSince ?? new Date(0));
  const calls = countedCalls(progress).filter(({ day }) => day >= since);
  return [callsInWords(calls), surveyInWords(survey)];
}

const toRemove = ({ plan }: DraftedRelease) => `Still to be removed: ${plan.toggles.join(', ')}.`;

function measuredInWords(figures: RecordedFigures | null, since: string): readonly string[] {
  if (figures === null) return ['The measurements can’t be read right now.'];
  const { people, requests, errors, dependency } = figures;
  if (people === 0 && requests === 0) {
    return [`Nobody was seen using it since ${since}, so people and errors can’t be told.`];
  }
  return [
    `${counted(people, 'person', 'people')} used it since ${since}.`,
    errorsInWords({ requests, errors }),
    ...(dependency.calls === 0
      ? []
      : [
          `The service behind it failed in ${inFigures(dependency.failures)} of ${counted(dependency.calls, 'call')}.`,
        ]),
  ];
}

function errorsInWords({ requests, errors }: Pick<RecordedFigures, 'requests' | 'errors'>): string {
  if (requests === 0) return 'No answer was counted, so errors can’t be told.';
  const all = errors.reduce((sum, { count }) => sum + count, 0);
  const ours = errors.reduce((sum, { count, cause }) => sum + (cause === 'us' ? count : 0), 0);
  return all === 0
    ? `There was no error in ${counted(requests, 'answer')}.`
    : `${inFigures(all)} of ${counted(requests, 'answer')} were errors, ${inFigures(ours)} by our own fault.`;
}

/** Those without data are neither met nor missed. */
function criteriaInWords(figures: RecordedFigures | null): readonly string[] {
  if (!figures || figures.criteria.length === 0) return [];
  const withVerdict = (verdict: string) =>
    figures.criteria.filter((one) => one.verdict === verdict).length;
  const [met, missed] = [withVerdict('met'), withVerdict('missed')];
  const unknown = figures.criteria.length - met - missed;
  const rest = unknown === 0 ? '' : `, ${inFigures(unknown)} can’t be judged for want of data`;
  return [`Of the measured criteria, ${inFigures(met)} hold, ${inFigures(missed)} don’t${rest}.`];
}

function heldInWords(times: number): string {
  return times === 0 ? 'It was not put on hold.' : `It was put on hold ${timesInWords(times)}.`;
}

function rolledBackInWords(times: number): string {
  return times === 0
    ? 'It was never rolled back.'
    : `Before that it was rolled back ${timesInWords(times)}.`;
}

function callsInWords(days: ReturnType<typeof countedCalls>): string {
  if (days.length === 0) return 'No calls were entered, so calls can’t be told.';
  const total = days.reduce((sum, day) => sum + day.total, 0);
  const stops = days.filter(({ stop }) => stop).length;
  const asked = stops === 0 ? '' : `; a stop was asked for ${timesInWords(stops)}`;
  return `The contact center counted ${counted(total, 'call')} on ${counted(days.length, 'day')}${asked}.`;
}

function surveyInWords(survey: SeenSinceLaunch['survey']): string {
  if (survey === null) return 'The survey can’t be read right now.';
  const answers = survey.helpful + survey.notHelpful;
  if (answers === 0) return 'Nobody answered the survey, so its result can’t be told.';
  return `${counted(answers, 'person', 'people')} answered the survey, ${inFigures(survey.helpful)} found the page helpful.`;
}

function timesInWords(times: number): string {
  return times === 1 ? 'once' : `${inFigures(times)} times`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${inFigures(count)} ${count === 1 ? one : many}`;
}
