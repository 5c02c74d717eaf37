/** Notices when nothing at all is heard of a server, and gives up what waits for it. */
export type Silence = {
  /** The answer, unless the server falls silent while it is waited for. */
  unless<Answer>(answer: Promise<Answer>): Promise<Answer>;
};

/** Nothing has been heard for so long, in milliseconds. */
export class SilentServerError extends Error {
  override readonly name = 'SilentServerError';
  readonly silentMs: number;
  constructor(silentMs: number) {
    super('The database says nothing at all.');
    this.silentMs = silentMs;
  }
}

const TICK_MS = 250;
/** Ticks without a word, after which the server is asked whether it is there: what waits may wait for a lock. */
const ASKED_AFTER = 3;
/** Ticks without a word, after which nobody is kept waiting: people wait two seconds at most. */
const SILENT_AFTER = 7;

/**
 * Silence is measured in ticks and not by the clock: while this process itself stood still, answers may have come that
 * nobody has read.
 * @param isThere asks the server on a way of its own, and ends in any case
 */
export function createSilence(isThere: () => Promise<boolean>): Silence {
  const waiting = new Set<(error: SilentServerError) => void>();
  let heardAt = performance.now();
  let quiet = 0;
  let ticking: NodeJS.Timeout | null = null;
  const hear = () => {
    quiet = 0;
    heardAt = performance.now();
  };
  const tick = () => {
    quiet += 1;
    if (waiting.size > 0 && quiet === ASKED_AFTER) {
      void isThere().then((isSo) => isSo && hear());
    }
    if (waiting.size > 0 && quiet < SILENT_AFTER) return;
    clearInterval(ticking ?? undefined);
    ticking = null;
    const error = new SilentServerError(performance.now() - heardAt);
    for (const giveUp of waiting) giveUp(error);
    waiting.clear();
  };
  return {
    unless: (answer) =>
      new Promise((resolve, reject) => {
        waiting.add(reject);
        if (ticking === null) {
          quiet = 0;
          ticking = setInterval(tick, TICK_MS).unref();
        }
        const isOver = () => {
          if (waiting.delete(reject)) hear();
        };
        answer.finally(isOver).then(resolve, reject);
      }),
  };
}
