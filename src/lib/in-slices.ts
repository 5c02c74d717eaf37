import { setImmediate } from 'node:timers/promises';

/** So long at a time, in milliseconds: then requests, and whatever else waits, get their turn. */
const SLICE_MS = 10;

/** Does the work for each of them, in order. */
export async function inSlices<One>(all: Iterable<One>, work: (one: One) => void): Promise<void> {
  let began = performance.now();
  for (const one of all) {
    work(one);
    if (performance.now() - began < SLICE_MS) continue;
    await setImmediate();
    began = performance.now();
  }
}
