/** One end for everything a question does: its time is up, or the caller has left. */
export type Deadline = {
  readonly signal: AbortSignal;
  /** Who ended it, or null while it has not ended. */
  endedBy(): 'time' | 'caller' | null;
  clear(): void;
};

// Not AbortSignal.any with AbortSignal.timeout: it cannot be cleared, and each question would leave a
// timer and a listener behind until the deadline has passed.
export function startDeadline(milliseconds: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController();
  let by: 'time' | 'caller' | null = null;
  const end = (who: 'time' | 'caller') => {
    by ??= who;
    controller.abort();
  };
  const onCallerLeft = () => end('caller');
  const timer = setTimeout(() => end('time'), milliseconds);
  caller?.addEventListener('abort', onCallerLeft, { once: true });
  if (caller?.aborted) onCallerLeft();
  return {
    signal: controller.signal,
    endedBy: () => by,
    clear: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', onCallerLeft);
    },
  };
}
