import { errorFields } from '../../../../lib/log.ts';
import type { Fence } from '../../../../lib/leader/index.ts';
import { persistentAlert, type PersistentAlert } from '../../../alerts/persistent-alert.ts';
import { PROGRAM } from '../../../journal/journal.ts';
import type { EngineDeps } from '../../deps.ts';
import { write } from '../../write-step.ts';
import { unwatchedInWords, type Unwatched } from './attention.ts';

/**
 * Tells of what can't be watched: to the log once, to the people on call until one of them hears of it, and to the
 * journal by holding it.
 */
export type SayUnwatched = {
  /** `fence`: of the last look, if this instance led then: only the leader holds. Waits for no receiver of alerts. */
  say(unwatched: readonly Unwatched[], fence: Fence | null): Promise<void>;
  /** How many releases the people on call were not told of yet. */
  waiting(): number;
  stop(): Promise<void>;
};

/** `nowMs`: of a clock that nobody sets. */
export function createSayUnwatched(
  deps: EngineDeps,
  nowMs: () => number = () => performance.now(),
): SayUnwatched {
  const stopping = new AbortController();
  const telling = new Map<string, PersistentAlert>();
  const begin = (one: Unwatched) => {
    const { id } = one.release;
    deps.log.error('a release has not been looked at for too long', { release: id });
    const alert = alertOf(deps, one);
    telling.set(id, persistentAlert(deps, { alert, nowMs, stopping: stopping.signal }));
  };
  return {
    say: async (unwatched, fence) => {
      for (const id of telling.keys()) {
        if (unwatched.some(({ release }) => release.id === id)) continue;
        telling.delete(id);
        deps.log.warn('a release is looked at again', { release: id });
      }
      for (const one of unwatched) {
        if (!telling.has(one.release.id)) begin(one);
        telling.get(one.release.id)?.tryNow();
      }
      if (fence !== null) await Promise.all(unwatched.map((one) => hold(deps, one, fence)));
    },
    waiting: () => [...telling.values()].filter((alert) => alert.isWaiting()).length,
    stop: async () => {
      stopping.abort();
      await Promise.all([...telling.values()].map((alert) => alert.ended()));
    },
  };
}

/** Without the journal: it may be what can't be reached. The version tells it from the alerts of entries. */
function alertOf({ clock, instance }: EngineDeps, { release, lateMs }: Unwatched) {
  const { id, progress } = release;
  return {
    release: id,
    version: progress.version + BETWEEN_ENTRIES,
    at: new Date(clock.now().getTime() - lateMs).toISOString(),
    urgency: 'act',
    text: `${id}: ${unwatchedInWords(lateMs, instance)}`,
    instance,
  } as const;
}

const BETWEEN_ENTRIES = 0.5;

/** It opens nothing further until it has been looked at again; then the hold passes by itself. */
async function hold(deps: EngineDeps, { release, lateMs }: Unwatched, fence: Fence): Promise<void> {
  const { id, progress } = release;
  if (progress.held) return;
  const facts = [{ kind: 'held', cause: 'blind' }] as const;
  await write(deps, {
    id,
    after: progress.version,
    facts,
    who: PROGRAM,
    why: unwatchedInWords(lateMs, deps.instance),
    fence,
  }).catch((error: unknown) => {
    const fields = { release: id, ...errorFields(error) };
    deps.log.warn('a release that is not looked at could not be held', fields);
  });
}
