import {
  count,
  emptyDay,
  type Arm,
  type Day,
  type FirstError,
} from '../../../bench/guard/days/day.ts';

/** A day written down by hand: what happened in which minute. */
export type Story = {
  readonly on?: Happenings;
  readonly off?: Happenings;
  readonly firstErrors?: readonly FirstError[];
};

/** Pairs of a minute and a number. */
export type Happenings = Partial<Record<keyof Arm, readonly (readonly [number, number])[]>>;

export function dayOf({ on = {}, off = {}, firstErrors = [] }: Story): Day {
  const day = emptyDay({ firstErrors, erringShareBefore: 0.001 });
  fill(day.on, on);
  fill(day.off, off);
  return day;
}

function fill(arm: Arm, happenings: Happenings): void {
  for (const [minute, times] of happenings.visitors ?? []) count(arm.visitors, minute, times);
  for (const [minute, times] of happenings.requests ?? []) count(arm.requests, minute, times);
  for (const [minute, times] of happenings.errors ?? []) count(arm.errors, minute, times);
  for (const [minute, times] of happenings.newlyErring ?? []) count(arm.newlyErring, minute, times);
}

/** Every so many minutes the same, all day long. */
export function every(minutes: number, times: number): readonly (readonly [number, number])[] {
  return Array.from({ length: Math.floor(1_440 / minutes) }, (_, n) => [n * minutes, times]);
}
