import { errorFields, type Log } from '../lib/log.ts';
import type { ChangeNote, FlagChange } from './change.ts';
import { decide, type Decision } from './decision.ts';
import { CLOSED_GATES, stateOf, type Feature, type FeatureState } from './feature.ts';
import type { FlagStore } from './store/store.ts';

/**
 * The flag engine of one instance. Answers come from a snapshot in memory and never touch the store; the
 * snapshot is read again on every change made here and regularly, so that changes made elsewhere arrive.
 */
export type Flags = {
  isOpen(featureKey: string, actorId: string | null): boolean;
  explain(featureKey: string, actorId: string | null): Decision;
  /** The features of the snapshot, in the order in which they were added. */
  features(): readonly Feature[];
  feature(featureKey: string): Feature | undefined;
  /** `off` for a feature that nobody has added, too. */
  state(featureKey: string): FeatureState;
  /** Changes the store, then this instance's snapshot: the next answer here already knows. */
  change(featureKey: string, change: FlagChange, note: ChangeNote): Promise<void>;
  remove(featureKey: string, note: ChangeNote): Promise<void>;
  /** Placeholder, not atomic: makes the store hold these features and no others. */
  importAll(features: readonly Feature[], note: ChangeNote): Promise<void>;
  /** Placeholder: calls the listener after every snapshot that was read, changed or not. */
  onSnapshot(listener: () => void): () => void;
  /** Reads the store into the snapshot. Rejects when the store can't be read; the old snapshot stays. */
  refresh(): Promise<void>;
  /** Milliseconds since the store last confirmed the snapshot; Infinity before the first time. */
  snapshotAgeMs(): number;
  /** Stops reading the store, and waits for the read that is under way. */
  close(): Promise<void>;
};

export type FlagsSettings = {
  readonly store: FlagStore;
  readonly log: Log;
  /** A snapshot that could not be confirmed for longer than this closes every feature, in milliseconds. */
  readonly snapshotLimitMs: number;
  /** How often the store is read, in milliseconds. Well below a second: changes must arrive within one. */
  readonly refreshEveryMs?: number;
  /** A clock that never jumps, in milliseconds: moving the wall clock must not make a snapshot old. */
  readonly monotonicMs?: () => number;
};

const REFRESH_EVERY_MS = 300;

export function createFlags(settings: FlagsSettings): Flags {
  const { store, log, snapshotLimitMs } = settings;
  const monotonicMs = settings.monotonicMs ?? (() => performance.now());
  let snapshot: ReadonlyMap<string, Feature> = new Map();
  let confirmedAt = -Infinity;
  let lastAsked = 0;
  let lastApplied = 0;
  const listeners = new Set<() => void>();

  async function refresh(): Promise<void> {
    const read = ++lastAsked;
    const askedAt = monotonicMs();
    const features = await store.load();
    // A slow read that was overtaken by a later one must not bring the past back.
    if (read < lastApplied) return;
    lastApplied = read;
    snapshot = new Map(features.map((feature) => [feature.key, feature]));
    confirmedAt = askedAt;
    for (const listener of listeners) listener();
  }

  function explain(featureKey: string, actorId: string | null): Decision {
    if (monotonicMs() - confirmedAt > snapshotLimitMs) {
      return { open: false, because: 'snapshot-too-old' };
    }
    const feature = snapshot.get(featureKey);
    return feature ? decide(feature, actorId) : { open: false, because: 'unknown-feature' };
  }

  const stopRefreshing = refreshRegularly(
    refresh,
    settings.refreshEveryMs ?? REFRESH_EVERY_MS,
    log,
  );
  return {
    isOpen: (featureKey, actorId) => explain(featureKey, actorId).open,
    explain,
    features: () => [...snapshot.values()],
    feature: (featureKey) => snapshot.get(featureKey),
    state: (featureKey) => stateOf(snapshot.get(featureKey)?.gates ?? CLOSED_GATES),
    change: async (featureKey, change, note) => {
      await store.write(featureKey, change, note);
      await refresh();
    },
    remove: async (featureKey, note) => {
      await store.remove(featureKey, note);
      await refresh();
    },
    importAll: async (features, note) => {
      const wanted = new Set(features.map(({ key }) => key));
      for (const { key } of await store.load()) if (!wanted.has(key)) await store.remove(key, note);
      for (const { key, gates } of features)
        await store.write(key, { kind: 'replace', gates }, note);
      await refresh();
    },
    onSnapshot: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    snapshotAgeMs: () => monotonicMs() - confirmedAt,
    close: stopRefreshing,
  };
}

/** Says once that the store is out of reach and once that it is back, not at every try. */
function refreshRegularly(
  refresh: () => Promise<void>,
  everyMs: number,
  log: Log,
): () => Promise<void> {
  let reachable = true;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  const read = async () => {
    try {
      await refresh();
      if (!reachable) log.info('the flag store answers again');
      reachable = true;
    } catch (error) {
      if (reachable) log.error('the flag store does not answer', errorFields(error));
      reachable = false;
    }
    schedule();
  };
  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      round = read();
    }, everyMs);
    timer.unref();
  };
  schedule();
  return () => {
    stopped = true;
    clearTimeout(timer);
    return round;
  };
}
