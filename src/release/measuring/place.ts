import type { JournalEntry } from '../journal/journal.ts';
import type { StageWatch } from '../../guard/index.ts';
import type { Cohort } from './observation.ts';

/** Where in a release something was seen: in which run, and in which of its openings. Both count from 1. */
export type Place = { readonly run: number; readonly opening: number };

export type Opened = Place & {
  readonly at: Date;
  readonly share: number;
  /** Position in the plan’s stages; null for Phase I. */
  readonly stage: number | null;
  /** How it is watched, where that is written down. */
  readonly watch?: StageWatch | undefined;
};

/** The openings of a release so far, in order. */
export function openingsOf(entries: readonly JournalEntry[]): readonly Opened[] {
  const openings: Opened[] = [];
  let run = 1;
  for (const entry of entries) {
    const opened = openedBy(entry);
    if (opened) openings.push({ ...opened, run, opening: openings.length + 1, at: entry.at });
    if (entry.kind === 'rolled-back') run += 1;
  }
  return openings;
}

function openedBy(entry: JournalEntry): Pick<Opened, 'share' | 'stage' | 'watch'> | null {
  if (entry.kind === 'testing-started') return { share: 0, stage: null };
  if (entry.kind !== 'stage-opened') return null;
  return { share: entry.percentage / 100, stage: entry.stage, watch: entry.watch };
}

type Seen = { readonly cohort: Cohort; readonly share: number; readonly at: Date };

/**
 * The opening under which somebody was evaluated: the last one of that share by then. Null when there was none, so
 * that it belongs to no test. Testers belong to whatever is open.
 */
export function placeOf({ cohort, share, at }: Seen, openings: readonly Opened[]): Place | null {
  const opened = openings.findLast(
    (opening) => opening.at <= at && (cohort === 'tester' || opening.share === share),
  );
  const counts = opened && (cohort === 'tester' || opened.share > 0);
  return counts ? { run: opened.run, opening: opened.opening } : null;
}
