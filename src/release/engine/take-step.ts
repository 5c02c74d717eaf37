import { err, type Result } from '../../lib/result.ts';
import type { Fence } from '../../lib/leader/index.ts';
import { LONGEST_NAME, textFromPeople } from '../../lib/text-from-people.ts';
import type { Assessment } from '../../guard/index.ts';
import { decide, noSuchRelease, type Refusal, type Step } from '../decisions/decide.ts';
import type { StepEvidence, Who } from '../journal/journal.ts';
import { isOut } from '../journal/progress.ts';
import { assess, assessWithCriteria, evidenceOf } from '../measuring/assess.ts';
import type { Snapshot } from '../measuring/snapshot.ts';
import type { StepDeps } from './deps.ts';
import { noticeExternalChange } from './external-change.ts';
import { measuredBy, withConfounders } from './step-facts.ts';
import { movedOn, write } from './write-step.ts';

export type StepRequest = {
  readonly id: string;
  readonly step: Step;
  readonly who: Who;
  readonly why: string | null;
  readonly program?: ProgramsOwn;
};

/** Of a step that the program takes: what it saw, and the right to act on that. */
type ProgramsOwn = {
  readonly evidence: StepEvidence;
  readonly fence: Fence;
  /** Of the journal that it looked at. Once something has been added it looks again, and decides again. */
  readonly version: number;
};

/** By whatever door a step comes: what its words hold never keeps it from being written down. */
export function withCleanText(asked: StepRequest): StepRequest {
  const { who, why } = asked;
  const name = textFromPeople(who.name, LONGEST_NAME).text ?? 'Somebody without a name';
  return { ...asked, who: { ...who, name }, why: why === null ? null : textFromPeople(why).text };
}

/** Takes a step if the release is where it can be taken: read, decide, write down, bring the flags along. */
export async function carryOut(deps: StepDeps, asked: StepRequest): Promise<Result<null, Refusal>> {
  const { id, step, who, why, program } = asked;
  const release = await noticeExternalChange(deps, id);
  if (!release) return err(noSuchRelease(id));
  const { plan, progress } = release;
  if (program && progress.version !== program.version) return err(movedOn(id));
  const snapshot = await deps.live.snapshotIfAny(release);
  const assessment = snapshot && assessmentFor(step, snapshot);
  const togglesLeft = plan.toggles.filter(deps.flags.exists);
  const now = deps.clock.now();
  const decision = decide({ plan, progress, assessment, why, now, togglesLeft }, step);
  if (!decision.ok) return decision;
  const written = await write(deps, {
    id,
    after: progress.version,
    facts: [
      ...measuredBy(decision.value, snapshot, asked),
      ...withConfounders(decision.value, plan, deps.flags),
    ],
    who,
    why,
    evidence: program?.evidence ?? (snapshot && isOut(progress) ? evidenceOf(snapshot) : null),
    ...(program && { fence: program.fence }),
  });
  return isToBeTriedAgain(written, asked) ? carryOut(deps, asked) : written;
}

/** Judging the criteria takes time, and only going on asks for it. */
function assessmentFor({ kind }: Step, snapshot: Snapshot): Assessment {
  return kind === 'advance' ? assessWithCriteria(snapshot) : assess(snapshot);
}

/**
 * Rolling a feature back wins over whatever else was happening at the same moment. The program looks again before it
 * acts again, if it is still this instance that leads.
 */
function isToBeTriedAgain(written: Result<null, Refusal>, { step, program }: StepRequest): boolean {
  const isOvertaken = !written.ok && written.error.code === 'moved-on';
  return isOvertaken && step.kind === 'rollback' && !program;
}
