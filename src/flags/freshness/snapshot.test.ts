import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { answersOf } from '../answers.ts';
import { CLOSED_GATES, type Feature } from '../feature.ts';
import { createSnapshot, type FlagSnapshot } from './snapshot.ts';

const FEATURE = { key: 'profile_contacts', gates: { ...CLOSED_GATES, boolean: 'true' } };
const SURROUNDINGS = { groups: new Map(), now: () => new Date(0), random: () => 0 };
const ready = (features: readonly Feature[]) => answersOf(features, SURROUNDINGS);

/** What the process’s own clock says while its timers have not had their turn. */
let clockMs: number;
let closings: number;

beforeEach(() => {
  vi.useFakeTimers();
  clockMs = 0;
  closings = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

const open = (limitMs: number) =>
  createSnapshot({
    limitMs,
    now: () => clockMs,
    onTooOld: () => (closings += 1),
    answersOf: ready,
  });
const isOpen = (snapshot: FlagSnapshot) => snapshot.answers().isOpen(FEATURE.key, null);

function passes(milliseconds: number): void {
  clockMs += milliseconds;
  vi.advanceTimersByTime(milliseconds);
}

describe('a snapshot', () => {
  test('answers nothing before it was ever confirmed, and does not call that too old', () => {
    const snapshot = open(1_000);
    expect(isOpen(snapshot)).toBe(false);
    expect(snapshot.isTooOld()).toBe(true);
    expect(closings).toBe(0);
  });

  test('answers up to its limit, counted from when the store was asked', () => {
    const snapshot = open(1_000);
    clockMs = 400;
    snapshot.confirm([FEATURE], 0);
    passes(600);
    expect(isOpen(snapshot)).toBe(true);
    passes(2);
    expect(isOpen(snapshot)).toBe(false);
    expect(snapshot.lastRead().size).toBe(1);
    expect(closings).toBe(1);
  });

  test('is given its whole limit again by every confirmation', () => {
    const snapshot = open(1_000);
    for (let second = 0; second < 10; second++) {
      snapshot.confirm([FEATURE], clockMs);
      passes(900);
      expect(isOpen(snapshot)).toBe(true);
    }
    expect(closings).toBe(0);
  });

  test('closes before its timers get a turn when the process was halted beyond the limit', () => {
    const snapshot = open(1_000);
    snapshot.confirm([FEATURE], 0);
    expect(isOpen(snapshot)).toBe(true);
    vi.advanceTimersByTime(1);
    clockMs = 60_000;
    expect(isOpen(snapshot)).toBe(false);
  });

  test('asks the clock once a turn, however often it answers', () => {
    const now = vi.fn(() => clockMs);
    const snapshot = createSnapshot({
      limitMs: 1_000,
      now,
      onTooOld: () => undefined,
      answersOf: ready,
    });
    snapshot.confirm([FEATURE], 0);
    now.mockClear();
    for (let answer = 0; answer < 1_000; answer++) isOpen(snapshot);
    expect(now).toHaveBeenCalledTimes(1);
  });

  test('stays open under a limit longer than a timer can be', () => {
    const snapshot = open(2 ** 40);
    snapshot.confirm([FEATURE], 0);
    passes(10);
    expect(isOpen(snapshot)).toBe(true);
  });
});
