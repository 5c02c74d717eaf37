/** The only way for the program to know the time, so that tests and rehearsals can decide it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that runs with the system's, ahead of it by `aheadMs()` milliseconds. */
export type MovableClock = Clock & {
  advance(milliseconds: number): void;
  /** How far this clock is ahead of the system's, in milliseconds. */
  aheadMs(): number;
};

export function movableClock(startAheadMs = 0, base: Clock = systemClock): MovableClock {
  let ahead = startAheadMs;
  return {
    now: () => new Date(base.now().getTime() + ahead),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    aheadMs: () => ahead,
  };
}

/** A clock kept to the one that all instances share, the database's. */
export type AlignedClock = Clock & {
  /** Takes up what the shared clock said, in milliseconds from 1970, in an answer that took so long. */
  hear(sharedMs: number, roundTripMs: number): void;
  /** How far the machine's own clock is ahead of the shared one, in milliseconds. */
  aheadMs(): number;
};

/** What differs by less is the way there and back. */
const ALIGNED_WITHIN_MS = 200;

/** `own`: the machine's, beneath a clock that is moved on purpose. */
export function alignedClock(clock: Clock, own: Clock = clock): AlignedClock {
  let ahead = 0;
  return {
    now: () => new Date(clock.now().getTime() - ahead),
    hear: (sharedMs, roundTripMs) => {
      const heard = own.now().getTime() - roundTripMs / 2 - sharedMs;
      if (Math.abs(heard - ahead) > ALIGNED_WITHIN_MS + roundTripMs / 2) ahead = heard;
    },
    aheadMs: () => ahead,
  };
}
