import { expect, test } from 'vitest';

import { alignedClock, movableClock } from './clock.ts';

const NOON = new Date('2024-04-08T12:00:00Z').getTime();
const MINUTE = 60_000;
const at = (ms: number) => ({ now: () => new Date(ms) });

test('a clock that is five minutes off tells the time of the shared one once it has heard it', () => {
  for (const off of [5 * MINUTE, -5 * MINUTE]) {
    const clock = alignedClock(at(NOON + off));
    expect(clock.now().getTime()).toBe(NOON + off);
    clock.hear(NOON, 0);
    expect(clock.now().getTime()).toBe(NOON);
    expect(clock.aheadMs()).toBe(off);
  }
});

test('what may as well have been the way there and back moves no clock', () => {
  const clock = alignedClock(at(NOON));
  clock.hear(NOON - 150, 20);
  clock.hear(NOON - 800, 900);
  expect(clock.now().getTime()).toBe(NOON);
});

test('a clock that is moved on purpose stays as far ahead as it was moved', () => {
  const own = at(NOON + 5 * MINUTE);
  const moved = movableClock(0, own);
  moved.advance(90 * MINUTE);
  const clock = alignedClock(moved, own);
  clock.hear(NOON, 0);
  expect(clock.now().getTime()).toBe(NOON + 90 * MINUTE);
});
