import { expect, test } from 'vitest';

import { inOrder } from './crew.ts';

const SEEDS = [10, 20, 30, 40, 50];
const ALWAYS = { mayBegin: () => true, onRun: () => undefined };

/** Work that ends when the test says so. */
function workToEnd() {
  const ends: (() => void)[] = [];
  const work = (_worker: string, seed: number) =>
    new Promise<number>((resolve) => {
      ends.push(() => {
        resolve(seed);
      });
    });
  return { ends, work };
}

test('runs come in the order of their seeds, whichever is over first', async () => {
  const { ends, work } = workToEnd();
  const runs = inOrder({ ...ALWAYS, seeds: [10, 20] }, ['one', 'other'], work);
  ends[1]?.();
  ends[0]?.();
  expect(await runs).toEqual([10, 20]);
});

test('once no more may begin, the runs under way are finished and the rest is left out', async () => {
  let begun = 0;
  const finished: number[] = [];
  const limited = {
    seeds: SEEDS,
    mayBegin: () => begun < 3,
    onRun: (count: number) => finished.push(count),
  };
  const runs = await inOrder(limited, ['one', 'other'], (_worker, seed) => {
    begun += 1;
    return Promise.resolve(seed);
  });
  expect(runs).toEqual([10, 20, 30]);
  expect(finished).toEqual([1, 2, 3]);
});

test('one run is made however long it takes', async () => {
  const none = { ...ALWAYS, seeds: SEEDS, mayBegin: () => false };
  const runs = await inOrder(none, ['one', 'other'], (_worker, seed) => Promise.resolve(seed));
  expect(runs).toEqual([10]);
});

test('a run that fails ends them all', async () => {
  const broken = () => Promise.reject(new Error('broken'));
  await expect(inOrder({ ...ALWAYS, seeds: SEEDS }, ['one'], broken)).rejects.toThrow('broken');
});
