import { withinDeadline } from '../../../lib/deadline.ts';
import { errorFields } from '../../../lib/log.ts';
import type { JournalEntry } from '../../journal/journal.ts';
import type { Release } from '../../journal/release.ts';
import type { StageRun } from '../../journal/stage-runs.ts';
import { overTime, type OverTime } from '../../measuring/over-time/over-time.ts';
import { openingInWords } from '../../status/stages.ts';
import type { StepDeps } from '../deps.ts';
import { snapshotBefore } from '../measure-rollback.ts';

/** What was measured of a release over time, or why there is nothing to show. */
export type MeasuredRelease =
  | {
      readonly kind: 'measured';
      /** What ended it; null: it goes on. */
      readonly endedBy: 'rollback' | 'closing' | null;
      /** The stage that is open, or was last: `Stage A`. */
      readonly stage: string;
      readonly overTime: OverTime;
    }
  /** No stage has been opened yet. */
  | { readonly kind: 'not-open' }
  /** It can’t be read just now, or takes a while. */
  | { readonly kind: 'unread' };

/** How long somebody who asks waits, in milliseconds. What takes longer goes on, and is there the next time. */
const WAIT_MS = 2_000;
/** Runs that are over, of any release: what was measured of them does not change. */
const MOST_ENDED = 50;

/** The present run; until a stage of it opens, the one that the last rollback ended. Of a closed release, its last. */
export function createMeasured(deps: StepDeps): (release: Release) => Promise<MeasuredRelease> {
  const ended = new Map<string, Promise<OverTime | null>>();
  const ofEnded = (release: Release, end: JournalEntry) => {
    const key = `${release.id} ${end.version}`;
    const known = ended.get(key);
    if (known) return known;
    const asked = snapshotBefore(deps, release, end).then(overTime);
    if (ended.size >= MOST_ENDED) ended.clear();
    ended.set(key, asked);
    asked.catch(() => ended.delete(key));
    return asked;
  };
  return async (release) => {
    const last = release.runs.findLast(({ share }) => share > 0);
    if (!last) return { kind: 'not-open' };
    const end = endOf(release, last);
    const asked = end ? ofEnded(release, end) : deps.live.snapshotOf(release).then(overTime);
    return withinDeadline(WAIT_MS, asked).then(
      (measured) => {
        if (measured === null) return { kind: 'not-open' };
        const endedBy = end && (end.kind === 'closed' ? 'closing' : 'rollback');
        const stage = openingInWords(release, last);
        return { kind: 'measured', endedBy, stage, overTime: measured };
      },
      (error: unknown) => {
        const fields = { release: release.id, ...errorFields(error) };
        deps.log.warn('the measurements of a release could not be read', fields);
        return { kind: 'unread' };
      },
    );
  };
}

/** The entry with which what was measured of this run ended; null: it goes on. */
function endOf({ entries, progress }: Release, { at, run }: StageRun): JournalEntry | null {
  if (run < progress.run) {
    return entries.find((entry) => entry.kind === 'rolled-back' && entry.at >= at) ?? null;
  }
  return entries.findLast(({ kind }) => kind === 'closed') ?? null;
}
