import { asksPages, type Criterion } from '../../../criteria/index.ts';
import { HOUR_MS } from '../../../lib/duration.ts';
import type { PlannedRules } from '../../decisions/rules.ts';

/** What happens on the pages of features, as somebody else counts it. */
export type PageEvents = {
  /** What was counted of one stage run since each of these moments, in their order; null: since it began. */
  seenSince(run: PagesOf, since: readonly (Date | null)[]): Promise<readonly CohortPages[]>;
};

/** The stage run as `stageMet` of the engine words it. */
export type PagesOf = { readonly toggles: readonly string[]; readonly stage: string };

export type CohortPages = {
  /** With the feature, on its pages, testers left out. */
  readonly open: PagesSeen;
  /** Without the feature, on the pages around it. */
  readonly closed: PagesSeen;
};

export type PagesSeen = {
  /** Sign-ins in which the page was opened. */
  readonly visits: number;
  readonly views: number;
  /** In how many views a script began, so that it could report anything. */
  readonly scripted: number;
  readonly sections: number;
  readonly viewsWithSection: number;
  readonly helpReads: number;
  readonly phoneTaps: number;
  readonly errors: number;
  readonly viewsWithError: number;
  /** People, each once. */
  readonly surveyShown: number;
  readonly surveyAnswers: ReadonlyMap<string, number>;
  readonly largestPaint: AmountsSeen;
  readonly slowestReaction: AmountsSeen;
  /** In thousandths. */
  readonly layoutShift: AmountsSeen;
  readonly stay: AmountsSeen;
  /** In the whole stage run; null where they are not told apart. */
  readonly people: PagePeople | null;
};

/** How many amounts fell into each class, in milliseconds where nothing else is said; the last class has no end. */
export type AmountsSeen = { readonly counts: readonly number[]; readonly ends: readonly number[] };

/** Different people, each once for what happened to them. */
export type PagePeople = Readonly<
  Record<'viewed' | 'sawSection' | 'readHelp' | 'metError', number>
>;

/** What was counted over each window that a plan’s criteria ask about. */
export type PagesInWindows = readonly (CohortPages & { readonly windowMs: number | null })[];

/** How long each window is; null is the whole stage run. None where no criterion is about pages. */
export function windowsAsked({ criteria, rollback }: PlannedRules): readonly (number | null)[] {
  const asked = [...criteria, ...rollback].filter(({ criterion }) => asksPages(criterion));
  return [...new Set(asked.map(({ criterion }) => windowMsOf(criterion)))];
}

export const windowMsOf = ({ window }: Criterion): number | null =>
  window.kind === 'stage' ? null : window.ms;

/** As other measures have it: docs/criteria.md. */
const LONGEST_BY_MINUTE_MS = 25 * HOUR_MS;

/** Where a window begins: with a minute, or with an hour where it is long. */
export function windowStart(windowMs: number, now: Date): Date {
  const from = now.getTime() - windowMs;
  return new Date(windowMs <= LONGEST_BY_MINUTE_MS ? from : from - (from % HOUR_MS));
}
