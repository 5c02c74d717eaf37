import type { Clock } from '../../lib/clock.ts';
import type { ReleaseRecord } from '../journal-store.ts';
import { readPlan, releasePlan, type ReleasePlan } from '../plan/index.ts';
import { progressOf } from '../progress.ts';
import { statusOf, type ReleaseStatus } from '../status.ts';

/** Where a stored release stands, as people want to know it. */
export function viewOf(record: ReleaseRecord, clock: Clock): ReleaseStatus {
  const { id, entries } = record;
  const progress = progressOf(entries);
  return statusOf({ id, plan: planOf(record), progress, entries, now: clock.now() });
}

/** The plan of a stored document. It was checked when it was loaded, so a problem here is a broken promise. */
export function planOf({ id, document }: ReleaseRecord): ReleasePlan {
  const plan = releasePlan(readPlan(document));
  if (!plan.ok) throw new Error(`the stored plan of release ${id} can no longer be read`);
  return plan.value;
}
