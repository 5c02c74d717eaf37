import type { FlagOrder, ReleaseRecord } from '../journal/journal-store.ts';
import { openingOf, sameOpening } from '../journal/opening.ts';
import { progressOf, type Progress } from '../journal/progress.ts';
import { planOf } from './plan-of.ts';

/**
 * What the flags should be set to. Steps that do not change for whom the release is open give no order, so
 * that a flag somebody closed outside is not opened again by, say, a hold. A rolled-back release always
 * orders its flags closed. Resuming after drift orders them anew; closing the release orders nothing.
 */
export function orderOf(record: ReleaseRecord): FlagOrder {
  const { entries } = record;
  const progress = progressOf(entries);
  const opening = openingOf(progress);
  const applied = entries.filter(({ version }) => version <= progress.appliedVersion);
  const unchanged = sameOpening(openingOf(progressOf(applied)), opening);
  const keepsOrder = unchanged && !isDriftRepaired(progressOf(applied), progress);
  if (progress.phase === 'closed') return null;
  if (keepsOrder && progress.phase !== 'rolled-back') return null;
  return { toggles: planOf(record).toggles, opening };
}

function isDriftRepaired(before: Progress, now: Progress): boolean {
  return before.held?.cause === 'drift' && now.held === null;
}
