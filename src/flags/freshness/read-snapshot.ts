import { withinDeadline } from '../../lib/deadline.ts';
import type { Feature } from '../feature.ts';
import { changedFeatures } from '../history/same-gates.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { FlagSnapshot } from './snapshot.ts';

export type SnapshotListener = (changed: readonly string[]) => void;

/** `unconfirmed`: the last reading failed, and answers come from the one before. `too-old`: everything is closed. */
export type SnapshotState = 'unread' | 'confirmed' | 'unconfirmed' | 'too-old';

type SnapshotReading = {
  readonly load: () => Promise<readonly Feature[]>;
  /** How long a reading may take, in milliseconds. */
  readonly deadlineMs: number;
  readonly now: () => number;
  readonly openSnapshot: (onTooOld: () => void) => FlagSnapshot;
};

/** Reads features into a snapshot, and tells who listens what became of it. */
export function readSnapshot({ load, deadlineMs, now, openSnapshot }: SnapshotReading) {
  const listeners = new Set<SnapshotListener>();
  const say: SnapshotListener = (changed) => {
    for (const listener of listeners) listener(changed);
  };
  const snapshot = openSnapshot(() => say([]));
  let hasFailed = false;
  const refresh = oneAtATime(async () => {
    const askedAt = now();
    const before = snapshot.lastRead();
    try {
      snapshot.confirm(await withinDeadline(deadlineMs, load()), askedAt);
      hasFailed = false;
    } catch (error) {
      hasFailed = true;
      throw error;
    } finally {
      say(changedFeatures(before, snapshot.lastRead()));
    }
  });
  const state = (): SnapshotState => {
    if (snapshot.ageMs() === Infinity) return 'unread';
    if (snapshot.isTooOld()) return 'too-old';
    return hasFailed ? 'unconfirmed' : 'confirmed';
  };
  const listen = (listener: SnapshotListener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { snapshot, refresh, state, listen, say };
}
