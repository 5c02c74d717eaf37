import fc from 'fast-check';
import { expect, test } from 'vitest';

import { oneAtATime } from './one-at-a-time.ts';

test('a round that fails fails those who asked for it, and the next one is begun all the same', async () => {
  let rounds = 0;
  const ask = oneAtATime(async () => {
    rounds += 1;
    if (rounds === 1) throw new Error('out of reach');
  });
  const [first, second, third] = [ask(), ask(), ask()];
  await expect(first).rejects.toThrow('out of reach');
  await Promise.all([second, third]);
  expect(rounds).toBe(2);
});

test('rounds never overlap, and whoever asks gets one that began after they asked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.nat({ max: 20 }), async (scheduler, asks) => {
      let [begun, atOnce] = [0, 0];
      const ask = oneAtATime(async () => {
        begun += 1;
        atOnce += 1;
        expect(atOnce).toBe(1);
        await scheduler.schedule(Promise.resolve());
        atOnce -= 1;
      });
      const asking = Array.from({ length: asks }, async () => {
        await scheduler.schedule(Promise.resolve());
        const begunBefore = begun;
        await ask();
        expect(begun).toBeGreaterThan(begunBefore);
      });
      await scheduler.waitFor(Promise.all(asking));
      expect(begun).toBeLessThanOrEqual(asks);
    }),
  );
});
