import type { Listen } from '../lib/database/index.ts';
import type { Log } from '../lib/log.ts';
import type { Result } from '../lib/result.ts';
import type { ChangeNote, FlagChange } from './change.ts';
import type { Actor } from './actor.ts';
import { answersOf, readOnce } from './answers.ts';
import { DecisionCounts } from './decision-counts.ts';
import type { Decision, DecisionReason } from './decision.ts';
import { CLOSED_GATES, stateOf, type Feature, type FeatureState } from './feature.ts';
import { createClosedHere } from './freshness/closed-here.ts';
import { ALONE, type ToldClosing, type Closings } from './freshness/closings.ts';
import { keepFresh } from './freshness/keep-fresh.ts';
import { oneAtATime } from './freshness/one-at-a-time.ts';
import {
  readSnapshot,
  type SnapshotListener,
  type SnapshotState,
} from './freshness/read-snapshot.ts';
import { createSnapshot, type FlagSnapshot } from './freshness/snapshot.ts';
import { featureNumber } from './freshness/sql-closings.ts';
import type { Surroundings } from './gates/gate.ts';
import type { FlagHistory, HistoryEntry } from './history/entry.ts';
import { tellOutside, watchOutside } from './history/look-outside.ts';
import type { UndoRefusal } from './history/undo.ts';
import type { Added, FlagStore } from './store/store.ts';

/**
 * The flag engine of one instance. Answers come from a snapshot in memory and never touch the store; the
 * snapshot is read again on every change, made here or elsewhere, and regularly besides.
 */
export type Flags = {
  /** For an actor known by its id alone; null: for no actor. Allocates nothing, never throws. */
  isOpen(featureKey: string, actorId: string | null): boolean;
  /** The same answer with its reason, for any number of actors together. */
  ask(featureKey: string, actors: readonly Actor[]): Decision;
  /** The same for those who only look: it does not count as being asked for. */
  explain(featureKey: string, actors: readonly Actor[]): Decision;
  /** Whether a decision for no actor may be another one for an actor. */
  dependsOnActor(featureKey: string, decision: Decision): boolean;
  /** Whether the program that made this engine knows who belongs to the group. */
  hasGroup(name: string): boolean;
  /** The features as last read, in the order in which they were added. */
  features(): readonly Feature[];
  feature(featureKey: string): Feature | undefined;
  /** `off` also for a feature that was never added. */
  state(featureKey: string): FeatureState;
  /** Changes the store, then this instance's snapshot: the next answer here already knows. */
  change(featureKey: string, change: FlagChange, note: ChangeNote): Promise<void>;
  remove(featureKey: string, note: ChangeNote): Promise<void>;
  /** Makes these the only features, all at once. */
  importAll(features: readonly Feature[], note: ChangeNote): Promise<void>;
  /** Brings a feature to where it was before this entry of its history. */
  undo(entryId: number, note: ChangeNote): Promise<Result<Added, UndoRefusal>>;
  readonly history: FlagHistory;
  /** How often `ask` answered for each reason. */
  decided(): ReadonlyMap<DecisionReason, number>;
  /** The known features that were asked for since the last call. */
  takeAsked(): readonly string[];
  /**
   * Calls the listener with the features that have become others, often none: after each reading of the store, also
   * one that failed, and when the snapshot has become too old. The answer stops that.
   */
  onSnapshot(listener: SnapshotListener): () => void;
  snapshotState(): SnapshotState;
  /** Reads the store into the snapshot. Rejects when the store can't be read in time; the old snapshot stays. */
  refresh(): Promise<void>;
  /** Milliseconds since the store last confirmed the snapshot; Infinity before the first time. */
  snapshotAgeMs(): number;
  /** Closes these features in this instance, whatever is stored, until that ends; all others are told to. */
  closeHere(featureKeys: readonly string[]): ToldClosing;
  /** Stops reading the store, and waits for the read that is under way. */
  close(): Promise<void>;
};

export type FlagsSettings = {
  readonly store: FlagStore;
  readonly log: Log;
  /** A snapshot that could not be confirmed for longer than this closes every feature, in milliseconds. */
  readonly snapshotLimitMs: number;
  /** How other instances on the same store are told to close features; left out, there are none. */
  readonly closings?: Closings;
  /** Tells of changes made elsewhere the moment they are made. */
  readonly listen?: Listen;
  /** How often the store is read without a notice of a change, in milliseconds. */
  readonly refreshEveryMs?: number;
  /** Called for each change made outside this program, in the one instance that found it. */
  readonly onOutside?: (entry: HistoryEntry) => Promise<void>;
  /** What answers depend on besides the features; no groups, the system's time and chance unless told. */
  readonly surroundings?: Partial<Surroundings>;
  /** A clock that never jumps, in milliseconds: moving the wall clock must not make a snapshot old. */
  readonly monotonicMs?: () => number;
};

/** Longer than any healthy read; a longer wait says that the answer is lost. */
const READ_DEADLINE_MS = 3_000;
/** Confirms a snapshot fifteen times within the usual limit, and bounds the harm of a notice that was lost. */
const REFRESH_EVERY_MS = 2_000;
/** Without notices a change made elsewhere waits for the next read, and must still arrive within a second. */
const REFRESH_WITHOUT_NOTICES_MS = 300;
/** A limit of nothing closes every feature; it must not keep the database busy as well. */
const SHORTEST_PERIOD_MS = 20;

const USUAL_SURROUNDINGS: Surroundings = {
  groups: new Map(),
  now: () => new Date(),
  random: Math.random,
};

export function createFlags(settings: FlagsSettings): Flags {
  const { store, log, snapshotLimitMs, listen, closings = ALONE } = settings;
  const now = settings.monotonicMs ?? (() => performance.now());
  const surroundings = surroundingsOf(settings);
  const { snapshot, refresh, ...reading } = readSnapshot({
    load: () => loadAndHear(store, closings, (closed) => closedHere.hear(closed)),
    deadlineMs: Math.min(READ_DEADLINE_MS, snapshotLimitMs / 3),
    now,
    openSnapshot: (onTooOld) => emptySnapshot({ ...settings, surroundings }, { now, onTooOld }),
  });
  const tell = tellOutside(log, settings.onOutside ?? (() => Promise.resolve()));
  const { lastRead } = snapshot;
  const lookOutside = oneAtATime(watchOutside({ ...store, lastRead, tell }));
  const everyMs = periodOf(settings);
  const stopReading = keepFresh({ refresh, lookOutside, everyMs, listen, log });

  const decided = new DecisionCounts();
  const closedHere = createClosedHere(closings, reading.say);
  const explain: Flags['explain'] = (featureKey, actors) => {
    if (snapshot.isTooOld()) return { open: false, because: 'snapshot-too-old' };
    if (closedHere.has(featureKey)) return { open: false, because: 'closed-here' };
    return snapshot.answers().explain(featureKey, actors);
  };

  const afterwards = (added: Added) => Promise.all([refresh(), tell(added)]).then(() => undefined);

  return {
    isOpen: (featureKey, actorId) =>
      !closedHere.has(featureKey) && snapshot.answers().isOpen(featureKey, actorId),
    explain,
    ask: (featureKey, actors) => {
      snapshot.answers().noteAsked(featureKey);
      return decided.note(explain(featureKey, actors));
    },
    decided: () => decided.byReason,
    hasGroup: (name) => surroundings.groups.has(name),
    dependsOnActor: (...asked) => snapshot.answers().dependsOnActor(...asked),
    takeAsked: snapshot.takeAsked,
    features: () => [...lastRead().values()],
    feature: (featureKey) => lastRead().get(featureKey),
    state: (featureKey) => stateOf(lastRead().get(featureKey)?.gates ?? CLOSED_GATES),
    ...writingTo(store, afterwards),
    history: { entries: store.entries, entry: store.entry },
    onSnapshot: reading.listen,
    snapshotState: reading.state,
    refresh,
    closeHere: closedHere.close,
    snapshotAgeMs: snapshot.ageMs,
    close: async () => {
      await closings.close();
      await stopReading();
      snapshot.close();
    },
  };
}

/** Each change of the store, and what comes after it before it is answered. */
function writingTo(
  store: FlagStore,
  afterwards: (added: Added) => Promise<void>,
): Pick<Flags, 'change' | 'remove' | 'importAll' | 'undo'> {
  return {
    change: async (featureKey, change, note) =>
      afterwards(await store.write(featureKey, change, note)),
    remove: async (featureKey, note) => afterwards(await store.remove(featureKey, note)),
    importAll: async (features, note) => afterwards(await store.replaceAll(features, note)),
    undo: async (entryId, note) => {
      const undone = await store.undo(entryId, note);
      if (undone.ok) await afterwards(undone.value);
      return undone;
    },
  };
}

/** Reads the features, and which of them other instances have closed for all. */
async function loadAndHear(
  store: FlagStore,
  closings: Closings,
  hear: (featureKeys: readonly string[]) => void,
): Promise<readonly Feature[]> {
  const [features, closed] = await Promise.all([store.load(), closings.read()]);
  const isClosed = ({ key }: Feature) => closed.has(featureNumber(key));
  hear(closed.size === 0 ? [] : features.filter(isClosed).map(({ key }) => key));
  return features;
}

/** Groups as they are now: one that came later would be known to some features and not to others. */
function surroundingsOf({ surroundings = {} }: FlagsSettings): Surroundings {
  const given = { ...USUAL_SURROUNDINGS, ...surroundings };
  return { ...given, groups: new Map(given.groups) };
}

function emptySnapshot(
  settings: FlagsSettings & { readonly surroundings: Surroundings },
  { now, onTooOld }: { readonly now: () => number; readonly onTooOld: () => void },
): FlagSnapshot {
  const { snapshotLimitMs: limitMs, log, surroundings } = settings;
  const read = readOnce(surroundings.groups);
  return createSnapshot({
    limitMs,
    now,
    answersOf: (features) => answersOf(features, surroundings, read),
    onTooOld: () => {
      log.error('every feature is closed: the flag store has not confirmed them for too long', {
        durationMs: limitMs,
      });
      onTooOld();
    },
  });
}

/** Two slow reads and the pause between them fit into the limit, however short it is. */
function periodOf({ refreshEveryMs, listen, snapshotLimitMs }: FlagsSettings): number {
  if (refreshEveryMs !== undefined) return refreshEveryMs;
  const usual = listen ? REFRESH_EVERY_MS : REFRESH_WITHOUT_NOTICES_MS;
  return Math.max(Math.min(usual, snapshotLimitMs / 4), SHORTEST_PERIOD_MS);
}
