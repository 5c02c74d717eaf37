import { USUAL_TERMS, type ReleasePlan } from '../../plan/index.ts';
import type { JournalEntry } from './journal.ts';

/** What a journal tells of a plan that can’t be read: its toggles, and the stages that were opened. */
export function planInOutline(entries: readonly JournalEntry[], unreadable: string): ReleasePlan {
  const loaded = entries.findLast((entry) => entry.kind === 'plan-loaded');
  const opened = entries.filter((entry) => entry.kind === 'stage-opened');
  const stages = [...new Map(opened.map((entry) => [entry.stage, entry])).values()];
  return {
    title: loaded?.title ?? '',
    toggles: loaded?.toggles ?? [],
    unreadable,
    testing: { name: 'Phase I' },
    stages: stages
      .toSorted((one, other) => one.stage - other.stage)
      .map(({ letter, percentage }) => ({
        letter,
        percentage,
        name: `Stage ${letter}`,
        minimumMinutes: null,
        minimumUsers: null,
        unsafeToSwitchOff: null,
        line: 1,
      })),
    criteria: [],
    rollback: [],
    terms: USUAL_TERMS,
    goItems: { asked: [], dropped: [] },
  };
}
