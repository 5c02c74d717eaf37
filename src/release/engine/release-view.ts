import { errorFields } from '../../lib/log.ts';
import type { ReleaseRecord } from '../journal/journal-store.ts';
import { guardFiguresOf, judgedLook } from '../measuring/look.ts';
import type { Scene } from '../measuring/scene.ts';
import { isOut, progressOf } from '../journal/progress.ts';
import { statusOf, type ReleaseStatus } from '../status/status.ts';
import type { EngineDeps } from './deps.ts';
import type { Live } from './live.ts';
import { planOf } from './plan-of.ts';

export type StepDeps = EngineDeps & { readonly live: Live };

/** Where a stored release stands, as people want to know it. */
export async function viewOf(deps: StepDeps, record: ReleaseRecord): Promise<ReleaseStatus> {
  const { id, entries } = record;
  const progress = progressOf(entries);
  const scene = isOut(progress) ? await sceneFor(deps, record) : null;
  return statusOf({
    id,
    plan: planOf(record),
    progress,
    entries,
    now: deps.clock.now(),
    live: scene && { assessment: judgedLook(scene), guard: guardFiguresOf(scene) },
  });
}

/** Null when nothing can be measured just now. Taking a feature back must not wait for that. */
export async function sceneFor(deps: StepDeps, record: ReleaseRecord): Promise<Scene | null> {
  try {
    return await deps.live.sceneOf(record);
  } catch (error) {
    deps.log.error('what was seen of a release could not be read', {
      release: record.id,
      ...errorFields(error),
    });
    return null;
  }
}
