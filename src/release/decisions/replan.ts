import { err, ok, type Result } from '../../lib/result.ts';
import type { Refusal } from './decide.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { Progress } from '../journal/progress.ts';

/**
 * Whether a changed plan may replace the one a release runs by. What has been opened has happened: the
 * toggles, once anything is open, and every stage up to the open one must stay as they were.
 */
export function mayReplace(
  old: ReleasePlan,
  changed: ReleasePlan,
  progress: Progress,
): Result<null, Refusal> {
  if (progress.phase === 'draft') return ok(null);
  if (old.toggles.join() !== changed.toggles.join()) {
    return refuse('The toggles of a release that has begun can’t change.');
  }
  const openStages = progress.stage ? progress.stage.stage + 1 : 0;
  const touched = old.stages.slice(0, openStages).find((stage, index) => {
    const after = changed.stages[index];
    return after?.letter !== stage.letter || after.percentage !== stage.percentage;
  });
  return touched
    ? refuse(`Stage ${touched.letter} has been opened, so its letter and percentage can’t change.`)
    : ok(null);
}

function refuse(sentence: string): Result<null, Refusal> {
  return err({ code: 'plan-contradicts-journal', sentence });
}
