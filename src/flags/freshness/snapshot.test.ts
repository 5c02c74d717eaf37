import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { CLOSED_GATES } from '../feature.ts';
import { createSnapshot } from './snapshot.ts';

const FEATURE = { key: 'profile_contacts', gates: CLOSED_GATES };

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
  createSnapshot({ limitMs, now: () => clockMs, onTooOld: () => (closings += 1) });

function passes(milliseconds: number): void {
  clockMs += milliseconds;
  vi.advanceTimersByTime(milliseconds);
}

describe('a snapshot', () => {
  test('answers nothing before it was ever confirmed, and does not call that too old', () => {
    const snapshot = open(1_000);
    expect(snapshot.answering().size).toBe(0);
    expect(snapshot.isTooOld()).toBe(true);
    expect(closings).toBe(0);
  });

  test('answers up to its limit, counted from when the store was asked', () => {
    const snapshot = open(1_000);
    clockMs = 400;
    snapshot.confirm([FEATURE], 0);
    passes(600);
    expect(snapshot.answering().size).toBe(1);
    passes(2);
    expect(snapshot.answering().size).toBe(0);
    expect(snapshot.lastRead().size).toBe(1);
    expect(closings).toBe(1);
  });

  test('is given its whole limit again by every confirmation', () => {
    const snapshot = open(1_000);
    for (let second = 0; second < 10; second++) {
      snapshot.confirm([FEATURE], clockMs);
      passes(900);
      expect(snapshot.answering().size).toBe(1);
    }
    expect(closings).toBe(0);
  });

  test('closes before its timers get a turn when the process was halted beyond the limit', () => {
    const snapshot = open(1_000);
    snapshot.confirm([FEATURE], 0);
    expect(snapshot.answering().size).toBe(1);
    vi.advanceTimersByTime(1);
    clockMs = 60_000;
    expect(snapshot.answering().size).toBe(0);
  });

  test('asks the clock once a turn, however often it answers', () => {
    const now = vi.fn(() => clockMs);
    const snapshot = createSnapshot({ limitMs: 1_000, now, onTooOld: () => undefined });
    snapshot.confirm([FEATURE], 0);
    now.mockClear();
    for (let answer = 0; answer < 1_000; answer++) snapshot.answering();
    expect(now).toHaveBeenCalledTimes(1);
  });

  test('stays open under a limit longer than a timer can be', () => {
    const snapshot = open(2 ** 40);
    snapshot.confirm([FEATURE], 0);
    passes(10);
    expect(snapshot.answering().size).toBe(1);
  });
});
