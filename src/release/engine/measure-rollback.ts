import { isOut } from '../journal/progress.ts';
import {
  PROGRAM,
  type JournalEntry,
  type JournalFact,
  type StepEvidence,
} from '../journal/journal.ts';
import { releaseBefore, type Release } from '../journal/release.ts';
import type { StageRecord } from '../journal/stage-record.ts';
import { signedBy } from '../journal/changelog.ts';
import { evidenceOf } from '../measuring/assess.ts';
import { recordOf } from '../measuring/record.ts';
import type { Snapshot } from '../measuring/snapshot.ts';
import type { Fence } from '../../lib/leader/index.ts';
import type { StepDeps } from './deps.ts';
import { write } from './write-step.ts';

/** `fence`: of the leader, who does this by itself. */
type Measuring = { readonly release: Release; readonly fence?: Fence };

/**
 * Writes down what had been measured at the moment of each rollback whose figures have not followed yet, as it would have
 * been measured then. A rollback waits for none of it; the journal takes each figure once, whoever comes to it first.
 */
export async function measureRollbacks(
  deps: StepDeps,
  { release, ...leading }: Measuring,
): Promise<void> {
  for (const rollback of release.progress.awaited) {
    const { record, evidence } = await measuredUntil(deps, release, rollback);
    const fact = { kind: 'rollback-measured', rollback: rollback.version, record } as const;
    await appendOnce(deps, release.id, { fact, evidence, ...leading });
  }
}

type RollbackEvidence = {
  readonly record: StageRecord | null;
  readonly evidence: StepEvidence | null;
};

/** The evidence that the program acted on stands with what it did. */
async function measuredUntil(
  deps: StepDeps,
  release: Release,
  rollback: JournalEntry,
): Promise<RollbackEvidence> {
  const { who, why } = rollback;
  const snapshot = await snapshotBefore(deps, release, rollback);
  const record = recordOf(snapshot, { decision: 'rolled back', by: signedBy(who), why });
  const isToldAlready = rollback.evidence !== null || !isOut(snapshot.release.progress);
  return { record, evidence: isToldAlready ? null : evidenceOf(snapshot) };
}

/** What was measured of the run that this entry ended, as it was then. */
export async function snapshotBefore(
  { journal, live }: StepDeps,
  release: Release,
  end: JournalEntry,
): Promise<Snapshot> {
  const plan = await journal.planOf(release, end.planVersion);
  return live.snapshotAt(releaseBefore(release, end, plan), end.at);
}

type FollowingEntry = {
  readonly fact: JournalFact & { readonly kind: 'rollback-measured' };
  readonly evidence: StepEvidence | null;
  readonly fence?: Fence;
};

/** Steps may be taken meanwhile, and another instance may have been faster. */
async function appendOnce(deps: StepDeps, id: string, following: FollowingEntry): Promise<void> {
  const { fact, ...figures } = following;
  const release = await deps.journal.release(id);
  if (!release?.progress.awaited.some(({ version }) => version === fact.rollback)) return;
  const after = release.progress.version;
  const added = { id, after, facts: [fact], who: PROGRAM, why: null, ...figures };
  const written = await write(deps, added);
  if (written.ok) return;
  const isOvertaken = deps.journal.known.get(id)?.progress.version !== after;
  if (isOvertaken) await appendOnce(deps, id, following);
}
