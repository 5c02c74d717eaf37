import type { Criterion, Figures } from '../criteria/index.ts';
import type { Crowd } from './crowd.ts';
import { MEDIAN_MS } from './scenario.ts';
import { CLASS_ENDS_MS, percentileMs, tallyOf, type Counted, type Tally } from './tally.ts';

/** Where simulated figures come from, from a minute on. */
export type Seen = {
  readonly tally: Tally;
  readonly crowd: Pick<Crowd, 'exposed'>;
  readonly since: number;
};

/** Whether simulated traffic has anything to say on this criterion. */
export function canSimulate(criterion: Criterion): boolean {
  return figuresFor(criterion, NOTHING_YET) !== null;
}

const NOTHING_YET: Seen = {
  tally: tallyOf(0),
  crowd: { exposed: 0 },
  since: 0,
};

/** What a criterion asks for, out of the simulated traffic; null when the rehearsal knows nothing of it. */
export function figuresFor(criterion: Criterion, seen: Seen): Figures | null {
  const { measure, denominator } = criterion;
  const isPerAnswer = denominator === null || PER_ANSWER.has(denominator);
  if (!isPerAnswer) return null;
  switch (measure) {
    case 'error rate':
      return shareOf(bad(criterion, seen), considered(criterion, seen));
    case 'success rate':
      return shareOf(
        considered(criterion, seen) - bad(criterion, seen),
        considered(criterion, seen),
      );
    case 'errors':
      return countOf(bad(criterion, seen), considered(criterion, seen));
    case 'requests':
    case 'page views':
      return countOf(considered(criterion, seen), considered(criterion, seen));
    case 'people':
      return countOf(seen.crowd.exposed, seen.crowd.exposed);
    case 'answers with content':
      return shareOf(sum(seen, ['withContent']), goodAnswers(seen));
    case 'dependency error rate':
      return shareOf(sum(seen, ['dependencyFailures']), calls(seen));
    case 'dependency availability':
      return shareOf(goodAnswers(seen), calls(seen));
    case 'response time':
      return timesFor(criterion, seen);
    case 'slow requests':
      return slowFor(criterion, seen);
    default:
      return null;
  }
}

/** The same for people without the feature, where the rehearsal has it. */
export function closedFiguresFor({ measure }: Criterion, seen: Seen): Figures | null {
  const [failures, requests] = [sum(seen, ['closedFailures']), sum(seen, ['closedRequests'])];
  if (measure === 'error rate') return shareOf(failures, requests);
  return measure === 'success rate' ? shareOf(requests - failures, requests) : null;
}

const PER_ANSWER: ReadonlySet<string> = new Set(['requests', 'answers', 'calls', 'page views']);

/** What answers that are no good look like here: their status, and whose fault it is. */
export const BAD_ANSWERS = {
  failures: { status: 500, cause: 'us' },
  dependencyFailures: { status: 502, cause: 'dependency' },
  clientErrors: { status: 401, cause: 'client' },
} as const;

type BadAnswer = keyof typeof BAD_ANSWERS;

const BAD = Object.keys(BAD_ANSWERS) as readonly BadAnswer[];

function bad({ filter }: Criterion, seen: Seen): number {
  const isMeant = (answer: BadAnswer) => {
    const { status, cause } = BAD_ANSWERS[answer];
    if (filter.cause !== null && filter.cause.kind !== cause) return false;
    if (isWithin(status, filter.withoutStatus)) return false;
    if (filter.withStatus.length > 0) return isWithin(status, filter.withStatus);
    return status >= 500 || filter.cause !== null;
  };
  return sum(seen, BAD.filter(isMeant));
}

/** All answers but those whose status is left out altogether. */
function considered({ filter }: Criterion, seen: Seen): number {
  const leftOut = BAD.filter((answer) =>
    isWithin(BAD_ANSWERS[answer].status, filter.withoutStatus),
  );
  return sum(seen, ['requests']) - sum(seen, leftOut);
}

function isWithin(status: number, ranges: Criterion['filter']['withStatus']): boolean {
  return ranges.some(({ from, to }) => status >= from && status <= to);
}

function calls(seen: Seen): number {
  return sum(seen, ['requests']) - sum(seen, ['failures', 'clientErrors']);
}

function goodAnswers(seen: Seen): number {
  return calls(seen) - sum(seen, ['dependencyFailures']);
}

function timesFor({ statistic }: Criterion, { tally, since }: Seen): Figures | null {
  const times = tally.timesSince(since);
  const sample = times.reduce((total, count) => total + count, 0);
  const share =
    statistic === null || statistic === 'average' ? null : Number(statistic.slice(1)) / 100;
  const ms = share === null ? averageOf(times) : percentileMs(times, share);
  return { kind: 'duration', ms: ms ?? MEDIAN_MS, sample };
}

/** By the upper end of each class, which is never too little. */
function averageOf(times: readonly number[]): number | null {
  const total = times.reduce((sumOfTimes, count) => sumOfTimes + count, 0);
  const ends = times.map((count, index) => count * (CLASS_ENDS_MS[index] ?? LONGEST_MS));
  return total === 0 ? null : ends.reduce((sumOfTimes, time) => sumOfTimes + time, 0) / total;
}

const LONGEST_MS = 10_000;
const SLOW_MS = 2_000;

function slowFor({ filter }: Criterion, { tally, since }: Seen): Figures | null {
  const times = tally.timesSince(since);
  const limit = filter.slowerThanMs ?? SLOW_MS;
  const slow = times.filter((_, index) => (CLASS_ENDS_MS[index - 1] ?? 0) >= limit);
  const total = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
  return shareOf(total(slow), total(times));
}

function sum({ tally, since }: Seen, counted: readonly Counted[]): number {
  return counted.reduce((total, one) => total + tally.since(since, one), 0);
}

function shareOf(numerator: number, denominator: number): Figures {
  return { kind: 'share', numerator, denominator, sample: denominator };
}

function countOf(count: number, sample: number): Figures {
  return { kind: 'count', count, sample };
}
