import type { Fence } from '../../../lib/leader/index.ts';
import { PROGRAM } from '../../journal/journal.ts';
import type { Release } from '../../journal/release.ts';
import { accessToEnd } from '../../testing/enrolling.ts';
import type { StepDeps } from '../deps.ts';
import { write } from '../write-step.ts';

const BY_THE_CLOCK = 'The session, or the time that was set, is over.';

/** Closes the feature for testers whose time is over; the release as it is then. */
export async function endAccess(
  deps: StepDeps,
  { release, fence }: { readonly release: Release; readonly fence: Fence },
): Promise<Release> {
  const facts = accessToEnd(release, deps.clock.now());
  if (facts.length === 0) return release;
  const { id, progress } = release;
  const after = progress.version;
  await write(deps, { id, after, facts, who: PROGRAM, why: BY_THE_CLOCK, fence });
  return (await deps.journal.release(id)) ?? release;
}
