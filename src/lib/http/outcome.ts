/** What a request came to, beyond its status. */
export type Outcome = {
  /** Whose fault a bad answer is; null for a good one. */
  readonly cause: 'us' | 'dependency' | 'client' | null;
  /** Whether a good answer had something in it; null where that can’t be said. */
  readonly hasContent: boolean | null;
};

const outcomes = new WeakMap<object, Outcome | 'left'>();

/** Notes the outcome of a request; `left`: the client no longer waits for the answer. */
export function noteOutcome(request: object, outcome: Outcome | 'left'): void {
  outcomes.set(request, outcome);
}

/** The noted outcome, or what the status alone tells. A good outcome that ended in a failure does not count. */
export function outcomeOf(request: object, status: number): Outcome | 'left' {
  const noted = outcomes.get(request);
  const bySent = { cause: causeOf(status), hasContent: null };
  if (noted === undefined) return bySent;
  const brokeLater = noted !== 'left' && noted.cause === null && status >= 500;
  return brokeLater ? bySent : noted;
}

function causeOf(status: number): Outcome['cause'] {
  if (status >= 500) return 'us';
  return status >= 400 ? 'client' : null;
}
