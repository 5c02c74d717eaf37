import type { Alerting } from '../alerts/alerting.ts';
import { errorFields } from '../../lib/log.ts';
import type { Step } from '../decisions/decide.ts';
import type { ReleaseRecord } from '../journal/journal-store.ts';
import { PROGRAM } from '../journal/journal.ts';
import { evidenceOf, judgedLook, look } from '../measuring/look.ts';
import type { Scene } from '../measuring/scene.ts';
import { isOut, progressOf } from '../journal/progress.ts';
import { rulingOn, type Ruling } from '../decisions/ruling.ts';
import type { Fence } from '../../lib/leader/index.ts';
import { noticeOutside, seemsChangedOutside } from './outside.ts';
import type { StepDeps } from './release-view.ts';
import { carryOut } from './take-step.ts';
import { verifyRollback } from './verify-rollback.ts';
import { settle } from './write-step.ts';

type WatchDeps = StepDeps & Pick<Alerting, 'tellOf'>;

/** One look at every release under way, with what follows from it. Only the leader looks; the answer is whether it did. */
export async function watchOver(deps: WatchDeps): Promise<boolean> {
  const fence = await deps.leadership.lead();
  if (fence === null) return false;
  for (const record of await deps.journal.releases()) {
    deps.tellOf(record);
    try {
      await watchOne(deps, { record, fence });
    } catch (error) {
      // One release that can’t be looked at must not keep the others from being looked at.
      deps.log.error('a release could not be looked at', {
        release: record.id,
        ...errorFields(error),
      });
    }
  }
  return true;
}

type Watching = { readonly record: ReleaseRecord; readonly fence: Fence };

async function watchOne(deps: StepDeps, { record: found, fence }: Watching): Promise<void> {
  const record = await putRight(deps, found);
  const progress = progressOf(record.entries);
  if (progress.phase === 'rolled-back' && !progress.exposureStopped) {
    await verifyRollback(deps, { record, fence });
  }
  if (!isOut(progress)) return;
  const scene = await deps.live.sceneOf(record);
  await follow(deps, { id: record.id, scene, fence });
}

/** Finishes what somebody could not finish who took a step, and notices what nobody else can have noticed. */
async function putRight(deps: StepDeps, found: ReleaseRecord): Promise<ReleaseRecord> {
  const { id } = found;
  const { appliedVersion, version } = progressOf(found.entries);
  const isCutShort = appliedVersion < version;
  if (isCutShort) await settle(deps, id);
  const record = isCutShort ? await deps.journal.release(id) : found;
  if (!record || !seemsChangedOutside(deps.flags, record)) return record ?? found;
  await noticeOutside(deps, id);
  return (await deps.journal.release(id)) ?? record;
}

type Following = { readonly id: string; readonly scene: Scene; readonly fence: Fence };

async function follow(deps: StepDeps, following: Following): Promise<void> {
  const { id, scene, fence } = following;
  const step = stepFor(rulingFor(scene), scene);
  if (step === null) return;
  const { version } = scene.progress;
  const program = { evidence: evidenceOf(scene), fence, version };
  const { kind } = step.step;
  const taken = await carryOut(deps, { id, ...step, who: PROGRAM, program });
  if (!taken.ok) return;
  const level = MUST_ACT.has(kind) ? 'error' : 'warn';
  deps.log[level]('the program took a step', { release: id, step: kind });
}

/** After these somebody has to look at the release now. */
const MUST_ACT: ReadonlySet<Step['kind']> = new Set(['rollback', 'hold', 'step-back']);

/** The criteria are judged only when everything else is there. */
function rulingFor(scene: Scene): Ruling {
  const { plan, progress, now } = scene;
  const ruling = rulingOn({ plan, progress, assessment: look(scene), now });
  if (ruling.kind !== 'judge') return ruling;
  return rulingOn({ plan, progress, assessment: judgedLook(scene), now });
}

type Ordered = { readonly step: Step; readonly why: string };

function stepFor(ruling: Ruling, { plan }: Scene): Ordered | null {
  switch (ruling.kind) {
    case 'wait':
    case 'judge':
      return null;
    case 'roll-back':
      return { step: { kind: 'rollback' }, why: ruling.why };
    case 'hold':
    case 'step-back':
      return { step: { kind: ruling.kind, cause: ruling.cause }, why: ruling.why };
    case 'resume':
      return { step: { kind: 'resume' }, why: 'What the program held the release for is over.' };
    case 'note':
      return { step: { kind: 'note', rule: ruling.why }, why: ruling.why };
    case 'advance':
      return plan.terms.advances === 'automatic'
        ? {
            step: { kind: 'advance', override: false },
            why: 'All that the plan asks for is there.',
          }
        : null;
  }
}
