import { inFigures, percent } from '../../../lib/figures.ts';
import { PLAN_TIME_ZONE } from '../../../calendar/index.ts';
import type { Judgement } from '../../../criteria/index.ts';
import {
  linesOfAnswer,
  localTime,
  type PlanResult,
  type PlanResults,
  type ResultText,
} from '../../../plan/index.ts';
import type {
  AwaitedRecord,
  Course,
  DependencyFigures,
  ErrorCause,
  ErrorCount,
  StageRecord,
} from '../../journal/stage-record.ts';

type ToldRecord = StageRecord | AwaitedRecord;

/**
 * What the plan’s Results fields say of these records. Where a stage was opened several times, each tells of every time.
 * `testers`: how many Phase I is planned with; null: nobody says.
 */
export function resultsOf(
  records: readonly ToldRecord[],
  testers: number | null = null,
): PlanResults {
  return inOneField(
    records.flatMap((record, index) => {
      const attempt = attemptInWords(records, index);
      const results = resultsIn(record, testers);
      return attempt === null ? results : results.map((one) => withAttempt(one, attempt));
    }),
  );
}

/** Several results of one field stand in it line by line, in their order. */
export function inOneField(results: PlanResults): PlanResults {
  const merged = new Map<string, PlanResult>();
  for (const result of results) {
    const field = JSON.stringify([result.place, result.name]);
    merged.set(field, behind(merged.get(field), result));
  }
  return [...merged.values()];
}

/** Null where there was but one. The newest is in force; those before it are superseded, and stay. */
function attemptInWords(records: readonly ToldRecord[], index: number): string | null {
  const place = JSON.stringify(records[index]?.place);
  const ofPlace = [...records.keys()].filter((at) => JSON.stringify(records[at]?.place) === place);
  if (ofPlace.length === 1) return null;
  const number = ofPlace.indexOf(index) + 1;
  return number === ofPlace.length ? `Attempt ${number}` : `Attempt ${number}, superseded`;
}

/** Each of its lines begins with the attempt that it is of. */
export function withAttempt(result: PlanResult, attempt: string): PlanResult {
  const lines = linesOfAnswer(result.answer).map((line) => prefixed(`${attempt}: `, line));
  return { ...result, answer: { kind: 'lines', lines } };
}

function behind(before: PlanResult | undefined, result: PlanResult): PlanResult {
  if (!before) return result;
  const lines = [...linesOfAnswer(before.answer), ...linesOfAnswer(result.answer)];
  return { ...result, answer: { kind: 'lines', lines } };
}

function prefixed(prefix: string, text: ResultText): ResultText {
  return typeof text === 'string' ? prefix + text : { recorded: prefix + text.recorded };
}

function resultsIn(record: ToldRecord, testers: number | null): PlanResults {
  const { place, course } = record;
  const planned = place.kind === 'testing' ? testers : null;
  const answers = record.figures === null ? AWAITED : figureAnswers(record, planned);
  return [...answers, ...courseAnswers(course)].map((answer) => ({ place, ...answer }));
}

type ResultAnswer = Omit<PlanResult, 'place'>;

const BEING_MEASURED = { kind: 'lines', lines: [{ recorded: 'Being measured' }] } as const;
const AWAITED: readonly ResultAnswer[] = (
  ['users', 'metrics', 'downstream', 'errors'] as const
).map((name) => ({ name, answer: BEING_MEASURED }));

function figureAnswers(
  { place, figures, dependencyWasDown }: StageRecord,
  planned: number | null,
): readonly ResultAnswer[] {
  const { people, requests, errors, dependency, criteria } = figures;
  const unanswered = place.kind === 'testing' ? NO_TESTER : UNANSWERED;
  const users = people === 0 ? unanswered : usersOfPlanned(people, planned);
  return [
    { name: 'users', answer: { kind: 'words', words: users } },
    { name: 'metrics', answer: { kind: 'lines', lines: criteria.map(criterionLine) } },
    { name: 'downstream', answer: downstreamAnswer(dependency, dependencyWasDown, unanswered) },
    { name: 'errors', answer: { kind: 'lines', lines: errorLines(errors, requests, unanswered) } },
  ];
}

/** `1 of 7 planned` */
function usersOfPlanned(people: number, planned: number | null): string {
  const isShort = planned !== null && people < planned;
  return isShort ? `${inFigures(people)} of ${inFigures(planned)} planned` : inFigures(people);
}

/** No data is no good result: it is not written down as measured. */
const UNANSWERED = {
  recorded: 'No one was seen using it at this stage, so this can’t be answered',
};

const NO_TESTER = { recorded: 'No tester was seen using it, so this can’t be answered' };

/** A criterion that was neither met nor missed has nothing to show for it yet. */
function criterionLine({ verdict, sentence }: Judgement): ResultText {
  return verdict === 'met' || verdict === 'missed' ? sentence : { recorded: sentence };
}

/** Most plans have no field for these; the changelog tells them in any case. */
function courseAnswers(course: Course | null): readonly ResultAnswer[] {
  if (course === null) return [];
  const { from, to, decision, by, why } = course;
  const recorded = why === null ? decision : `${decision}: ${why}`;
  return [
    { name: 'actual start', answer: { kind: 'words', words: inPlanTime(from) } },
    { name: 'actual end', answer: { kind: 'words', words: inPlanTime(to) } },
    {
      name: 'actual dates',
      answer: { kind: 'words', words: `${inPlanTime(from)} to ${inPlanTime(to)}` },
    },
    { name: 'decision', answer: { kind: 'words', words: { recorded } } },
    { name: 'decided by', answer: { kind: 'words', words: { recorded: by } } },
  ];
}

function downstreamAnswer(
  { calls, failures }: DependencyFigures,
  wasDown: boolean,
  unanswered: ResultText,
): PlanResult['answer'] {
  const failed = `${inFigures(failures)} of ${counted(calls, 'call')} to it failed`;
  const wasDownInWords = ['it was down for a time', ...(calls === 0 ? [] : [failed])].join('; ');
  if (wasDown) return { kind: 'choice', choice: 'yes', words: wasDownInWords };
  if (calls === 0) return { kind: 'words', words: unanswered };
  return { kind: 'choice', choice: 'no', words: failed };
}

const BLAME: Readonly<Record<ErrorCause, string>> = {
  us: 'our own fault',
  dependency: 'the service behind the feature failed',
  client: 'wrongly asked',
};

function errorLines(
  errors: readonly ErrorCount[],
  requests: number,
  unanswered: ResultText,
): readonly ResultText[] {
  if (requests === 0) return [unanswered];
  const seen = errors.filter(({ count }) => count > 0);
  if (seen.length === 0) return [`none in ${counted(requests, 'answer')}`];
  return seen.map(
    ({ status, cause, count }) =>
      `${status}: ${inFigures(count)} of ${counted(requests, 'answer')} (${percent(count / requests)}), ${BLAME[cause]}`,
  );
}

function counted(count: number, what: string): string {
  return `${inFigures(count)} ${what}${count === 1 ? '' : 's'}`;
}

function inPlanTime(time: string): string {
  return localTime(new Date(time), PLAN_TIME_ZONE);
}
