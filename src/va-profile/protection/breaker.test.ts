import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterCall,
  CLOSED,
  passFor,
  type BreakerState,
  type CallOutcome,
  type Pass,
} from './breaker.ts';

const RULES = { errorShare: 0.5, windowMs: 60_000, restMs: 60_000 };
const MINUTE = 60_000;

const after = (
  state: BreakerState,
  outcomes: readonly CallOutcome[],
  now: number,
  pass: Pass = 'call',
) => outcomes.reduce((last, outcome) => afterCall(last, { pass, outcome, now }, RULES), state);

const times = (count: number, outcome: CallOutcome) => Array.from({ length: count }, () => outcome);
const OPEN = after(CLOSED, times(5, 'error'), 0);

describe('the breaker', () => {
  it('stays closed after four failures in a row, and opens with the fifth', () => {
    expect(after(CLOSED, times(4, 'error'), 0).name).toBe('closed');
    expect(OPEN).toEqual({ name: 'open', until: MINUTE });
  });

  it.each([
    [6, 5, 'closed'],
    [5, 5, 'open'],
    [3, 3, 'open'],
    [2, 2, 'closed'],
  ])('after %i answers and then %i failures is %s', (answered, failed, name) => {
    const state = after(CLOSED, [...times(answered, 'answered'), ...times(failed, 'error')], 0);
    expect(state.name).toBe(name);
  });

  it('does not open with an answer, whatever came before', () => {
    expect(after(CLOSED, [...times(4, 'error'), 'answered'], 0).name).toBe('closed');
  });

  it('counts the minute before, and not the one before that', () => {
    const four = after(CLOSED, times(4, 'error'), 0);
    expect(after(four, ['error'], 2 * MINUTE - 1).name).toBe('open');
    expect(after(four, ['error'], 2 * MINUTE).name).toBe('closed');
  });

  it('does not count those who left', () => {
    expect(after(CLOSED, times(50, 'abandoned'), 0)).toBe(CLOSED);
  });

  it('lets one probe through when the rest is over, and nobody beside it', () => {
    expect(passFor(OPEN, MINUTE - 1)).toBeNull();
    expect(passFor(OPEN, MINUTE)).toBe('probe');
    expect(passFor({ name: 'probing' }, 10 * MINUTE)).toBeNull();
  });

  it.each<[CallOutcome, BreakerState]>([
    ['answered', CLOSED],
    ['error', { name: 'open', until: 2 * MINUTE }],
    ['abandoned', { name: 'open', until: MINUTE }],
  ])('is decided by its probe: %s', (outcome, state) => {
    expect(after({ name: 'probing' }, [outcome], MINUTE, 'probe')).toEqual(state);
  });

  it('is not moved by questions that were under way when it opened', () => {
    for (const outcome of ['answered', 'error'] as const) {
      expect(after(OPEN, [outcome], 1)).toBe(OPEN);
      expect(after({ name: 'probing' }, [outcome], MINUTE)).toEqual({ name: 'probing' });
    }
  });

  it('never opens on fewer than five questions, nor below half of them failed', () => {
    const outcome = fc.constantFrom<CallOutcome>('answered', 'error', 'abandoned');
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 30 }), (outcomes) => {
        const counted = outcomes.filter((one) => one !== 'abandoned');
        const failed = counted.filter((one) => one === 'error').length;
        const mayBeOpen = counted.length >= 5 && outcomes.includes('error');
        const state = after(CLOSED, outcomes, 0);
        if (!mayBeOpen) expect(state.name).toBe('closed');
        if (failed * 2 >= counted.length && counted.length >= 5 && counted.at(-1) === 'error') {
          expect(state.name).toBe('open');
        }
      }),
    );
  });
});
