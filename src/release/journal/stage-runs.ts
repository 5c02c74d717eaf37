import type { StageWatch } from '../../guard/index.ts';
import type { JournalEntry } from './journal.ts';

/** One opening of Phase I or of a stage. Runs and openings count from 1; each rollback begins a new run. */
export type StageRun = {
  readonly run: number;
  readonly opening: number;
  readonly at: Date;
  /** When it was rolled back. */
  readonly until?: Date;
  readonly share: number;
  /** Position in the plan’s stages; null for Phase I. */
  readonly stage: number | null;
  /** How it is watched, where that is written down. */
  readonly watch?: StageWatch | undefined;
};

/** The stage runs of a release so far, in order. */
export function stageRunsOf(entries: readonly JournalEntry[]): readonly StageRun[] {
  return stageRunsAfter([], 1, entries);
}

/** The same with what was added during or after the given run. */
export function stageRunsAfter(
  before: readonly StageRun[],
  present: number,
  added: readonly JournalEntry[],
): readonly StageRun[] {
  let runs = [...before];
  let run = present;
  for (const entry of added) {
    const opened = openedBy(entry);
    if (opened) runs.push({ ...opened, run, opening: runs.length + 1, at: entry.at });
    if (entry.kind !== 'rolled-back') continue;
    runs = runs.map((one) => (one.run === run ? { ...one, until: entry.at } : one));
    run += 1;
  }
  return runs;
}

function openedBy(entry: JournalEntry): Pick<StageRun, 'share' | 'stage' | 'watch'> | null {
  if (entry.kind === 'testing-started') return { share: 0, stage: null };
  if (entry.kind !== 'stage-opened') return null;
  return { share: entry.percentage / 100, stage: entry.stage, watch: entry.watch };
}
