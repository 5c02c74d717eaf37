import type { Result } from '../../lib/result.ts';
import type { Evidence } from './evidence.ts';
import type { JournalEntry, JournalFact, Who } from './journal.ts';
import type { Opening } from './opening.ts';

/** A release as it is stored: the newest version of its plan document, and everything that happened. */
export type ReleaseRecord = {
  readonly id: string;
  readonly document: string;
  readonly entries: readonly JournalEntry[];
};

export type Addition = {
  readonly releaseId: string;
  /** The version the writer saw; the addition is refused when the journal has moved on since. */
  readonly after: number;
  readonly facts: readonly JournalFact[];
  /** A new version of the plan document that these facts bring with them. */
  readonly document?: string;
  readonly at: Date;
  readonly who: Who;
  readonly why: string | null;
  readonly evidence: Evidence | null;
  /** Of the leader, for the program’s own steps: refused when another one leads by now. */
  readonly fence?: number;
};

/** What the flags should be, as the journal says; null when the journal gives them no order. */
export type FlagOrder = { readonly toggles: readonly string[]; readonly opening: Opening } | null;

/** Where releases are kept. Nothing acknowledged is lost when the process is killed. */
export type Journal = {
  releases(): Promise<readonly ReleaseRecord[]>;
  release(id: string): Promise<ReleaseRecord | null>;
  /** Adds facts durably, or says that somebody else was faster and adds nothing. */
  append(addition: Addition): Promise<Result<null, 'moved-on'>>;
  /**
   * Brings the flags to what the journal orders and notes `applied`, in one transaction that waits for its
   * turn on the release: however many steps run at once, the newest order is the last one written.
   */
  settle(
    releaseId: string,
    settlement: { order: (release: ReleaseRecord) => FlagOrder; at: Date },
  ): Promise<void>;
};
