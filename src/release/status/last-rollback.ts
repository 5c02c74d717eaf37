import { figuresIn, figuresOf, signedBy, wasSeen } from '../journal/changelog.ts';
import type { JournalEntry, StepEvidence } from '../journal/journal.ts';
import { entriesSince } from '../journal/release.ts';

/** The last rollback of a release. Times are ISO 8601. */
export type LastRollback = {
  readonly at: string;
  readonly by: string;
  readonly why: string | null;
  /** Whether its figures are still to follow. */
  readonly beingMeasured: boolean;
  /** Null when nothing was measured, or not yet. */
  readonly failed: { readonly open: number; readonly closed: number } | null;
  readonly exposureStopped: boolean;
  readonly firstFailedVisitAt: string | null;
  readonly lastExposureAt: string | null;
};

/** Null when there was none. */
export function lastRollbackIn(entries: readonly JournalEntry[]): LastRollback | null {
  const entry = entries.findLast((one) => one.kind === 'rolled-back');
  if (!entry) return null;
  const later = entriesSince(entries, entry.version);
  const figures = figuresOf(entry, figuresIn(later));
  const stopped = later.find((one) => one.kind === 'exposure-stopped');
  const { firstFailedVisitAt = null, lastExposureAt = null } = stopped ?? {};
  return {
    at: entry.at.toISOString(),
    by: signedBy(entry.who),
    why: entry.why,
    beingMeasured: figures === 'awaited',
    failed: figures === 'awaited' ? null : failedIn(figures),
    exposureStopped: stopped !== undefined,
    firstFailedVisitAt,
    lastExposureAt,
  };
}

/** Where no one came, no visit can have failed. */
function failedIn(evidence: StepEvidence | null): LastRollback['failed'] {
  if (evidence === null) return null;
  const { open, closed } = wasSeen(evidence);
  return open || closed ? evidence.failed : null;
}
