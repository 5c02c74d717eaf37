/**
 * How long the loop is held up, in processor time of its thread: on a busy machine a timer also comes late because
 * other programs have the processors. By what Linux says of a thread.
 */
import { readFileSync } from 'node:fs';

const EVERY_MS = 5;

export function watchStalls(): { most(): number } {
  let most = 0;
  let before = onProcessorMs();
  const timer = setInterval(() => {
    const now = onProcessorMs();
    most = Math.max(most, now - before);
    before = now;
  }, EVERY_MS);
  return {
    most: () => {
      clearInterval(timer);
      return most;
    },
  };
}

/** The main thread has the number of its process. */
function onProcessorMs(): number {
  const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}
