import { expect, onTestFinished, test, vi } from 'vitest';

import { movableClock } from '../lib/clock.ts';
import { MINUTE_MS } from '../lib/duration.ts';
import { createLog } from '../lib/log.ts';
import type { Alert } from './alert.ts';
import { deliveryState, recordDeliveries, type DeliveryBook } from './deliveries.ts';

const ALERT: Alert = {
  release: 'mvp',
  version: 3,
  urgency: 'act',
  text: 'Rolled back.',
  at: '2024-04-08T14:00:00.000Z',
};
const NEVER = new AbortController().signal;

test.each([
  ['fails', () => Promise.reject(new Error('no room'))],
  ['never answers', () => new Promise<never>(() => undefined)],
])('a book that %s holds no alert back', async (_, write) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const book = { expect: write, note: write } as unknown as DeliveryBook;
  const sent: Alert[] = [];
  const send = (alert: Alert) => Promise.resolve(void sent.push(alert));
  const clock = movableClock();
  const recorded = recordDeliveries({ send, book, clock, log: createLog('silent') });
  const taken = recorded.expect([ALERT]).then(() => recorded.send(ALERT, NEVER));
  await vi.advanceTimersByTimeAsync(10_000);
  await taken;
  expect(sent).toEqual([ALERT]);
});

test('an alert that no journal holds waits while an instance tries it, and is given up after that', () => {
  const unwatched: Alert = { ...ALERT, version: 3.5, instance: 'one' };
  const triedAt = new Date(ALERT.at);
  const stateAfter = (minutes: number, alert: Alert) =>
    deliveryState(
      { alert, takenAt: null, isRefused: false, lastTriedAt: triedAt },
      new Date(triedAt.getTime() + minutes * MINUTE_MS),
    );
  expect(stateAfter(1, unwatched)).toBe('waiting');
  expect(stateAfter(3, unwatched)).toBe('given-up');
  expect(stateAfter(3, ALERT)).toBe('waiting');
});
