/** How many questions VA Profile gets from us at once, so that a slow VA Profile can't hold all of us up. */
export type BulkheadRules = {
  readonly atOnce: number;
  /** How many more may wait for their turn. */
  readonly waiting: number;
};

export type Bulkhead = {
  /** Resolves when it is this one's turn, or says why it never will be. */
  enter(signal: AbortSignal): Promise<'inside' | 'full' | 'gave-up'>;
  /** After each `inside`, once. */
  leave(): void;
  /** How many are inside, and how many wait for their turn. */
  figures(): { readonly inside: number; readonly waiting: number };
};

export function createBulkhead({ atOnce, waiting: mostWaiting }: BulkheadRules): Bulkhead {
  let inside = 0;
  // First come, first served: a set keeps its order.
  const waiting = new Set<() => void>();
  return {
    enter: async (signal) => {
      if (signal.aborted) return 'gave-up';
      if (inside < atOnce) {
        inside += 1;
        return 'inside';
      }
      if (waiting.size >= mostWaiting) return 'full';
      return new Promise((resolve) => {
        const letIn = () => {
          signal.removeEventListener('abort', giveUp);
          resolve('inside');
        };
        const giveUp = () => {
          waiting.delete(letIn);
          resolve('gave-up');
        };
        waiting.add(letIn);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
    leave: () => {
      const [next] = waiting;
      if (next === undefined) {
        inside -= 1;
        return;
      }
      waiting.delete(next);
      next();
    },
    figures: () => ({ inside, waiting: waiting.size }),
  };
}
