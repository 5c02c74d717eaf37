import { performance } from 'node:perf_hooks';
import type { Log } from '../../lib/log.ts';
import {
  afterCall,
  CLOSED,
  passFor,
  type BreakerRules,
  type BreakerState,
  type CallOutcome,
  type Pass,
} from './breaker.ts';

/** The breaker as it stands in this process, and the lines that say when it turns. */
export type Guard = {
  /** Whether no question may go out just now. */
  refuses(): boolean;
  /** In how many milliseconds it lets the next question through; 0 where that depends on one under way. */
  restMs(): number;
  /** Takes the right to ask; null when there is none. The caller ends each pass once. */
  take(): Pass | null;
  end(pass: Pass, outcome: CallOutcome): void;
  state(): BreakerState['name'];
};

export type GuardSettings = {
  readonly rules: BreakerRules;
  readonly log: Log;
  /** Milliseconds of a clock that never goes back; the wall's would keep a breaker open for an hour. */
  readonly now?: () => number;
};

export function createGuard({ rules, log, now = () => performance.now() }: GuardSettings): Guard {
  let state: BreakerState = CLOSED;
  const turnTo = (next: BreakerState) => {
    if (next.name === 'open' && state.name === 'closed') {
      log.warn('VA Profile fails too often and is left alone', { code: 'breaker-open' });
    }
    if (next.name === 'closed' && state.name !== 'closed') {
      log.info('VA Profile answers again', { code: 'breaker-closed' });
    }
    state = next;
  };
  return {
    refuses: () => passFor(state, now()) === null,
    restMs: () => (state.name === 'open' ? Math.max(0, state.until - now()) : 0),
    take: () => {
      const pass = passFor(state, now());
      if (pass === 'probe') turnTo({ name: 'probing' });
      return pass;
    },
    end: (pass, outcome) => turnTo(afterCall(state, { pass, outcome, now: now() }, rules)),
    state: () => state.name,
  };
}
