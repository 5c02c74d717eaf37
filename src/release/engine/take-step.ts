import { err, type Result } from '../../lib/result.ts';
import { decide, noSuchRelease, type Refusal, type Situation, type Step } from '../decide.ts';
import type { Evidence } from '../evidence.ts';
import { signedBy } from '../changelog.ts';
import type { CheckIn, JournalFact, Who } from '../journal.ts';
import type { ReleasePlan, ResultPlace } from '../plan/index.ts';
import type { ReleaseRecord } from '../journal-store.ts';
import { evidenceOf, judgedLook, look, type Scene } from '../measuring/look.ts';
import { checkInRecord, recordOf } from '../measuring/record.ts';
import { CLOSED, openingOf, sameOpening } from '../opening.ts';
import { progressOf, type Progress } from '../progress.ts';
import type { ReleaseStatus } from '../status.ts';
import type { Watched } from '../watch/watched.ts';
import type { EngineDeps } from './deps.ts';
import { planOf } from './plan-of.ts';
import { sceneFor, type StepDeps } from './release-view.ts';
import { write } from './write-step.ts';

export type AskedStep = {
  readonly id: string;
  readonly step: Step;
  readonly who: Who;
  readonly why: string | null;
  /** Of a step that the program takes: what the numbers said, and the right to take it. */
  readonly evidence?: Evidence;
  readonly fence?: number;
};

const SOMEBODY_OUTSIDE: Who = { name: 'Somebody outside', role: 'unknown' };

/** Takes a step if the release is where it can be taken, whoever asks for it. */
export async function carryOut(
  deps: StepDeps,
  asked: AskedStep,
): Promise<Result<ReleaseStatus, Refusal>> {
  const { id, step } = asked;
  await noticeOutside(deps, id);
  const record = await deps.journal.release(id);
  if (!record) return err(noSuchRelease(id));
  const scene = await sceneFor(deps, record);
  const decision = decide(situationOf(deps, { record, scene, asked }), step);
  if (!decision.ok) return decision;
  const facts = decision.value.map((fact) => withConfounders(deps, planOf(record), fact));
  const written = await writeStep(deps, { record, scene, asked }, facts);
  if (written.ok || written.error.code !== 'moved-on' || step.kind !== 'rollback') return written;
  // A leader that has been replaced leaves it to the one that leads now.
  if (asked.fence !== undefined) return written;
  // Taking a feature back wins over whatever else was happening at the same moment.
  return carryOut(deps, asked);
}

/** A stage is opened beside whatever else is open for a part of the same people. */
function withConfounders(
  { flags }: StepDeps,
  { toggles }: ReleasePlan,
  fact: JournalFact,
): JournalFact {
  if (fact.kind !== 'stage-opened') return fact;
  const found = toggles.flatMap((toggle) => flags.confoundersOf(toggle, fact.percentage));
  const confounders = found.filter(
    (sentence) => !toggles.some((toggle) => sentence.startsWith(`${toggle} `)),
  );
  return confounders.length === 0 ? fact : { ...fact, confounders };
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
    watched: scene && watchedFor(asked.step, scene),
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
  const { id, who, why, fence } = asked;
  const progress = progressOf(record.entries);
  return write(deps, {
    id,
    after: progress.version,
    facts: [...(scene ? measuredBy(decided, scene, asked) : []), ...decided],
    who,
    why,
    evidence: asked.evidence ?? (scene && isUnderWay(progress) ? evidenceOf(scene) : null),
    ...(fence !== undefined && { fence }),
  });
}

/**
 * Closing a toggle is a rollback through whatever door it was closed, SQL included: it goes into the journal
 * before anything else happens, so that no later step opens the feature again by accident. A toggle that was
 * changed and left open is drift: the release is held, and nobody fights over the toggle.
 */
export async function noticeOutside(deps: StepDeps, id: string): Promise<void> {
  const record = await deps.journal.release(id);
  if (!record) return;
  const progress = progressOf(record.entries);
  const settled = progress.appliedVersion === progress.version;
  if (!settled || progress.phase === 'closed') return;
  await deps.flags.refresh();
  const outside = foundOutside(deps, record);
  if (outside === null) return;
  const { fact, why } = outside;
  await write(deps, { id, after: progress.version, facts: [fact], who: SOMEBODY_OUTSIDE, why });
}

type Found = { readonly fact: JournalFact; readonly why: string };

function foundOutside({ flags }: EngineDeps, record: ReleaseRecord): Found | null {
  const { toggles } = planOf(record);
  const progress = progressOf(record.entries);
  const isOpen = !sameOpening(openingOf(progress), CLOSED);
  if (isOpen && toggles.some(flags.isClosed)) {
    return { fact: { kind: 'rolled-back' }, why: 'A toggle was closed outside the release' };
  }
  const drifted = toggles.find((toggle) => !flags.agrees(toggle, openingOf(progress)));
  if (drifted === undefined || progress.held?.cause === 'drift') return null;
  return { fact: { kind: 'held', cause: 'drift' }, why: driftInWords(drifted) };
}

function driftInWords(toggle: string): string {
  return `The toggle ${toggle} was changed outside the release and is still open, but not for whom the release opened it. Resuming brings it back to what the release ordered; rolling back closes it.`;
}

/** Judging the criteria takes time, and only going on asks for it. */
function watchedFor(step: Step, scene: Scene): Watched {
  return step.kind === 'advance' ? judgedLook(scene) : look(scene);
}

function isUnderWay({ phase }: Progress): boolean {
  return phase === 'rollout' || phase === 'fully-on';
}

/** What was seen of what ends with these facts, to be written down with them. */
function measuredBy(
  facts: readonly JournalFact[],
  scene: Scene,
  { who, why }: AskedStep,
): readonly JournalFact[] {
  const records = facts.flatMap((fact) => {
    const decision = ENDS[fact.kind];
    if (decision === undefined) return [];
    const ending = { decision, by: signedBy(who), why };
    const record =
      fact.kind === 'check-in-answered'
        ? checkInRecord(scene, placeOfCheckIn(fact.checkIn), ending)
        : recordOf(scene, ending);
    return record ? [record] : [];
  });
  return records.map((record) => ({ kind: 'stage-measured', record }));
}

const ENDS: Readonly<Partial<Record<JournalFact['kind'], string>>> = {
  'stage-opened': 'another stage was opened',
  'rolled-back': 'rolled back',
  'fully-on': 'fully on',
  'check-in-answered': 'checked in',
};

function placeOfCheckIn(checkIn: CheckIn): ResultPlace {
  return { kind: checkIn === 'one-week' ? 'one-week' : 'one-month' };
}
