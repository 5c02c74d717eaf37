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
