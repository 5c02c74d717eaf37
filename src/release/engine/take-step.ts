import { err, type Result } from '../../lib/result.ts';
import {
  decide,
  noSuchRelease,
  type Refusal,
  type Situation,
  type Step,
} from '../decisions/decide.ts';
import type { Evidence } from '../journal/evidence.ts';
import type { ReleaseRecord } from '../journal/journal-store.ts';
import type { JournalFact, Who } from '../journal/journal.ts';
import { evidenceOf, judgedLook, look } from '../measuring/look.ts';
import type { Scene } from '../measuring/scene.ts';
import { isOut, progressOf } from '../journal/progress.ts';
import type { ReleaseStatus } from '../status/status.ts';
import type { Assessment } from '../../guard/index.ts';
import type { Fence } from '../../lib/leader/index.ts';
import { noticeOutside } from './outside.ts';
import { planOf } from './plan-of.ts';
import { sceneFor, type StepDeps } from './release-view.ts';
import { measuredBy, withConfounders } from './step-facts.ts';
import { movedOn, write } from './write-step.ts';

export type AskedStep = {
  readonly id: string;
  readonly step: Step;
  readonly who: Who;
  readonly why: string | null;
  readonly program?: ProgramsOwn;
};

/** Of a step that the program takes: what it saw, and the right to act on that. */
export type ProgramsOwn = {
  readonly evidence: Evidence;
  readonly fence: Fence;
  /** Of the journal that it looked at. Once something has been added it looks again, and decides anew. */
  readonly version: number;
};

/** Takes a step if the release is where it can be taken, whoever asks for it. */
export async function carryOut(
  deps: StepDeps,
  asked: AskedStep,
): Promise<Result<ReleaseStatus, Refusal>> {
  const { id, step } = asked;
  await noticeOutside(deps, id);
  const record = await deps.journal.release(id);
  if (!record) return err(noSuchRelease(id));
  const { program } = asked;
  if (program && progressOf(record.entries).version !== program.version) return err(movedOn(id));
  const scene = await sceneFor(deps, record);
  const decision = decide(situationOf(deps, { record, scene, asked }), step);
  if (!decision.ok) return decision;
  const written = await writeStep(deps, { record, scene, asked }, decision.value);
  if (written.ok || written.error.code !== 'moved-on' || step.kind !== 'rollback') return written;
  // The program looks again before it acts again, if it is still this instance that leads.
  if (program) return written;
  // Taking a feature back wins over whatever else was happening at the same moment.
  return carryOut(deps, asked);
}

type Taking = {
  readonly record: ReleaseRecord;
  readonly scene: Scene | null;
  readonly asked: AskedStep;
};

function situationOf({ flags, clock }: StepDeps, { record, scene, asked }: Taking): Situation {
  const plan = planOf(record);
  return {
    plan,
    progress: progressOf(record.entries),
    assessment: scene && watchedFor(asked.step, scene),
    why: asked.why,
    now: clock.now(),
    togglesLeft: plan.toggles.filter(flags.exists),
  };
}

function writeStep(
  deps: StepDeps,
  { record, scene, asked }: Taking,
  decided: readonly JournalFact[],
): ReturnType<typeof write> {
  const { id, who, why, program } = asked;
  const progress = progressOf(record.entries);
  return write(deps, {
    id,
    after: progress.version,
    facts: [
      ...(scene ? measuredBy(decided, scene, asked) : []),
      ...withConfounders(decided, planOf(record), deps.flags),
    ],
    who,
    why,
    evidence: program?.evidence ?? (scene && isOut(progress) ? evidenceOf(scene) : null),
    ...(program && { fence: program.fence }),
  });
}

/** Judging the criteria takes time, and only going on asks for it. */
function watchedFor(step: Step, scene: Scene): Assessment {
  return step.kind === 'advance' ? judgedLook(scene) : look(scene);
}
