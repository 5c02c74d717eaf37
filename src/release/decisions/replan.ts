import { ok } from '../../lib/result.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { Release } from '../journal/release.ts';
import { CLOSED_FOR_GOOD, refuse } from './situation.ts';

/**
 * Whether a changed plan may replace the one a release runs by. What has been opened has happened: the
 * toggles, once anything is open, and every stage up to the open one must stay as they were.
 */
export function mayReplace({ plan, progress }: Release, changed: ReleasePlan) {
  if (progress.phase === 'closed') return refuse(...CLOSED_FOR_GOOD);
  if (progress.phase === 'draft') return ok(null);
  // Journals from before plans kept their toggles beside them don’t say which they were.
  const isUnknown = plan.unreadable !== null && plan.toggles.length === 0;
  if (!isUnknown && plan.toggles.join() !== changed.toggles.join()) {
    return refuse(CONTRADICTS, 'The toggles of a release that has begun can’t change.');
  }
  const openStages = progress.stage ? progress.stage.stage + 1 : 0;
  const touched = plan.stages.slice(0, openStages).find((stage, index) => {
    const after = changed.stages[index];
    return after?.letter !== stage.letter || after.percentage !== stage.percentage;
  });
  if (!touched) return ok(null);
  const { letter } = touched;
  return refuse(
    CONTRADICTS,
    `Stage ${letter} has been opened, so its letter and percentage can’t change.`,
  );
}

const CONTRADICTS = 'plan-contradicts-journal';
