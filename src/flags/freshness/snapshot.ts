import type { Answers } from '../answers.ts';
import type { Feature } from '../feature.ts';
import type { Features } from '../history/same-gates.ts';

/** What an instance has last read of the flags, and whether it may still answer from it. */
export type FlagSnapshot = {
  /** Answers by it; everything is closed once the store has not confirmed it for longer than the limit. */
  answers(): Answers;
  /** What was read last, however long ago. */
  lastRead(): Features;
  /** The features that were asked for since this was asked last, by any of the snapshots since. */
  takeAsked(): readonly string[];
  /** @param askedAt when the store was asked for them, by the snapshot's clock */
  confirm(features: readonly Feature[], askedAt: number): void;
  /** Milliseconds since the store was asked for what it confirmed last; Infinity before the first time. */
  ageMs(): number;
  isTooOld(): boolean;
  close(): void;
};

type SnapshotSettings = {
  readonly limitMs: number;
  /** Milliseconds, of a clock that never jumps. */
  readonly now: () => number;
  readonly onTooOld: () => void;
  /** Makes the features ready to be asked for. */
  readonly answersOf: (features: readonly Feature[]) => Answers;
};

const NOTHING_READ: Features = new Map();
/** A longer timer would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Asking the clock costs as much as answering, so answers don't: a timer, reset by every confirmation,
 * takes the features away. When the process was blocked, or its machine halted, requests that waited may be
 * answered before the timers have their turn; so the first answer in each turn of the event loop does look.
 */
export function createSnapshot(settings: SnapshotSettings): FlagSnapshot {
  const { limitMs, now, onTooOld, answersOf } = settings;
  const CLOSED = answersOf([]);
  let lastRead = NOTHING_READ;
  let answers = CLOSED;
  let confirmedAt = -Infinity;
  let expiry: NodeJS.Timeout | undefined;
  let lookedThisTurn = false;
  const asked = rememberAsked();

  const ageMs = () => now() - confirmedAt;

  function look(): void {
    if (answers === CLOSED || ageMs() <= limitMs) return;
    asked.collect(answers);
    answers = CLOSED;
    onTooOld();
  }

  function lookThisTurn(): void {
    lookedThisTurn = true;
    setImmediate(() => {
      lookedThisTurn = false;
    });
    look();
  }

  function watch(): void {
    look();
    if (answers === CLOSED) return;
    const leftMs = limitMs - ageMs();
    expiry = setTimeout(watch, Math.min(Math.max(leftMs, 0) + 1, LONGEST_TIMER_MS));
    expiry.unref();
  }

  return {
    answers: () => {
      if (!lookedThisTurn) lookThisTurn();
      return answers;
    },
    lastRead: () => lastRead,
    takeAsked: () => asked.take(answers),
    confirm: (features, askedAt) => {
      clearTimeout(expiry);
      lastRead = new Map(features.map((feature) => [feature.key, feature]));
      asked.collect(answers);
      answers = answersOf(features);
      confirmedAt = askedAt;
      watch();
    },
    ageMs,
    isTooOld: () => {
      look();
      return answers === CLOSED;
    },
    close: () => clearTimeout(expiry),
  };
}

/** The features that were checked, over all snapshots, until the list is taken. */
function rememberAsked() {
  const asked = new Set<string>();
  const collect = (answers: Answers) => {
    for (const featureKey of answers.takeAsked()) asked.add(featureKey);
  };
  const take = (answers: Answers): readonly string[] => {
    collect(answers);
    const taken = [...asked];
    asked.clear();
    return taken;
  };
  return { collect, take };
}
