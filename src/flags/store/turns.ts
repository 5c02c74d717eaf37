import { NoAnswerError, NoFreeConnectionError } from '../../lib/database/index.ts';
import { withinDeadline } from '../../lib/deadline.ts';

/**
 * Does one piece of work after the other, in the order in which they were asked for, and holds nothing for those that
 * wait. Rejects with NoFreeConnectionError what could not begin in time, and with NoAnswerError what waited while the
 * database fell silent; it is not done then.
 * @param longestWaitMs in milliseconds
 */
export function createTurns(longestWaitMs: number): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let silence: NoAnswerError | null = null;
  const listen = (error: unknown) => {
    if (error instanceof NoAnswerError && error.silentMs > 0) silence = error;
  };
  return (work) => {
    const before = last;
    const silenceBefore = silence;
    const inTurn = () => {
      // Each of them finding out by itself would keep the last one waiting for as long as all of them take.
      if (silence !== null && silence !== silenceBefore) throw notBegunIn(silence);
      return work();
    };
    const done = withinDeadline(longestWaitMs, before).catch(notBegun).then(inTurn);
    // Who gave up has not waited for those before, and whoever comes next has to.
    last = Promise.allSettled([before, done.catch(listen)]);
    return done;
  };
}

const notBegunIn = (silence: NoAnswerError) =>
  new NoAnswerError(silence, { silentMs: silence.silentMs, mayHaveWritten: false });

function notBegun(cause: unknown): never {
  throw new NoFreeConnectionError(
    'Other changes of flags took so long that this one did not begin.',
    { cause },
  );
}
