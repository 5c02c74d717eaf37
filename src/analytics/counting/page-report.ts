import type { PageBatch } from '../events/page-batch.ts';

/** What one view of a page reported, and of whom: as it is counted. */
export type PageReport = PageBatch & {
  readonly at: Date;
  /** A keyed hash: the same person always has the same, and it can’t be turned back into one. A whole number of 64 bits, as text. */
  readonly person: string;
  readonly from: PageSource;
};

/** What was sent at once: counted as a whole or not at all. */
export type SentReports = {
  /**
   * By which it is known when it comes again, and not counted twice: a keyed hash of whose it is, its id and all that it
   * says. A whole number of 64 bits, as text; null where it has no id.
   */
  readonly batch: string | null;
  readonly reports: readonly PageReport[];
};

/** Under what the person met the page. */
export type PageSource = {
  /** The toggle of the feature. */
  readonly feature: string;
  /** The stage run of its release, as a text of the release’s own; empty where there is none. */
  readonly stage: string;
  /** Empty where what the toggle answered says nothing about the feature. */
  readonly cohort: 'open' | 'closed' | 'tester' | '';
};
