import type { ReleasePlan } from '../../../plan/index.ts';
import type { Result } from '../../../lib/result.ts';
import type { JournalFact, StepEvidence, Who } from '../journal.ts';
import type { KnownReleases } from '../known-releases.ts';
import type { Release } from '../release.ts';

export type Addition = {
  readonly releaseId: string;
  /** The version that the writer read; the addition is refused when the journal has moved on since. */
  readonly after: number;
  readonly facts: readonly JournalFact[];
  /** A new version of the plan document that these facts bring with them. */
  readonly document?: string;
  readonly at: Date;
  readonly who: Who;
  readonly why: string | null;
  readonly evidence: StepEvidence | null;
  /** Kept in the entries, so that a request that comes twice is known again. */
  readonly request?: string;
  /** Of the leader, for the program’s own steps: refused when another instance leads by now. */
  readonly fence?: number;
};

/** Where releases are kept. Nothing acknowledged is lost when the process is killed. */
export type Journal = {
  /** What has been read so far. It stays at hand when the store can’t be reached. */
  readonly known: KnownReleases;
  /** All releases that are not over, or every one. What is known is not read again, only what is newer. */
  releases(which?: 'open' | 'every'): Promise<readonly Release[]>;
  release(id: string): Promise<Release | null>;
  /** The plan of a release as this version of it says, also where there is a newer one. */
  planOf(release: Release, version: number | null): Promise<ReleasePlan>;
  /** Adds facts durably, or says that another step was faster and adds nothing. */
  append(addition: Addition): Promise<Result<null, 'moved-on'>>;
  /**
   * Brings the flags to what the journal orders and notes `applied`, in one transaction that waits for its
   * turn on the release: however many steps run at once, the newest order is the last one written.
   */
  settle(releaseId: string, at: Date): Promise<void>;
};
