import type { Result } from '../lib/result.ts';
import type { Opening } from './opening.ts';

/** Who takes a step: a person by name and role, or the program itself. */
export type Who = { readonly name: string; readonly role: string };

/** What can happen in a release. Facts are only ever added; the release's state is a fold over them. */
export type JournalFact =
  | { readonly kind: 'plan-loaded'; readonly planVersion: number; readonly title: string }
  | { readonly kind: 'testing-started' }
  /** Someone who has never signed in here yet; they become a tester when they do. */
  | { readonly kind: 'tester-invited'; readonly emailDigest: string }
  | { readonly kind: 'tester-enrolled'; readonly emailDigest: string; readonly accountId: string }
  | { readonly kind: 'tester-removed'; readonly emailDigest: string }
  | { readonly kind: 'go-signed' }
  | { readonly kind: 'no-go-signed' }
  | {
      readonly kind: 'stage-opened';
      /** Position in the plan's list of stages, from 0. */
      readonly stage: number;
      readonly letter: string;
      /** Percent of actors, 0 to 100. */
      readonly percentage: number;
      /** True when a person opened it although the plan's conditions were not met. */
      readonly overridden: boolean;
    }
  | { readonly kind: 'held' }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'rolled-back' }
  /** The flags now agree with everything before this entry. */
  | { readonly kind: 'applied' };

export type JournalEntry = JournalFact & {
  /** 1, 2, 3 … within a release. */
  readonly version: number;
  readonly at: Date;
  readonly who: Who;
  readonly why: string | null;
};

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
