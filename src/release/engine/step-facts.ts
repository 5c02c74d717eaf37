import { signedBy } from '../journal/changelog.ts';
import type { JournalFact, Who } from '../journal/journal.ts';
import { isOpen, type Progress } from '../journal/progress.ts';
import type { StageRecord } from '../journal/stage-record.ts';
import { checkInRecord, recordOf, type Ending } from '../measuring/record.ts';
import type { Snapshot } from '../measuring/snapshot.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { ReleaseFlags } from './deps.ts';

/** A rollback of what is open waits for no figures: they follow. */
export function withFiguresToFollow(
  facts: readonly JournalFact[],
  progress: Progress,
): readonly JournalFact[] {
  return facts.map((fact) =>
    fact.kind === 'rolled-back' && isOpen(progress) ? { ...fact, figures: 'follow' } : fact,
  );
}

/** A stage is opened beside whatever else is open for a part of the same people. */
export function withConfounders(
  facts: readonly JournalFact[],
  { toggles }: ReleasePlan,
  flags: ReleaseFlags,
): readonly JournalFact[] {
  return facts.map((fact) => {
    if (fact.kind !== 'stage-opened') return fact;
    const confounders = flags.confoundersOf(toggles, fact.percentage);
    return confounders.length === 0 ? fact : { ...fact, confounders };
  });
}

/** What was measured of what ends with these facts, to be written down with them. */
export function measuredBy(
  facts: readonly JournalFact[],
  snapshot: Snapshot | null,
  { who, why }: { readonly who: Who; readonly why: string | null },
): readonly JournalFact[] {
  if (snapshot === null) return [];
  const records = facts.flatMap((fact) => {
    const decision = ENDS[fact.kind];
    if (decision === undefined) return [];
    const ending = { decision, by: signedBy(who), why };
    const record = recordAtEnd(fact, snapshot, ending);
    return record ? [record] : [];
  });
  return records.map((record) => ({ kind: 'stage-measured', record }));
}

const ENDS: Readonly<Partial<Record<JournalFact['kind'], string>>> = {
  'stage-opened': 'another stage was opened',
  'fully-on': 'fully on',
  'check-in-answered': 'checked in',
};

/** The questions at the end have no place for figures: the check-in after a month has them. */
function recordAtEnd(fact: JournalFact, snapshot: Snapshot, ending: Ending): StageRecord | null {
  if (fact.kind !== 'check-in-answered') return recordOf(snapshot, ending);
  const { checkIn } = fact;
  return checkIn === 'post-launch' ? null : checkInRecord(snapshot, { kind: checkIn }, ending);
}
