import { decide, type Step } from '../decide.ts';
import type { JournalEntry, JournalFact, Who } from '../journal.ts';
import type { ReleasePlan } from '../plan/index.ts';
import { NOTHING_YET, progressAfter, type Progress } from '../progress.ts';
import type { Watched } from '../watch/watched.ts';

/** The journal of a rehearsed release, kept by the engine’s own decisions. */
export type RehearsedJournal = {
  progress(): Progress;
  entries(): readonly JournalEntry[];
  /** Takes a step if the release is where it can be taken. Whether it was. */
  take(step: Step, circumstances: Circumstances): boolean;
};

export type Circumstances = {
  readonly at: Date;
  readonly why: string | null;
  readonly watched: Watched | null;
  readonly who: Who;
};

export const PEOPLE: Who = { name: 'Somebody', role: 'product-manager' };

export function rehearsedJournal(plan: ReleasePlan, at: Date): RehearsedJournal {
  const entries: JournalEntry[] = [];
  let progress = NOTHING_YET;
  const write = (
    fact: JournalFact,
    { at, why, who }: Pick<Circumstances, 'at' | 'why' | 'who'>,
  ) => {
    const entry = { ...fact, version: entries.length + 1, at, who, why, evidence: null };
    entries.push(entry);
    progress = progressAfter(progress, entry);
  };
  write({ kind: 'plan-loaded', planVersion: 1, title: plan.title }, { at, why: null, who: PEOPLE });
  return {
    progress: () => progress,
    entries: () => entries,
    take: (step, circumstances) => {
      const { at: now, why, watched } = circumstances;
      const decision = decide({ plan, progress, watched, why, now, togglesLeft: [] }, step);
      if (!decision.ok) return false;
      for (const fact of decision.value) write(fact, circumstances);
      return true;
    },
  };
}
