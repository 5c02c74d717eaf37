import { createRehearsals } from '../../src/app/rehearsals/rehearsals.ts';
import {
  createRehearsing,
  type RehearsalAnswer,
  type RehearsalTask,
} from '../../src/app/rehearsals/rehearsing.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { Ask } from '../../src/lib/thread/index.ts';

type Pieces = Ask<RehearsalTask, RehearsalAnswer>;

/** Rehearses in the thread of the test. The program has a worker for it, which is built. */
export function rehearsalsHere(ask: Pieces = here(), longestMs = 600_000) {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return createRehearsals(
    { clock: systemClock, longestMs },
    {
      inTurn: (work) => {
        waiting += 1;
        const mine = last.then(() => work(ask));
        last = mine.catch(() => null).finally(() => (waiting -= 1));
        return mine;
      },
      waiting: () => waiting,
      close: () => Promise.resolve(),
    },
  );
}

/** Each piece is done when the test lets it. */
export function piecesByHand() {
  const rehearse = here();
  const waiting: (() => void)[] = [];
  let came: () => void = () => undefined;
  const ask: Pieces = async (task, milliseconds) => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      came();
    });
    return rehearse(task, milliseconds);
  };
  /** Has the next piece done, once it is asked for. */
  const next = async () => {
    if (waiting.length === 0) await new Promise<void>((resolve) => (came = resolve));
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ask, next };
}

function here(): Pieces {
  const rehearse = createRehearsing();
  return (task) => Promise.resolve(rehearse(task));
}
