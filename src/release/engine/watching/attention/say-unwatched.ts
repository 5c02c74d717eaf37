import { errorFields } from '../../../../lib/log.ts';
import { SECOND_MS } from '../../../../lib/duration.ts';
import type { Fence } from '../../../../lib/leader/index.ts';
import { PROGRAM } from '../../../journal/journal.ts';
import type { Release } from '../../../journal/release.ts';
import type { EngineDeps } from '../../deps.ts';
import { write } from '../../write-step.ts';
import type { Unwatched } from './attention.ts';

/** Tells of what can't be watched: to the log and to the people on call once, and to the journal by holding it. */
export type SayUnwatched = (
  unwatched: readonly Unwatched[],
  /** Of the last look, if this instance led then: only the leader holds. */
  fence: Fence | null,
) => Promise<void>;

/** How long the people on call may take to hear of it, in milliseconds. */
const ALERT_MS = 5 * SECOND_MS;

export function createSayUnwatched(deps: EngineDeps): SayUnwatched {
  const said = new Set<string>();
  return async (unwatched, fence) => {
    for (const id of said) {
      if (unwatched.some(({ release }) => release.id === id)) continue;
      said.delete(id);
      deps.log.warn('a release is looked at again', { release: id });
    }
    const newly = unwatched.filter(({ release }) => !said.has(release.id));
    for (const { release } of newly) {
      said.add(release.id);
      deps.log.error('a release has not been looked at for too long', { release: release.id });
    }
    await Promise.all([
      ...newly.map((one) => alert(deps, one)),
      ...(fence === null ? [] : unwatched.map((one) => hold(deps, one, fence))),
    ]);
  };
}

/** Without the journal: it may be what can't be reached. The version tells it from the alerts of entries. */
async function alert(deps: EngineDeps, { release, sentence }: Unwatched): Promise<void> {
  const { id, progress } = release;
  const version = progress.version + BETWEEN_ENTRIES;
  const at = deps.clock.now().toISOString();
  const told = { release: id, version, at, urgency: 'act', text: `${id}: ${sentence}` } as const;
  await deps.alerts
    ?.send(told, AbortSignal.timeout(ALERT_MS))
    .catch((error: unknown) => notSaid(deps, release, error));
}

const BETWEEN_ENTRIES = 0.5;

/** It opens nothing further until it has been looked at again; then the hold passes by itself. */
async function hold(
  deps: EngineDeps,
  { release, sentence }: Unwatched,
  fence: Fence,
): Promise<void> {
  const { id, progress } = release;
  if (progress.held) return;
  const facts = [{ kind: 'held', cause: 'blind' }] as const;
  await write(deps, {
    id,
    after: progress.version,
    facts,
    who: PROGRAM,
    why: sentence,
    fence,
  }).catch((error: unknown) => notSaid(deps, release, error));
}

function notSaid({ log }: EngineDeps, { id }: Release, error: unknown): void {
  log.warn('that a release is not looked at could not be told everywhere', {
    release: id,
    ...errorFields(error),
  });
}
