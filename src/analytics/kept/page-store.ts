import type { PageCount } from '../counting/page-count.ts';
import type { SentReports } from '../counting/page-report.ts';
import type { EventName } from '../events/event-table.ts';

/** Where what pages reported is counted, and read again. People stay what they were: counted once. */
export type PageStore = {
  /**
   * Counts all of them or none, but for batches that were counted in the last day. They are durable when it resolves.
   */
  add(sent: readonly SentReports[]): Promise<void>;
  /** Counts of a feature from this minute on, alike ones of all their minutes together. */
  totals(wanted: TotalsWanted): Promise<readonly PageTotal[]>;
  /** Counts of the feature’s page by the day, for charts. */
  days(feature: string): Promise<readonly DayCount[]>;
  /** How many different people an event happened to, by day and by stage run. */
  people(feature: string): Promise<readonly PeopleCount[]>;
  /** Sums up what is older than the minutes are needed for, and forgets what is older than it is kept. */
  tidy(now: Date, keptSince: Date): Promise<void>;
};

export type TotalsWanted = {
  readonly feature: string;
  /** Of this stage run alone. */
  readonly stage?: string;
  readonly fromMinute?: number;
};

export type PageTotal = Omit<PageCount, 'minute' | 'feature'>;

export type DayCount = {
  /** `2024-04-08`, in Eastern Time. */
  readonly day: string;
  readonly event: EventName;
  readonly detail: string;
  readonly count: number;
};

export type PeopleCount = {
  readonly event: EventName;
  readonly people: number;
} & (
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'stage'; readonly stage: string; readonly cohort: string }
);
