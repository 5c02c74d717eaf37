import { isPageMeasure, type Criterion, type Figures } from '../../criteria/index.ts';
import { FAILED_STATUS, SLOW_MS } from './kept/person-event.ts';
import { pageFigures, pageSample } from './pages/figures-of-pages.ts';
import type { PagesSeen } from './pages/page-events.ts';
import type { AnswerKind } from './kept/answer-count.ts';
import { averageMs, percentileMs, slowerThan, sumOf } from './kept/time-classes.ts';

/** What was measured of one cohort over the window of a criterion. */
export type CohortMeasured = {
  readonly answers: readonly CountedAnswers[];
  /** How many answers fell into each class of `time-classes.ts`. */
  readonly times: readonly number[];
  /** Null where people are not told apart over such a window. */
  readonly people: PeopleCounted | null;
  /** How many the stage has been open. */
  readonly businessDays: number;
  /** What pages reported; null where nothing counts that. */
  readonly pages: PagesSeen | null;
  /** All requests of people with the feature and without it; left out where nobody asks. */
  readonly traffic?: { readonly open: number; readonly closed: number } | undefined;
};

/** Answers that are alike in what criteria ask about; the endpoint is null where there is but one. */
export type CountedAnswers = Pick<AnswerKind, 'status' | 'cause' | 'hasContent'> & {
  readonly endpoint: string | null;
  readonly count: number;
};

export type PeopleCounted = {
  /** Who had the feature shown; of those without the feature, who came. */
  readonly came: number;
  /** Of these, who had a visit fail, who got an answer that failed, and who waited for a slow one; null where that is not known. */
  readonly failed: number | null;
  readonly errored: number | null;
  readonly slow: number | null;
};

/** What a criterion asks for; null where it is not counted. */
export function figuresFor(criterion: Criterion, cohort: CohortMeasured): Figures | null {
  const seen = atItsEndpoint(criterion, cohort);
  const figures =
    criterion.per === null
      ? figuresAlone(criterion, seen)
      : ratioOf(criterion, criterion.per, seen);
  const sample = figures && sampleOf(criterion, figures, seen);
  return figures === null || sample === null ? null : { ...figures, sample };
}

/** Services behind the feature are no endpoints of it. */
function atItsEndpoint({ measure, filter }: Criterion, seen: CohortMeasured): CohortMeasured {
  if (filter.endpoint === null || measure.startsWith('dependency')) return seen;
  const answers = seen.answers.filter(
    ({ endpoint }) => endpoint === null || endpoint === filter.endpoint,
  );
  return { ...seen, answers };
}

/** Whether an answer is one of those that a criterion names by endpoint and status. */
export function isLookedAt(
  { filter }: Criterion,
  { endpoint, status }: Pick<CountedAnswers, 'endpoint' | 'status'>,
): boolean {
  const { withStatus, withoutStatus } = filter;
  return (
    (filter.endpoint === null || endpoint === filter.endpoint) &&
    (withStatus.length === 0 || isWithin(status, withStatus)) &&
    !isWithin(status, withoutStatus)
  );
}

/** A sample counts what the criterion says. */
function sampleOf(criterion: Criterion, figures: Figures, seen: CohortMeasured): number | null {
  const { sample, denominator, per, measure } = criterion;
  const isOfPages = per === null && isPageMeasure(measure);
  if (sample === null) return figures.sample;
  // A share of views, people or all traffic is weighed by just these.
  const isOfItself = isOfPages || measure === 'traffic share';
  if (isOfItself && sample.unit === denominator) return figures.sample;
  return isOfPages ? seen.pages && pageSample(criterion, seen.pages) : countedIn(sample.unit, seen);
}

function countedIn(
  unit: NonNullable<Criterion['sample']>['unit'],
  seen: CohortMeasured,
): number | null {
  switch (unit) {
    case 'people':
      return seen.people && Math.max(seen.people.came, seen.people.failed ?? 0);
    case 'page views':
      return seen.pages?.views ?? null;
    case 'requests':
      return countIf(seen, () => true);
    case 'answers':
      return goodAnswers(seen);
    case 'calls':
      return calls(seen);
    default:
      return null;
  }
}

function figuresAlone(criterion: Criterion, seen: CohortMeasured): Figures | null {
  const { measure, denominator } = criterion;
  if (isPageMeasure(measure)) return seen.pages && pageFigures(criterion, seen.pages);
  if (denominator === 'people' || OF_PEOPLE.has(measure)) return peopleIn(criterion, seen.people);
  const [bad, all] = [badAnswers(criterion, seen), considered(criterion, seen)];
  switch (measure) {
    case 'error rate':
      return shareOf(bad, all);
    case 'success rate':
      return shareOf(all - bad, all);
    case 'errors':
      return countOf(bad, all);
    case 'requests':
      return countOf(all, all);
    case 'traffic share':
      return seen.traffic
        ? shareOf(seen.traffic.open, seen.traffic.open + seen.traffic.closed)
        : null;
    case 'business days':
      return countOf(seen.businessDays, 1);
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
  const top = figuresAlone({ ...criterion, per: null }, seen);
  const whole = figuresAlone({ ...criterion, measure: per, per: null }, seen);
  if (top?.kind !== 'count' || whole?.kind !== 'count') return null;
  return {
    kind: 'ratio',
    numerator: top.count,
    denominator: whole.count,
    sample: whole.count,
  };
}

const OF_PEOPLE: ReadonlySet<string> = new Set(['people', 'failed visits', 'failed visit rate']);

function peopleIn({ measure }: Criterion, people: PeopleCounted | null): Figures | null {
  if (people === null) return null;
  const { came, failed, errored, slow } = people;
  switch (measure) {
    case 'people':
      return countOf(came, came);
    case 'failed visits':
      return failed === null ? null : countOf(failed, Math.max(came, failed));
    case 'failed visit rate':
      return sharedAmong(came, failed);
    case 'error rate':
      return sharedAmong(came, errored);
    case 'slow requests':
      return sharedAmong(came, slow);
    default:
      return null;
  }
}

/** Everyone who met it came, though they were not shown the feature for it. */
function sharedAmong(came: number, met: number | null): Figures | null {
  return met === null ? null : shareOf(met, Math.max(came, met));
}

/** By status and cause as the criterion asks; else what failed, whatever the cause. */
function badAnswers({ filter }: Criterion, seen: CohortMeasured): number {
  return countIf(seen, ({ status, cause }) => {
    if (filter.cause !== null && filter.cause.kind !== cause) return false;
    if (isWithin(status, filter.withoutStatus)) return false;
    if (filter.withStatus.length > 0) return isWithin(status, filter.withStatus);
    return status >= FAILED_STATUS || filter.cause !== null;
  });
}

/** All answers but those whose status is left out altogether. */
function considered({ filter, measure }: Criterion, seen: CohortMeasured): number {
  const isCounted = measure === 'requests' && filter.withStatus.length > 0;
  return countIf(
    seen,
    ({ status }) =>
      !isWithin(status, filter.withoutStatus) &&
      (!isCounted || isWithin(status, filter.withStatus)),
  );
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
  return { kind: 'duration', ms, sample: sumOf(times) };
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
