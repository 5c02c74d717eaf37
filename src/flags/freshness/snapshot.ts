import type { Feature } from '../feature.ts';
import type { Features } from '../history/same-gates.ts';

/** What an instance has last read of the flags, and whether it may still answer from it. */
export type Snapshot = {
  /** What answers come from: nothing at all once the store has not confirmed it for longer than the limit. */
  answering(): Features;
  /** What was read last, however long ago. */
  lastRead(): Features;
  /** @param askedAt when the store was asked for them, by the snapshot's clock */
  confirm(features: readonly Feature[], askedAt: number): void;
  /** Milliseconds since the store was asked for what it confirmed last; Infinity before the first time. */
  ageMs(): number;
  isTooOld(): boolean;
  close(): void;
};

export type SnapshotSettings = {
  readonly limitMs: number;
  /** Milliseconds, of a clock that never jumps. */
  readonly now: () => number;
  readonly onTooOld: () => void;
};

const NOTHING: Features = new Map();
/** A longer timer would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Asking the clock costs as much as answering, so answers don't: a timer, set anew by every confirmation,
 * takes the features away. When the process was blocked, or its machine halted, requests that waited may be
 * answered before the timers have their turn; so the first answer in each turn of the event loop does look.
 */
export function createSnapshot({ limitMs, now, onTooOld }: SnapshotSettings): Snapshot {
  let lastRead = NOTHING;
  let answering = NOTHING;
  let confirmedAt = -Infinity;
  let expiry: NodeJS.Timeout | undefined;
  let lookedThisTurn = false;

  const ageMs = () => now() - confirmedAt;

  function look(): void {
    if (answering === NOTHING || ageMs() <= limitMs) return;
    answering = NOTHING;
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
    if (answering === NOTHING) return;
    const leftMs = limitMs - ageMs();
    expiry = setTimeout(watch, Math.min(Math.max(leftMs, 0) + 1, LONGEST_TIMER_MS));
    expiry.unref();
  }

  return {
    answering: () => {
      if (!lookedThisTurn) lookThisTurn();
      return answering;
    },
    lastRead: () => lastRead,
    confirm: (features, askedAt) => {
      clearTimeout(expiry);
      lastRead = new Map(features.map((feature) => [feature.key, feature]));
      answering = lastRead;
      confirmedAt = askedAt;
      watch();
    },
    ageMs,
    isTooOld: () => {
      look();
      return answering === NOTHING;
    },
    close: () => clearTimeout(expiry),
  };
}
