import { amountsIn, pageTally, type AmountsInClasses } from '../counting/page-tally.ts';
import type { EventName } from '../events/event-table.ts';
import { FEATURE_PAGE } from '../events/page-batch.ts';
import { percentileIn } from '../../lib/figures.ts';
import type { DayCount, PageTotal, PeopleCount } from '../kept/page-store.ts';

/** What the dashboard shows of a feature’s page. Plain data: numbers here are those of the API and the CSV. */
export type PageFigures = {
  readonly feature: string;
  /** The oldest day first, `2024-04-08`; days without anything are not among them. */
  readonly days: readonly DayFigures[];
  /** Of each stage run, those with the feature and testers apart. */
  readonly stages: readonly StageRunFigures[];
  readonly devices: readonly NamedCount[];
  readonly languages: readonly NamedCount[];
  readonly sections: readonly NamedCount[];
  readonly phones: readonly NamedCount[];
  /** By fingerprint, the most frequent first. */
  readonly errors: readonly NamedCount[];
  readonly vitals: readonly VitalFigures[];
};

type PageHappenings = {
  readonly people: number;
  readonly views: number;
  /** How many people saw the help on updating contacts. */
  readonly sawHelp: number;
  readonly phoneTaps: number;
  readonly errors: number;
  /** How many people had the survey shown, and answered it, each once a stage run. */
  readonly surveyShown: number;
  readonly surveyAnswers: number;
};

export type DayFigures = PageHappenings & { readonly day: string };
export type StageRunFigures = PageHappenings & { readonly stage: string; readonly cohort: string };
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
};

export function pageFigures(feature: string, { totals, days, people }: CountedPages): PageFigures {
  const own = totals.filter(({ page }) => page === FEATURE_PAGE);
  const named = (event: EventName, by: 'detail' | 'device' | 'language') =>
    namedCounts(
      own.filter((total) => total.event === event),
      by,
    );
  return {
    feature,
    days: distinct(days.map(({ day }) => day)).map((day) => ({
      day,
      ...happened(
        days.filter((one) => one.day === day),
        people.filter((one) => one.kind === 'day' && one.day === day),
      ),
    })),
    stages: stagesIn(own, people),
    devices: named('page-shown', 'device'),
    languages: named('page-view', 'language'),
    sections: named('section-seen', 'detail'),
    phones: named('phone-tapped', 'detail'),
    errors: named('browser-error', 'detail'),
    vitals: [
      vital('lcp', amountsIn(own, 'web-vital', 'lcp')),
      vital('inp', amountsIn(own, 'web-vital', 'inp')),
      vital('cls', amountsIn(own, 'layout-shift')),
      vital('time on page', amountsIn(own, 'page-left')),
    ],
  };
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
  const { views, phoneTaps, errors, surveyShown, surveyAnswers } = tally;
  const peopleOf = (event: EventName) => people.find((one) => one.event === event)?.people ?? 0;
  return {
    people: peopleOf('page-view'),
    views,
    sawHelp: peopleOf('help-read'),
    phoneTaps,
    errors,
    surveyShown,
    surveyAnswers: [...surveyAnswers.values()].reduce((sum, count) => sum + count, 0),
  };
}

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
