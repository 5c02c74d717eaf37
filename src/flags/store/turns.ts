import { NoFreeConnectionError } from '../../lib/database/index.ts';
import { withinDeadline } from '../../lib/deadline.ts';

/**
 * Does one piece of work after the other, in the order in which they were asked for, and holds nothing for those that
 * wait. Rejects with NoFreeConnectionError what could not begin in time; it is not done then.
 * @param longestWaitMs in milliseconds
 */
export function createTurns(longestWaitMs: number): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const before = last;
    const done = withinDeadline(longestWaitMs, before).catch(notBegun).then(work);
    // Who gave up has not waited for those before, and whoever comes next has to.
    last = Promise.allSettled([before, done]);
    return done;
  };
}

function notBegun(cause: unknown): never {
  throw new NoFreeConnectionError(
    'Other changes of flags took so long that this one did not begin.',
    { cause },
  );
}
