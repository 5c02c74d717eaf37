import { isCarriedOut } from '../decisions/check-ins.ts';
import { OUTSIDER, type JournalFact } from '../journal/journal.ts';
import { accessOf, CLOSED, isBeyondUs, sameAccess } from '../journal/progress.ts';
import { isSettled, type Release } from '../journal/release.ts';
import type { EngineDeps, ReleaseFlags } from './deps.ts';
import { write } from './write-step.ts';

/**
 * Closing a toggle is a rollback, whatever closed it, SQL included: it goes into the journal before anything else
 * happens, so that no later step opens the feature again by accident. A toggle that was changed and left open is
 * drift: the release is held, and the program does not fight over the toggle. The answer is the release as it is then.
 */
export async function noticeExternalChange(deps: EngineDeps, id: string): Promise<Release | null> {
  const release = await deps.journal.release(id);
  if (!release) return null;
  await deps.flags.refresh();
  const change = externalChangeOf(deps.flags, release);
  if (change === null) return release;
  const { fact, why } = change;
  const after = release.progress.version;
  await write(deps, { id, after, facts: [fact], who: OUTSIDER, why });
  return deps.journal.release(id);
}

type ExternalChange = { readonly fact: JournalFact; readonly why: string };

/** What seems to have been changed outside the release, by the flags as this instance has them; null: nothing. */
export function externalChangeOf(flags: ReleaseFlags, release: Release): ExternalChange | null {
  const { plan, progress } = release;
  // Flags that a step has not reached yet say nothing, and a closed release does not own its flags any more.
  if (!isSettled(progress) || progress.phase === 'closed') return null;
  // What the flags should be, a newer version of the program knows.
  if (isBeyondUs(progress)) return null;
  // A toggle that is gone after everything else was done is gone as it should be.
  const toggles = plan.toggles.filter((toggle) => flags.exists(toggle) || !isCarriedOut(progress));
  const access = accessOf(progress);
  if (!sameAccess(access, CLOSED) && toggles.some(flags.isClosed)) {
    return { fact: ROLLED_BACK, why: 'A toggle was closed outside the release' };
  }
  const drifted = toggles.find((toggle) => !flags.agrees(toggle, access));
  // Drift under harm that people must decide on first is told of once they have resumed.
  const cause = progress.held?.cause;
  if (drifted === undefined || cause === 'drift' || cause === 'unsafe') return null;
  return { fact: { kind: 'held', cause: 'drift' }, why: driftInWords(drifted) };
}

const ROLLED_BACK: JournalFact = { kind: 'rolled-back', figures: 'follow' };

function driftInWords(toggle: string): string {
  return `The toggle ${toggle} was changed outside the release and is still open, but not for the people for whom the release opened it. Resuming brings it back to what the release ordered; rolling back closes it.`;
}
