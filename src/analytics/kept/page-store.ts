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
  /**
   * What was counted of one stage run from each of these minutes on. Each costs as much as the window has hours, and a
   * whole run always the same, however much was counted and for how long.
   */
  ofRun(wanted: RunWanted): Promise<RunEvents>;
  /** Sums up what is older than the minutes are needed for, and forgets what is older than it is kept. */
  tidy(now: Date, keptSince: Date): Promise<void>;
};

export type TotalsWanted = {
  readonly feature: string;
  /** Of this stage run alone. */
  readonly stage?: string;
  readonly fromMinute?: number;
};

export type RunWanted = {
  readonly feature: string;
  readonly stage: string;
  /** Null: from its beginning. */
  readonly fromMinutes: readonly (number | null)[];
};

/** Counts from each minute, and of people with the feature how many each event happened to in the whole stage run. */
export type RunEvents = {
  readonly sums: readonly (readonly PageSum[])[];
  readonly people: ReadonlyMap<string, number>;
};

/** Alike events of a stage run. Errors are not told apart. */
export type PageSum = Pick<
  PageCount,
  'cohort' | 'page' | 'event' | 'detail' | 'valueClass' | 'count'
>;

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
