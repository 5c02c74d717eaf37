import { isCarriedOut } from '../decisions/check-ins.ts';
import type { ReleaseRecord } from '../journal/journal-store.ts';
import { SOMEBODY_OUTSIDE, type JournalFact } from '../journal/journal.ts';
import { CLOSED, openingOf, sameOpening } from '../journal/opening.ts';
import { progressOf } from '../journal/progress.ts';
import type { ReleaseFlags } from './deps.ts';
import { planOf } from './plan-of.ts';
import type { StepDeps } from './release-view.ts';
import { write } from './write-step.ts';

/**
 * Closing a toggle is a rollback through whatever door it was closed, SQL included: it goes into the journal
 * before anything else happens, so that no later step opens the feature again by accident. A toggle that was
 * changed and left open is drift: the release is held, and nobody fights over the toggle.
 */
export async function noticeOutside(deps: StepDeps, id: string): Promise<void> {
  const record = await deps.journal.release(id);
  if (!record) return;
  await deps.flags.refresh();
  const outside = foundOutside(deps.flags, record);
  if (outside === null) return;
  const { fact, why } = outside;
  const after = progressOf(record.entries).version;
  await write(deps, { id, after, facts: [fact], who: SOMEBODY_OUTSIDE, why });
}

/** Whether it looks so from here, before the flags are read anew. */
export function seemsChangedOutside(flags: ReleaseFlags, record: ReleaseRecord): boolean {
  return foundOutside(flags, record) !== null;
}

type Found = { readonly fact: JournalFact; readonly why: string };

function foundOutside(flags: ReleaseFlags, record: ReleaseRecord): Found | null {
  const progress = progressOf(record.entries);
  // Flags that a step has not reached yet say nothing, and those of a closed release are not its own any more.
  if (progress.appliedVersion < progress.version || progress.phase === 'closed') return null;
  // A toggle that is gone after everything else was done is gone as it should be.
  const toggles = planOf(record).toggles.filter(
    (toggle) => flags.exists(toggle) || !isCarriedOut(progress),
  );
  const isOpen = !sameOpening(openingOf(progress), CLOSED);
  if (isOpen && toggles.some(flags.isClosed)) {
    return { fact: { kind: 'rolled-back' }, why: 'A toggle was closed outside the release' };
  }
  const drifted = toggles.find((toggle) => !flags.agrees(toggle, openingOf(progress)));
  // Drift under harm that people must decide on first is told of once they have resumed.
  const cause = progress.held?.cause;
  if (drifted === undefined || cause === 'drift' || cause === 'unsafe') return null;
  return { fact: { kind: 'held', cause: 'drift' }, why: driftInWords(drifted) };
}

function driftInWords(toggle: string): string {
  return `The toggle ${toggle} was changed outside the release and is still open, but not for whom the release opened it. Resuming brings it back to what the release ordered; rolling back closes it.`;
}
