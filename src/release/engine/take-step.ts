import { err, type Result } from '../../lib/result.ts';
import type { Fence } from '../../lib/leader/index.ts';
import { LONGEST_NAME, textFromPeople } from '../../lib/text-from-people.ts';
import type { Assessment } from '../../guard/index.ts';
import { decide, noSuchRelease, type Refusal, type Step } from '../decisions/decide.ts';
import type { StepDecision, StepSituation } from '../decisions/situation.ts';
import { movedOn, whyNotAsSeen, whyNotUnnamed, type Seen } from '../decisions/what-was-seen.ts';
import type { StepEvidence, Who } from '../journal/journal.ts';
import { isOut, type Progress } from '../journal/progress.ts';
import type { Release } from '../journal/release.ts';
import { assess, assessWithCriteria, evidenceOf } from '../measuring/assess.ts';
import type { Snapshot } from '../measuring/snapshot.ts';
import { attachedTo } from './attached-evidence.ts';
import type { StepDeps } from './deps.ts';
import { noticeExternalChange } from './external-change.ts';
import { measureRollbacks } from './measure-rollback.ts';
import { measuredBy, withConfounders, withFiguresToFollow } from './step-facts.ts';
import { answerBefore, requestOf } from './repeated-request.ts';
import { settle, write } from './write-step.ts';

export type StepRequest = {
  readonly id: string;
  readonly step: Step;
  readonly who: Who;
  readonly why: string | null;
  readonly program?: ProgramsOwn;
  /** What the person knew; without it, whatever is so now is what they mean. */
  readonly seen?: Seen;
  /** By which the same request is known again: the same key twice is one step. */
  readonly key?: string;
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
  const name = textFromPeople(who.name, LONGEST_NAME).text ?? 'Unnamed person';
  return { ...asked, who: { ...who, name }, why: why === null ? null : textFromPeople(why).text };
}

/** Takes a step if the release is where it can be taken: read, decide, write down, bring the flags along. */
export async function carryOut(deps: StepDeps, asked: StepRequest): Promise<Result<null, Refusal>> {
  const { id, who, why, program } = asked;
  const found = await noticeExternalChange(deps, id);
  if (!found) return err(noSuchRelease(id));
  const release = await withAllFigures(deps, found, asked.step);
  const { plan, progress } = release;
  const answered = answerWithoutStep(release, asked);
  if (answered) {
    if (answered.ok) await settle(deps, id);
    return answered;
  }
  const snapshot = await snapshotFor(deps, release, asked.step);
  const besides = await knownBesides(deps, { release, snapshot, step: asked.step });
  const decision = decisionOn(deps, { release, snapshot, asked, besides });
  if (!decision.ok) return decision;
  const written = await write(deps, {
    id,
    after: progress.version,
    facts: [
      ...measuredBy(decision.value, snapshot, asked),
      ...withFiguresToFollow(withConfounders(decision.value, plan, deps.flags), progress),
    ],
    who,
    why,
    evidence: program?.evidence ?? evidenceIn(snapshot, progress),
    ...(program && { fence: program.fence }),
    ...requestOf(asked),
  });
  if (isToBeTriedAgain(written, asked)) return carryOut(deps, asked);
  if (written.ok) return written;
  const meanwhile = await answerMeanwhile(deps, asked);
  if (meanwhile !== null) return meanwhile;
  const isAsDecidedOn = await isStillAsDecidedOn(deps, asked, {
    written,
    version: progress.version,
  });
  return isAsDecidedOn ? carryOut(deps, asked) : written;
}

/** Nothing is added to a release that is closed. */
async function withAllFigures(deps: StepDeps, release: Release, { kind }: Step): Promise<Release> {
  if (kind !== 'close' || release.progress.awaited.length === 0) return release;
  await measureRollbacks(deps, { release });
  return (await deps.journal.release(release.id)) ?? release;
}

/** Rolling back waits for nothing that is measured: its figures follow. */
async function snapshotFor(
  { live }: StepDeps,
  release: Release,
  { kind }: Step,
): Promise<Snapshot | null> {
  return kind === 'rollback' ? null : live.snapshotIfAny(release);
}

function evidenceIn(snapshot: Snapshot | null, progress: Progress): StepEvidence | null {
  return snapshot && isOut(progress) ? evidenceOf(snapshot) : null;
}

/** The answer to what came before, or was meant for the release as it is not any more; null: the step is due. */
function answerWithoutStep(release: Release, asked: StepRequest): Result<null, Refusal> | null {
  const { step, program, seen } = asked;
  if (program && release.progress.version !== program.version) {
    return err(movedOn(release, program.version));
  }
  const before = answerBefore(release, asked);
  if (before) return before;
  const refusal = seen && whyNotAsSeen(release, step, seen);
  return refusal ? err(refusal) : null;
}

type KnownBesides = Pick<StepSituation, 'attached' | 'lastAskedAt'>;

/** What takes time to find out, and one step alone asks for. */
async function knownBesides(
  deps: StepDeps,
  { release, snapshot, step }: Pick<Deciding, 'release' | 'snapshot'> & { readonly step: Step },
): Promise<KnownBesides> {
  if (step.kind === 'go') return { attached: await attachedTo(deps, release, snapshot) };
  if (step.kind !== 'close') return {};
  return { lastAskedAt: await deps.flags.lastAskedAt(release.plan.toggles) };
}

type Deciding = {
  readonly release: Release;
  readonly snapshot: Snapshot | null;
  readonly asked: StepRequest;
  readonly besides: KnownBesides;
};

function decisionOn(
  { flags, clock }: StepDeps,
  { release, snapshot, asked, besides }: Deciding,
): StepDecision {
  const { step, who, why, seen } = asked;
  const { plan, progress } = release;
  const assessment = snapshot && assessmentFor(step, snapshot);
  const togglesLeft = plan.toggles.filter(flags.exists);
  const now = clock.now();
  const known = { plan, progress, assessment, now, togglesLeft, ...besides };
  const decision = decide({ ...known, who, why }, step);
  const refusal = decision.ok && seen ? whyNotUnnamed(release, { step, seen }, now) : null;
  return refusal ? err(refusal) : decision;
}

/** The same request may have come twice at once, and the other one was faster. */
async function answerMeanwhile(deps: StepDeps, asked: StepRequest) {
  const release = await deps.journal.release(asked.id);
  return release && answerBefore(release, asked);
}

type NotWritten = { readonly written: Result<null, Refusal>; readonly version: number };

/** Whether all that was faster leaves the step as it was meant: then it is decided anew, and nobody asks twice. */
async function isStillAsDecidedOn(
  { journal }: StepDeps,
  { id, step, program }: StepRequest,
  { written, version }: NotWritten,
): Promise<boolean> {
  if (program || written.ok || written.error.code !== 'moved-on') return false;
  const release = await journal.release(id);
  return release !== null && whyNotAsSeen(release, step, { version }) === null;
}

/** Judging the criteria takes time, and only going on asks for it. */
function assessmentFor({ kind }: Step, snapshot: Snapshot): Assessment {
  return kind === 'advance' ? assessWithCriteria(snapshot) : assess(snapshot);
}

/**
 * Rolling a feature back, and holding it, win over whatever else was happening at the same moment. The program looks
 * again before it acts again, if it is still this instance that leads.
 */
function isToBeTriedAgain(written: Result<null, Refusal>, { step, program }: StepRequest): boolean {
  const isOvertaken = !written.ok && written.error.code === 'moved-on';
  return isOvertaken && (step.kind === 'rollback' || step.kind === 'hold') && !program;
}
