import { decide, type Step } from '../release/decisions/index.ts';
import {
  entriesAfter,
  type JournalEntry,
  type JournalFact,
  NOTHING_YET,
  type Progress,
  progressAfter,
  type Who,
} from '../release/journal/index.ts';
import type { ReleasePlan } from '../plan/index.ts';
import type { Assessment } from '../guard/index.ts';

export type StepContext = {
  readonly at: Date;
  readonly why: string | null;
  readonly who: Who;
  readonly assessment: Assessment | null;
};

export const PEOPLE = personIn('product-manager');

/** Nobody signs for two roles, so each has a person. */
export function personIn(role: string): Who {
  return { name: `The ${role.replaceAll('-', ' ')}`, role };
}

/** The journal of a rehearsed release, kept by the engine’s own decisions. */
export function rehearsedJournal(plan: ReleasePlan, at: Date) {
  const entries: JournalEntry[] = [];
  let progress: Progress = NOTHING_YET;
  const write = (
    facts: readonly JournalFact[],
    { at, why, who }: Omit<StepContext, 'assessment'>,
  ) => {
    const last = entries.at(-1) ?? null;
    for (const entry of entriesAfter(last, facts, { at, who, why, evidence: null })) {
      entries.push(entry);
      progress = progressAfter(progress, entry);
    }
  };
  const loaded: JournalFact = { kind: 'plan-loaded', planVersion: 1, title: plan.title };
  write([loaded], { at, why: null, who: PEOPLE });
  return {
    progress: () => progress,
    entries: (): readonly JournalEntry[] => entries,
    /** Takes a step if the release permits it now. Whether it did. */
    take: (step: Step, context: StepContext): boolean => {
      const { at: now, who, why, assessment } = context;
      const decision = decide({ plan, progress, assessment, who, why, now, togglesLeft: [] }, step);
      if (!decision.ok) return false;
      write(decision.value, context);
      return true;
    },
  };
}
