import { syncBuiltinESMExports } from 'node:module';
import type { TimerOptions } from 'node:timers';
import timers from 'node:timers/promises';

import { onTestFinished, vi } from 'vitest';

/** Time stands still until the test moves it (`vi.advanceTimersByTimeAsync`), for waits of `node:timers/promises`, too. */
export function takeTimeInHand(): void {
  vi.useFakeTimers();
  const waits = [
    vi.spyOn(timers, 'setTimeout').mockImplementation(wait),
    vi.spyOn(timers, 'setImmediate').mockImplementation((value) => wait(0, value)),
  ];
  // Who has imported them by name has the real ones otherwise.
  syncBuiltinESMExports();
  onTestFinished(() => {
    for (const one of waits) one.mockRestore();
    syncBuiltinESMExports();
    vi.useRealTimers();
  });
}

function wait<T>(ms?: number, value?: T, { signal }: TimerOptions = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve(value as T);
    }, ms);
    if (signal?.aborted) giveUp();
    else signal?.addEventListener('abort', giveUp, { once: true });
  });
}
