import { expect, onTestFinished, test } from 'vitest';

import { createLog } from '../../../lib/log.ts';
import { keepWatching } from './keep-watching.ts';

test('a store that does not take down what people met keeps nobody from looking', async () => {
  let looks = 0;
  let writes = 0;
  let write: () => void = () => undefined;
  const stop = keepWatching({
    beat: () => undefined,
    flush: () => {
      writes += 1;
      return new Promise((resolve) => {
        write = resolve;
      });
    },
    begin: () => {
      looks += 1;
      return Promise.resolve({ isQuiet: false });
    },
    mindLateness: () => Promise.resolve(),
    log: createLog('silent'),
  });
  onTestFinished(async () => {
    const stopped = stop();
    write();
    await expect.poll(() => writes).toBe(2);
    write();
    await stopped;
  });
  await expect.poll(() => looks).toBe(3);
  expect(writes).toBe(1);
});
