import { setTimeout as pause } from 'node:timers/promises';

/** What came of asking once, and whether asking again is safe and may help. */
export type Attempt<T> = { readonly answer: T; readonly worthAnother: boolean };

/** Long enough for a restarted instance behind a balancer, short beside any deadline; in milliseconds. */
const LEAST_PAUSE_MS = 50;
const PAUSE_SPREAD_MS = 150;

export type Retrying = {
  /** The one end of both attempts and of the pause between them. */
  readonly signal: AbortSignal;
  /** Asked after the pause, since much may have happened meanwhile. */
  readonly mayAskAgain: () => boolean;
};

/**
 * Asks at most twice. The pause is of random length, so that instances that failed together don't come
 * back together.
 */
export async function askAtMostTwice<T>(
  ask: () => Promise<Attempt<T>>,
  { signal, mayAskAgain }: Retrying,
): Promise<{ readonly answer: T; readonly attempts: 1 | 2 }> {
  const first = await ask();
  const asIs = { answer: first.answer, attempts: 1 } as const;
  if (!first.worthAnother || !mayAskAgain()) return asIs;
  const milliseconds = LEAST_PAUSE_MS + Math.random() * PAUSE_SPREAD_MS;
  await pause(milliseconds, null, { signal }).catch(() => null);
  if (signal.aborted || !mayAskAgain()) return asIs;
  return { answer: (await ask()).answer, attempts: 2 };
}
