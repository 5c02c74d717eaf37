/** When the breaker opens, and for how long. */
export type BreakerRules = {
  /** Which part of the questions has to fail, 0 to 1. */
  readonly errorShare: number;
  /** Questions are counted over the current stretch of this length and the one before, in milliseconds. */
  readonly windowMs: number;
  /** How long VA Profile is left alone before one question tries it again, in milliseconds. */
  readonly restMs: number;
};

/** Fewer questions than this never open it: at night, two failures in a row are chance. */
const LEAST_CALLS = 5;

export type Count = {
  /** Which stretch of time is the current one, counted from the clock's zero. */
  readonly stretch: number;
  readonly current: Tally;
  readonly previous: Tally;
};
type Tally = { readonly calls: number; readonly errors: number };

export type BreakerState =
  | { readonly name: 'closed'; readonly count: Count }
  | { readonly name: 'open'; readonly until: number }
  | { readonly name: 'probing' };

const NONE: Tally = { calls: 0, errors: 0 };
export const CLOSED: BreakerState = {
  name: 'closed',
  count: { stretch: 0, current: NONE, previous: NONE },
};

/** With `probe`, the question is the only one until it has ended. */
export type Pass = 'call' | 'probe';

/** How a question ended: `abandoned` says nothing about VA Profile. */
export type CallOutcome = 'answered' | 'error' | 'abandoned';

/** How a question may go out at `now` (milliseconds of any clock that never goes back), if it may. */
export function passFor(state: BreakerState, now: number): Pass | null {
  switch (state.name) {
    case 'closed':
      return 'call';
    case 'open':
      return now < state.until ? null : 'probe';
    case 'probing':
      return null;
  }
}

export type EndedCall = {
  readonly pass: Pass;
  readonly outcome: CallOutcome;
  readonly now: number;
};

export function afterCall(state: BreakerState, call: EndedCall, rules: BreakerRules): BreakerState {
  const { pass, outcome, now } = call;
  if (pass === 'probe') return afterProbe(outcome, now, rules);
  // Questions that were under way when it opened don't count: the probe alone decides.
  if (state.name !== 'closed' || outcome === 'abandoned') return state;
  const count = counted(state.count, outcome, Math.floor(now / rules.windowMs));
  return outcome === 'error' && isTooMuch(count, rules)
    ? { name: 'open', until: now + rules.restMs }
    : { name: 'closed', count };
}

function afterProbe(outcome: CallOutcome, now: number, { restMs }: BreakerRules): BreakerState {
  switch (outcome) {
    case 'answered':
      return CLOSED;
    case 'error':
      return { name: 'open', until: now + restMs };
    // Nothing was learned, so the next question may try.
    case 'abandoned':
      return { name: 'open', until: now };
  }
}

function counted(count: Count, outcome: 'answered' | 'error', stretch: number): Count {
  const { current, previous } = movedTo(stretch, count);
  const errors = current.errors + (outcome === 'error' ? 1 : 0);
  return { stretch, current: { calls: current.calls + 1, errors }, previous };
}

function movedTo(stretch: number, count: Count): Count {
  if (stretch === count.stretch) return count;
  const previous = stretch === count.stretch + 1 ? count.current : NONE;
  return { stretch, current: NONE, previous };
}

function isTooMuch({ current, previous }: Count, { errorShare }: BreakerRules): boolean {
  const calls = current.calls + previous.calls;
  return calls >= LEAST_CALLS && current.errors + previous.errors >= errorShare * calls;
}
