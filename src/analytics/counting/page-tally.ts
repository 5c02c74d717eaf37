import { definitionOf, type EventName } from '../events/event-table.ts';
import { FEATURE_PAGE } from '../events/page-batch.ts';
import type { PageSum } from '../kept/page-store.ts';

/** What pages reported of some people, as criteria and the dashboard tell it. */
export type PageTally = {
  readonly visits: number;
  readonly views: number;
  /** How often a script of the page began, so that it could report anything. */
  readonly scripted: number;
  readonly sections: number;
  readonly viewsWithSection: number;
  readonly helpReads: number;
  readonly phoneTaps: number;
  readonly errors: number;
  readonly viewsWithError: number;
  /** People, each once. */
  readonly surveyShown: number;
  /** By what was answered. */
  readonly surveyAnswers: ReadonlyMap<string, number>;
  readonly largestPaint: AmountsInClasses;
  readonly slowestReaction: AmountsInClasses;
  /** In thousandths. */
  readonly layoutShift: AmountsInClasses;
  readonly stay: AmountsInClasses;
};

/** How many amounts fell into each class; the last has no end. */
export type AmountsInClasses = {
  readonly counts: readonly number[];
  readonly ends: readonly number[];
};

export type TalliedSum = Pick<PageSum, 'event' | 'detail' | 'valueClass' | 'count'>;

export function pageTally(sums: readonly TalliedSum[]): PageTally {
  const count = (event: EventName) =>
    sums.reduce((all, one) => (one.event === event ? all + one.count : all), 0);
  return {
    visits: count('visit'),
    views: count('page-view'),
    scripted: count('page-shown'),
    sections: count('section-seen'),
    viewsWithSection: count('view-with-section'),
    helpReads: count('help-read'),
    phoneTaps: count('phone-tapped'),
    errors: count('browser-error'),
    viewsWithError: count('view-with-error'),
    surveyShown: count('survey-shown'),
    surveyAnswers: answersIn(sums),
    largestPaint: amountsIn(sums, 'web-vital', 'lcp'),
    slowestReaction: amountsIn(sums, 'web-vital', 'inp'),
    layoutShift: amountsIn(sums, 'layout-shift'),
    stay: amountsIn(sums, 'page-left'),
  };
}

/** People with the feature at its page; people without it meet the pages around it alone. */
export function talliesOf(
  sums: readonly PageSum[],
): Readonly<Record<'open' | 'closed', PageTally>> {
  const open = sums.filter(({ cohort, page }) => cohort === 'open' && page === FEATURE_PAGE);
  const closed = sums.filter(({ cohort }) => cohort === 'closed');
  return { open: pageTally(open), closed: pageTally(closed) };
}

export function amountsIn(
  sums: readonly TalliedSum[],
  event: EventName,
  detail = '',
): AmountsInClasses {
  const { ends = [] } = definitionOf(event).value ?? {};
  const counts = Array.from({ length: ends.length + 1 }, () => 0);
  for (const one of sums) {
    if (one.event !== event || one.detail !== detail || one.valueClass === null) continue;
    counts[one.valueClass] = (counts[one.valueClass] ?? 0) + one.count;
  }
  return { counts, ends };
}

function answersIn(sums: readonly TalliedSum[]): ReadonlyMap<string, number> {
  const answers = new Map<string, number>();
  for (const { event, detail, count } of sums) {
    if (event !== 'survey-answered') continue;
    answers.set(detail, (answers.get(detail) ?? 0) + count);
  }
  return answers;
}
