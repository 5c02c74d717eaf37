import type { Criterion, Figures } from '../../../criteria/index.ts';
import { percentileIn } from '../../../lib/figures.ts';
import type { AmountsSeen, PagePeople, PagesSeen } from './page-events.ts';

/** What a criterion asks of page events; null where they don’t tell it. */
export function pageFigures(criterion: Criterion, seen: PagesSeen): Figures | null {
  const share = SHARES[criterion.measure];
  if (share) return shareIn(share, criterion, seen);
  const amounts = AMOUNTS[criterion.measure];
  if (amounts) return timesIn(criterion, amounts(seen));
  if (criterion.measure === 'layout shift') return shiftIn(criterion, seen.layoutShift);
  const count = COUNTS[criterion.measure];
  return count ? { kind: 'count', count: count(seen), sample: weightOf(criterion, seen) } : null;
}

/** How much was seen, in the unit in which a sample is counted; null where that is none of pages. */
export function pageSample({ measure, sample }: Criterion, seen: PagesSeen): number | null {
  switch (sample?.unit) {
    case 'visits':
      return seen.visits;
    case 'page views':
      return isOfScripts(measure) ? viewsHeardOf(seen) : seen.views;
    case 'survey answers':
      return answersIn(seen);
    case 'people':
      return isOfSurvey(measure) ? asked(seen) : (seen.people?.viewed ?? null);
    default:
      return null;
  }
}

type ByMeasure<T> = Partial<Readonly<Record<Criterion['measure'], T>>>;

const COUNTS: ByMeasure<(seen: PagesSeen) => number> = {
  visits: ({ visits }) => visits,
  'page views': ({ views }) => views,
  'disclosures opened': ({ sections }) => sections,
  'help reads': ({ helpReads }) => helpReads,
  'phone taps': ({ phoneTaps }) => phoneTaps,
  'survey answers': answersIn,
  'client errors': ({ errors }) => errors,
};

/** Without a view that could report, that nothing was reported says nothing. */
function weightOf({ measure }: Criterion, seen: PagesSeen): number {
  if (measure === 'survey answers') return asked(seen);
  if (measure === 'visits') return seen.visits;
  return isOfScripts(measure) ? viewsHeardOf(seen) : seen.views;
}

/** What happened, in views and to people. */
type SharedAmong = {
  readonly views: (seen: PagesSeen) => number;
  readonly people: keyof PagePeople;
};

const SHARES: ByMeasure<SharedAmong | 'answers'> = {
  'disclosure rate': { views: ({ viewsWithSection }) => viewsWithSection, people: 'sawSection' },
  'help read rate': { views: ({ helpReads }) => helpReads, people: 'readHelp' },
  'client error rate': { views: ({ viewsWithError }) => viewsWithError, people: 'metError' },
  'survey answer rate': 'answers',
  'share choosing': 'answers',
};

function shareIn(
  share: SharedAmong | 'answers',
  criterion: Criterion,
  seen: PagesSeen,
): Figures | null {
  if (share === 'answers') return shareOf(chosenIn(criterion, seen), wholeOf(criterion, seen));
  if (criterion.denominator === 'people') {
    const { people } = seen;
    return people && shareOf(people[share.people], people.viewed);
  }
  return shareOf(share.views(seen), viewsHeardOf(seen));
}

function wholeOf({ denominator }: Criterion, seen: PagesSeen): number {
  if (denominator === 'survey answers') return answersIn(seen);
  return denominator === 'people' ? asked(seen) : seen.views;
}

/** Programs may answer without a page that shows the survey. */
function asked(seen: PagesSeen): number {
  return Math.max(seen.surveyShown, answersIn(seen));
}

function chosenIn({ measure, filter: { option } }: Criterion, seen: PagesSeen): number {
  if (measure !== 'share choosing' || option === null) return answersIn(seen);
  return seen.surveyAnswers.get(option.toLowerCase().replaceAll(' ', '-')) ?? 0;
}

function answersIn({ surveyAnswers }: PagesSeen): number {
  return sumOf([...surveyAnswers.values()]);
}

const OF_SCRIPTS: ReadonlySet<Criterion['measure']> = new Set([
  ...(['disclosures opened', 'disclosure rate', 'help reads', 'help read rate'] as const),
  ...(['phone taps', 'client errors', 'client error rate'] as const),
]);
const isOfScripts = (measure: Criterion['measure']) => OF_SCRIPTS.has(measure);

const OF_SURVEY: ReadonlySet<Criterion['measure']> = new Set([
  'survey answers',
  'survey answer rate',
  'share choosing',
]);
const isOfSurvey = (measure: Criterion['measure']) => OF_SURVEY.has(measure);

/** Where no browser told anything at all, views show nothing of what browsers would tell. */
function viewsHeardOf(seen: PagesSeen): number {
  const { views, scripted, sections, helpReads, phoneTaps, errors } = seen;
  return scripted + sections + helpReads + phoneTaps + errors === 0 ? 0 : views;
}

const AMOUNTS: ByMeasure<(seen: PagesSeen) => AmountsSeen> = {
  'largest paint': ({ largestPaint }) => largestPaint,
  'slowest reaction': ({ slowestReaction }) => slowestReaction,
  'time on page': ({ stay }) => stay,
};

function timesIn({ statistic }: Criterion, amounts: AmountsSeen): Figures {
  return { kind: 'duration', ms: amountOf(statistic, amounts), sample: sumOf(amounts.counts) };
}

function shiftIn({ statistic }: Criterion, thousandths: AmountsSeen): Figures {
  const amount = amountOf(statistic, thousandths);
  const score = amount === null ? null : amount / 1_000;
  return { kind: 'score', score, sample: sumOf(thousandths.counts) };
}

function amountOf(statistic: Criterion['statistic'], { counts, ends }: AmountsSeen): number | null {
  return statistic === null || statistic === 'average'
    ? averageIn(counts, ends)
    : percentileIn(counts, ends, Number(statistic.slice(1)) / 100);
}

/** By the upper end of each class, as response times are; the last class is taken to end at twice its start. */
function averageIn(counts: readonly number[], ends: readonly number[]): number | null {
  const all = sumOf(counts);
  const longest = (ends.at(-1) ?? 0) * 2;
  return all === 0
    ? null
    : sumOf(counts.map((count, index) => count * (ends[index] ?? longest))) / all;
}

function shareOf(numerator: number, denominator: number): Figures {
  return { kind: 'share', numerator, denominator, sample: denominator };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
