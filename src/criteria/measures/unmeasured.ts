import type { Comparison, Criterion } from '../criterion.ts';
import { numberOf } from '../judging/anchor.ts';
import { MEASURES, measureOf } from './catalogue.ts';
import type { Measure } from './measure.ts';
import type { CountedUnit } from './units.ts';
import { isPageMeasure, whyNotOfPages } from './unmeasured-pages.ts';

/** Why nothing measures today what a criterion asks for, or not as it asks, and what to write; null when it is measured. */
export function whyUnmeasured(criterion: Criterion): string | null {
  const isOfPages = criterion.per === null && isPageMeasure(criterion.measure);
  const reasons = isOfPages ? [ofMeasure, whyNotOfPages, ofLimit] : OF_OTHERS;
  for (const reason of reasons) {
    const why = reason(criterion);
    if (why !== null) return why;
  }
  return null;
}

const OF_OTHERS = [
  ofMeasure,
  ofRatio,
  ofDenominator,
  ofPeople,
  ofClosedCohort,
  ofWindow,
  ofSample,
  ofTimes,
  ofLimit,
];

/** Whether it is about something that is to be measured one day: as a success criterion people may answer for it. */
export function isAwaited(criterion: Criterion): boolean {
  return namesIn(criterion).some((name) => !MEASURES[name].measured);
}

function namesIn({ measure, per }: Criterion): readonly Criterion['measure'][] {
  return per === null ? [measure] : [measure, per];
}

function ofMeasure(criterion: Criterion): string | null {
  const missing = namesIn(criterion).find((name) => !MEASURES[name].measured);
  return missing === undefined
    ? null
    : `Nothing measures “${missing}” yet: ${AWAITED[MEASURES[missing].from]}. Have a person look: leave the code span out and begin with who does, “The product manager …”.`;
}

const AWAITED: Readonly<Record<Measure['from'], string>> = {
  'this program': 'this program does not count it',
  'another program': 'no other program can report it',
  'page events': 'pages do not report it',
  'the calendar': 'nothing hands in the days that have passed',
};

function ofRatio(criterion: Criterion): string | null {
  const { measure, per, filter } = criterion;
  if (per !== null && filter.withStatus.length > 0) {
    return `A status would pick from “${measure}” and from “${per}” alike. Write a share: “error rate with status … of requests”.`;
  }
  const isOfCalendar = namesIn(criterion).some((name) => MEASURES[name].from === 'the calendar');
  return per !== null && isOfCalendar
    ? 'Nothing measures a ratio to business days. Write “business days” alone.'
    : null;
}

/** Of these the program knows how many there are: of all answers, of good ones, of those for which a service was asked. */
const COUNTED: readonly CountedUnit[] = ['requests', 'answers', 'calls', 'page views', 'people'];
const AMONG_PEOPLE: readonly string[] = ['failed visit rate', 'error rate', 'slow requests'];

function ofDenominator({ measure, denominator }: Criterion): string | null {
  if (denominator === null) return null;
  const isCounted = COUNTED.includes(denominator);
  const isAmongPeople = AMONG_PEOPLE.includes(measure);
  if (measure === 'failed visit rate' ? denominator === 'people' : isCounted) {
    if (denominator !== 'people' || isAmongPeople) return null;
  }
  const [usual = ''] =
    measure === 'failed visit rate' ? ['people'] : MEASURES[measure].denominators;
  return `Nothing measures “${measure}” as a share of ${denominator} yet. Write “of ${usual}”.`;
}

const OF_PEOPLE: readonly string[] = ['people', 'failed visits', 'failed visit rate'];

function tellsPeopleApart(criterion: Criterion): boolean {
  const { denominator, sample } = criterion;
  return (
    namesIn(criterion).some((name) => OF_PEOPLE.includes(name)) ||
    denominator === 'people' ||
    sample?.unit === 'people'
  );
}

/** People are counted once for what they met, whatever it was in particular. */
function ofPeople(criterion: Criterion): string | null {
  const { measure, denominator, filter } = criterion;
  const isOfPeople = OF_PEOPLE.includes(measure) || denominator === 'people';
  if (!isOfPeople) return null;
  const isByUs =
    filter.cause === null || (filter.cause.kind === 'us' && OF_PEOPLE.includes(measure));
  const isNarrowed =
    filter.endpoint !== null || filter.withStatus.length > 0 || filter.withoutStatus.length > 0;
  if (isNarrowed || !isByUs) {
    return `People are not counted by endpoint, status or cause. Write “error rate” with it, and “of requests”, or leave it out.`;
  }
  return filter.slowerThanMs === null || filter.slowerThanMs === SLOW_FOR_PEOPLE_MS
    ? null
    : 'People are counted for answers slower than 2 seconds alone. Write “slower than 2 seconds”, or “of requests”.';
}

/** Pages of the feature lead away without it, so that there is nothing to compare with there. */
function ofClosedCohort({ measure, filter, condition }: Criterion): string | null {
  const isCompared = condition.kind !== 'fixed' && condition.reference.kind === 'closed-cohort';
  if (!isCompared || filter.endpoint === null || measure.startsWith('dependency')) return null;
  return 'People without the feature are not counted at its endpoints. Leave “on …” out, or write a fixed limit.';
}

const SLOW_FOR_PEOPLE_MS = 2_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function ofWindow(criterion: Criterion): string | null {
  const { window, measure } = criterion;
  if (window.kind === 'stage') return null;
  if (tellsPeopleApart(criterion) && window.ms % HOUR_MS !== 0) {
    return `“${measure}” is counted by whole hours where it is about people. Write “over ${Math.ceil(window.ms / HOUR_MS)} hours”, or “in this stage”.`;
  }
  return window.ms % MINUTE_MS === 0
    ? null
    : `Answers are counted by whole minutes. Write “over ${Math.ceil(window.ms / MINUTE_MS)} minutes”.`;
}

function ofSample(criterion: Criterion): string | null {
  const { sample, measure } = criterion;
  if (sample === null) return null;
  const usual = measureOf(criterion).sampleUnit;
  const isOfPeople = OF_PEOPLE.includes(measure) || criterion.denominator === 'people';
  const counted = isOfPeople ? (['people'] as const) : COUNTED;
  if (counted.some((unit) => unit === sample.unit)) return null;
  const instead = isOfPeople ? 'people' : usual;
  return `“${measure}” is not weighed by ${sample.unit}. Write “at least ${sample.count} ${instead}”.`;
}

/** Upper ends of the classes in which response times are counted, in milliseconds; the last class has none. */
export const TOLD_APART_MS = [50, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000];
const LONGEST_MS = 5_000;

function ofTimes({ filter, condition }: Criterion): string | null {
  const { slowerThanMs } = filter;
  if (slowerThanMs !== null && !TOLD_APART_MS.includes(slowerThanMs)) {
    const nearest = TOLD_APART_MS.toReversed().find((ms) => ms < slowerThanMs) ?? 50;
    return `Answers are not counted by that time. Write “slower than ${nearest} ms”, or another of ${TOLD_APART_MS.join(', ')} ms.`;
  }
  const isTooLong =
    condition.kind === 'fixed' &&
    condition.limit.kind === 'duration' &&
    condition.limit.ms > LONGEST_MS;
  return isTooLong
    ? 'Times above 5 seconds are not told apart. Write a limit of at most 5 seconds, or “slow requests slower than 5 seconds”.'
    : null;
}

/** What can never be, or always is, says nothing. */
function ofLimit(criterion: Criterion): string | null {
  const { condition } = criterion;
  if (condition.kind !== 'fixed') return null;
  const { comparison, limit } = condition;
  const amount = numberOf(limit);
  const isFull = measureOf(criterion).kind === 'share' && amount === 100;
  const end = amount === 0 ? AT_NOTHING[comparison] : isFull ? AT_ALL[comparison] : undefined;
  return end ?? null;
}

const NEVER = 'That can never be. Write “=” or a limit that can be passed.';
const ALWAYS = 'That is always so. Write a limit that can be passed.';

const AT_NOTHING: Partial<Readonly<Record<Comparison, string>>> = { '<': NEVER, '>=': ALWAYS };
const AT_ALL: Partial<Readonly<Record<Comparison, string>>> = { '>': NEVER, '<=': ALWAYS };
