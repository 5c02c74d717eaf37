import type { Criterion, Figures } from '../../criteria/index.ts';
import { SLOW_MS } from './kept/person-event.ts';
import type { AnswerKind } from './kept/answer-count.ts';
import { averageMs, percentileMs, slowerThan, sumOf } from './kept/time-classes.ts';

/** What was measured of one cohort over the window of a criterion. */
export type CohortMeasured = {
  readonly answers: readonly CountedAnswers[];
  /** How many answers fell into each class of `time-classes.ts`. */
  readonly times: readonly number[];
  /** Null where people are not told apart over such a window. */
  readonly people: PeopleCounted | null;
};

/** Answers that are alike in what criteria ask about; the endpoint is null where there is but one. */
export type CountedAnswers = Pick<AnswerKind, 'status' | 'cause' | 'hasContent'> & {
  readonly endpoint: string | null;
  readonly count: number;
};

export type PeopleCounted = {
  /** Who had the feature shown; of those without the feature, who came. */
  readonly came: number;
  /** Of these, who had a visit fail; null where that is not known. */
  readonly failed: number | null;
};

/** What a criterion asks for; null where it is not counted. */
export function figuresFor(criterion: Criterion, seen: CohortMeasured): Figures | null {
  const { measure, denominator, per } = criterion;
  if (per !== null) return ratioOf(criterion, per, seen);
  if (measure === 'failed visit rate' || measure === 'failed visits') {
    return failedVisits(criterion, seen);
  }
  if (denominator !== null && !PER_ANSWER.has(denominator)) return null;
  const [bad, all] = [badAnswers(criterion, seen), considered(criterion, seen)];
  switch (measure) {
    case 'error rate':
      return shareOf(bad, all);
    case 'success rate':
      return shareOf(all - bad, all);
    case 'errors':
      return countOf(bad, all);
    case 'requests':
    case 'page views':
      return countOf(all, all);
    case 'people':
      return seen.people && countOf(seen.people.came, seen.people.came);
    case 'answers with content':
      return shareOf(
        countIf(seen, ({ hasContent }) => hasContent === true),
        goodAnswers(seen),
      );
    case 'dependency error rate':
      return shareOf(dependencyFailures(seen), calls(seen));
    case 'dependency availability':
      return shareOf(goodAnswers(seen), calls(seen));
    case 'response time':
      return timesFor(criterion, seen);
    case 'slow requests':
      return shareOf(
        slowerThan(seen.times, criterion.filter.slowerThanMs ?? SLOW_MS),
        sumOf(seen.times),
      );
    default:
      return null;
  }
}

function ratioOf(
  criterion: Criterion,
  per: Criterion['measure'],
  seen: CohortMeasured,
): Figures | null {
  const top = figuresFor({ ...criterion, per: null }, seen);
  const whole = figuresFor({ ...criterion, measure: per, per: null }, seen);
  if (top?.kind !== 'count' || whole?.kind !== 'count') return null;
  return {
    kind: 'ratio',
    numerator: top.count,
    denominator: whole.count,
    sample: whole.count,
  };
}

const PER_ANSWER: ReadonlySet<string> = new Set(['requests', 'answers', 'calls', 'page views']);

function failedVisits(
  { measure, denominator }: Criterion,
  { people }: CohortMeasured,
): Figures | null {
  if (people?.failed == null || (denominator !== null && denominator !== 'people')) return null;
  return measure === 'failed visits'
    ? countOf(people.failed, people.came)
    : shareOf(people.failed, people.came);
}

/** By status and cause as the criterion asks; else what failed, whatever the cause. */
function badAnswers({ filter }: Criterion, seen: CohortMeasured): number {
  return countIf(seen, ({ status, cause, endpoint }) => {
    if (!isAt(endpoint, filter)) return false;
    if (filter.cause !== null && filter.cause.kind !== cause) return false;
    if (isWithin(status, filter.withoutStatus)) return false;
    if (filter.withStatus.length > 0) return isWithin(status, filter.withStatus);
    return status >= 500 || filter.cause !== null;
  });
}

/** All answers but those whose status is left out altogether. */
function considered({ filter }: Criterion, seen: CohortMeasured): number {
  return countIf(
    seen,
    ({ status, endpoint }) => isAt(endpoint, filter) && !isWithin(status, filter.withoutStatus),
  );
}

function isAt(endpoint: string | null, filter: Criterion['filter']): boolean {
  return filter.endpoint === null || endpoint === null || endpoint === filter.endpoint;
}

function isWithin(status: number, ranges: Criterion['filter']['withStatus']): boolean {
  return ranges.some(({ from, to }) => status >= from && status <= to);
}

/** The service behind the feature was asked, unless we failed or were asked wrongly. */
function calls(seen: CohortMeasured): number {
  return countIf(seen, ({ cause }) => cause === null || cause === 'dependency');
}

function goodAnswers(seen: CohortMeasured): number {
  return countIf(seen, ({ cause }) => cause === null);
}

function dependencyFailures(seen: CohortMeasured): number {
  return countIf(seen, ({ cause }) => cause === 'dependency');
}

function timesFor({ statistic }: Criterion, { times }: CohortMeasured): Figures | null {
  const share =
    statistic === null || statistic === 'average' ? null : Number(statistic.slice(1)) / 100;
  const ms = share === null ? averageMs(times) : percentileMs(times, share);
  return { kind: 'duration', ms: ms ?? 0, sample: sumOf(times) };
}

function countIf(
  { answers }: CohortMeasured,
  isMeant: (answer: CountedAnswers) => boolean,
): number {
  return answers.reduce((sum, answer) => (isMeant(answer) ? sum + answer.count : sum), 0);
}

function shareOf(numerator: number, denominator: number): Figures {
  return { kind: 'share', numerator, denominator, sample: denominator };
}

function countOf(count: number, sample: number): Figures {
  return { kind: 'count', count, sample };
}
