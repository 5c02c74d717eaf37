import { withinDeadline } from '../../../lib/deadline.ts';
import { errorFields } from '../../../lib/log.ts';
import type { JournalEntry } from '../../journal/journal.ts';
import type { Release } from '../../journal/release.ts';
import type { StageRun } from '../../journal/stage-runs.ts';
import { overTime, type OverTime } from '../../measuring/over-time/over-time.ts';
import { stageRunInWords } from '../../status/stages.ts';
import type { StepDeps } from '../deps.ts';
import { snapshotAtRollback } from '../measure-rollback.ts';

/** What was measured of a release over time, or why there is nothing to show. */
export type MeasuredRelease =
  | {
      readonly kind: 'measured';
      readonly isEnded: boolean;
      /** The stage that is open, or was last: `mvp: Stage A, run 1`. */
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

/** The present run; until a stage of it opens, the one that the last rollback ended. */
export function createMeasured(deps: StepDeps): (release: Release) => Promise<MeasuredRelease> {
  const ended = new Map<string, Promise<OverTime | null>>();
  const ofEnded = (release: Release, rollback: JournalEntry) => {
    const key = `${release.id} ${rollback.version}`;
    const known = ended.get(key);
    if (known) return known;
    const asked = snapshotAtRollback(deps, release, rollback).then(overTime);
    if (ended.size >= MOST_ENDED) ended.clear();
    ended.set(key, asked);
    asked.catch(() => ended.delete(key));
    return asked;
  };
  return async (release) => {
    const last = release.runs.findLast(({ share }) => share > 0);
    if (!last) return { kind: 'not-open' };
    const isEnded = last.run < release.progress.run;
    const rollback = isEnded ? rollbackAfter(release, last) : undefined;
    const asked = rollback
      ? ofEnded(release, rollback)
      : deps.live.snapshotOf(release).then(overTime);
    return withinDeadline(WAIT_MS, asked).then(
      (measured) => {
        if (measured === null) return { kind: 'not-open' };
        const stage = stageRunInWords(release, last);
        return { kind: 'measured', isEnded, stage, overTime: measured };
      },
      (error: unknown) => {
        const fields = { release: release.id, ...errorFields(error) };
        deps.log.warn('the measurements of a release could not be read', fields);
        return { kind: 'unread' };
      },
    );
  };
}

function rollbackAfter({ entries }: Release, { at }: StageRun): JournalEntry | undefined {
  return entries.find((entry) => entry.kind === 'rolled-back' && entry.at >= at);
}
