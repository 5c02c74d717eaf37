import { amountsIn, pageTally, type AmountsInClasses } from '../counting/page-tally.ts';
import type { EventName } from '../events/event-table.ts';
import { dayInEasternTime } from '../../lib/eastern-time.ts';
import { MINUTE_MS } from '../../lib/duration.ts';
import { FEATURE_PAGE, PAGES, type PageName } from '../events/page-batch.ts';
import { percentileIn } from '../../lib/figures.ts';
import type { DayCount, PageTotal, PeopleCount } from '../kept/page-store.ts';
import type { TakingSpan } from '../kept/taking.ts';
import { daysThrough, gapsBetween, takingOn, type TakingGap } from './gaps.ts';

/** What the dashboard shows of a feature’s page. Plain data: numbers here are those of the API and the CSV. */
export type PageFigures = {
  readonly feature: string;
  /** Every day from the first view until today, `2024-04-08`, in Eastern Time. */
  readonly days: readonly DayFigures[];
  /** Times in which no events were taken, the earliest first. */
  readonly gaps: readonly TakingGap[];
  /** When the newest event was counted, to the minute; null: none ever was. */
  readonly lastCounted: string | null;
  /** Of each stage run, those with the feature and testers apart. */
  readonly stages: readonly StageRunFigures[];
  /** On the Profile’s other pages, where those without the feature come, too. */
  readonly around: readonly AroundFigures[];
  readonly devices: readonly NamedCount[];
  readonly languages: readonly NamedCount[];
  readonly sections: readonly NamedCount[];
  readonly phones: readonly NamedCount[];
  /** Pages printed, and changes to the other language. */
  readonly others: readonly NamedCount[];
  /** By fingerprint, the most frequent first. */
  readonly errors: readonly NamedCount[];
  readonly vitals: readonly VitalFigures[];
};

export type PageHappenings = {
  readonly people: number;
  readonly visits: number;
  readonly views: number;
  /** How many people saw the help on updating contacts. */
  readonly sawHelp: number;
  readonly phoneTaps: number;
  readonly errors: number;
  /** How many people had the survey shown, and answered it, each once a stage run. */
  readonly surveyShown: number;
  readonly surveyAnswers: number;
};

export type DayFigures = {
  readonly day: string;
  /** Of the day as far as it is over, in which no events were taken. */
  readonly missedMinutes: number;
  /** Null where no events were taken all day: then nobody knows. */
  readonly counts: PageHappenings | null;
};
export type StageRunFigures = PageHappenings & { readonly stage: string; readonly cohort: string };
export type AroundFigures = {
  readonly page: PageName;
  readonly cohort: string;
  readonly views: number;
  readonly errors: number;
  readonly lcp: VitalFigures;
};
export type NamedCount = { readonly name: string; readonly count: number };

/** At the 75th percentile, as the makers of browsers judge pages; null where nobody’s was measured. */
export type VitalFigures = {
  readonly name: 'lcp' | 'inp' | 'cls' | 'time on page';
  readonly unit: 'milliseconds' | 'thousandths';
  readonly p75: number | null;
  readonly sample: number;
};

type CountedPages = {
  readonly totals: readonly PageTotal[];
  readonly days: readonly DayCount[];
  readonly people: readonly PeopleCount[];
  readonly spans: readonly TakingSpan[];
  readonly lastCounted: number | null;
  readonly now: Date;
};

export function pageFigures(feature: string, counted: CountedPages): PageFigures {
  const { totals, people, spans, lastCounted, now } = counted;
  const gaps = gapsBetween(spans, now);
  const own = totals.filter(({ page }) => page === FEATURE_PAGE);
  const named = (event: EventName, by: 'detail' | 'device' | 'language') =>
    namedCounts(
      own.filter((total) => total.event === event),
      by,
    );
  return {
    feature,
    days: daysIn(counted, gaps),
    gaps,
    lastCounted: lastCounted === null ? null : new Date(lastCounted * MINUTE_MS).toISOString(),
    stages: stagesIn(own, people),
    around: aroundIn(totals),
    devices: named('page-shown', 'device'),
    languages: named('page-view', 'language'),
    sections: named('section-seen', 'detail'),
    phones: named('phone-tapped', 'detail'),
    others: (['printed', 'language-changed'] as const).flatMap((name) => {
      const count = sumOf(own, name);
      return count === 0 ? [] : [{ name, count }];
    }),
    errors: named('browser-error', 'detail'),
    vitals: [
      vital('lcp', amountsIn(own, 'web-vital', 'lcp')),
      vital('inp', amountsIn(own, 'web-vital', 'inp')),
      vital('cls', amountsIn(own, 'layout-shift')),
      vital('time on page', amountsIn(own, 'page-left')),
    ],
  };
}

function daysIn(
  { days, people, now }: CountedPages,
  gaps: readonly TakingGap[],
): readonly DayFigures[] {
  const first = days.at(0)?.day;
  if (first === undefined) return [];
  return daysThrough(first, dayInEasternTime(now)).map((day) => {
    const ofDay = days.filter((one) => one.day === day);
    const { missedMinutes, isMissed } = takingOn(day, gaps, now);
    const isUnknown = isMissed && ofDay.length === 0;
    const peopleThen = people.filter((one) => one.kind === 'day' && one.day === day);
    return { day, missedMinutes, counts: isUnknown ? null : happened(ofDay, peopleThen) };
  });
}

function aroundIn(totals: readonly PageTotal[]): readonly AroundFigures[] {
  return PAGES.filter((page) => page !== FEATURE_PAGE).flatMap((page) => {
    const there = totals.filter((total) => total.page === page);
    return distinct(there.map(({ cohort }) => cohort)).map((cohort) => {
      const own = there.filter((total) => total.cohort === cohort);
      const { views, errors } = happened(own, []);
      return { page, cohort, views, errors, lcp: vital('lcp', amountsIn(own, 'web-vital', 'lcp')) };
    });
  });
}

function stagesIn(
  own: readonly PageTotal[],
  people: readonly PeopleCount[],
): readonly StageRunFigures[] {
  const keys = distinct(
    own.flatMap(({ stage, cohort }) => (stage === '' ? [] : [`${cohort} ${stage}`])),
  );
  return keys.map((key) => {
    const [cohort = '', ...words] = key.split(' ');
    const stage = words.join(' ');
    const isOfIt = (one: { readonly stage?: string; readonly cohort?: string }) =>
      one.stage === stage && one.cohort === cohort;
    const counts = happened(
      own.filter(isOfIt),
      people.filter((one) => one.kind === 'stage' && isOfIt(one)),
    );
    return { stage, cohort, ...counts };
  });
}

type EventCount = Pick<DayCount, 'event' | 'detail' | 'count'>;

function happened(counts: readonly EventCount[], people: readonly PeopleCount[]): PageHappenings {
  const tally = pageTally(counts.map((one) => ({ ...one, valueClass: null })));
  const { visits, views, phoneTaps, errors, surveyShown, surveyAnswers } = tally;
  const peopleOf = (event: EventName) => people.find((one) => one.event === event)?.people ?? 0;
  return {
    people: peopleOf('page-view'),
    visits,
    views,
    sawHelp: peopleOf('help-read'),
    phoneTaps,
    errors,
    surveyShown,
    surveyAnswers: [...surveyAnswers.values()].reduce((sum, count) => sum + count, 0),
  };
}

const sumOf = (counts: readonly EventCount[], event: EventName) =>
  counts.reduce((all, one) => (one.event === event ? all + one.count : all), 0);

function namedCounts(
  totals: readonly PageTotal[],
  by: 'detail' | 'device' | 'language',
): readonly NamedCount[] {
  const counts = new Map<string, number>();
  for (const total of totals) counts.set(total[by], (counts.get(total[by]) ?? 0) + total.count);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .toSorted((one, other) => other.count - one.count || one.name.localeCompare(other.name));
}

function vital(name: VitalFigures['name'], { counts, ends }: AmountsInClasses): VitalFigures {
  const unit = name === 'cls' ? 'thousandths' : 'milliseconds';
  const sample = counts.reduce((sum, count) => sum + count, 0);
  return { name, unit, p75: percentileIn(counts, ends, 0.75), sample };
}

const distinct = (texts: readonly string[]) => [...new Set(texts)];
