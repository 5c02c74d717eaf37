import { describe, expect, test } from 'vitest';

import {
  ALL_WELL,
  CANARY_PLAN,
  GO,
  HELD,
  journalOf,
  LOADED,
  MONDAY_TEN,
  ROLLED_BACK,
  STAGE_A,
  STAGE_B,
  STARTED,
} from '../../../test/world/releases.ts';
import type { JournalFact } from '../journal/journal.ts';
import { progressOf } from '../journal/progress-after.ts';
import { rulingOn } from './ruling.ts';
import type { Assessment } from '../../guard/index.ts';

const ON_A = [LOADED, STARTED, GO, STAGE_A];
const ON_B = [...ON_A, STAGE_B];
const HARM = { kind: 'harm', sentence: 'Four of five who failed had the page.' } as const;

function minutesAfter(minutes: number): Date {
  return new Date(MONDAY_TEN.getTime() + minutes * 60_000);
}

function ruling(
  facts: readonly JournalFact[],
  seen: Partial<Assessment>,
  now = minutesAfter(6 * 60),
) {
  const assessment = { ...ALL_WELL, ...seen };
  return rulingOn({
    plan: CANARY_PLAN,
    progress: progressOf(journalOf(...facts)),
    assessment,
    now,
  });
}

describe('what the numbers call for', () => {
  test('advances when the time is over, the people have come and the criteria are met', () => {
    expect(ruling(ON_A, {})).toEqual({ kind: 'advance' });
  });

  test('has the criteria judged when all else is there, and never takes them for met before', () => {
    expect(ruling(ON_A, { unmetCriteria: null })).toEqual({ kind: 'judge' });
    expect(ruling(ON_A, { unmetCriteria: null }, minutesAfter(60))).toMatchObject({ kind: 'wait' });
  });

  test('waits, and says for what, while one of these is missing', () => {
    expect(ruling(ON_A, {}, minutesAfter(60))).toMatchObject({ kind: 'wait' });
    expect(ruling(ON_A, { unmetCriteria: ['Errors: 3 of 100.'] })).toEqual({
      kind: 'wait',
      for: ['Errors: 3 of 100.'],
    });
    expect(ruling(ON_B, { people: 499 })).toEqual({
      kind: 'wait',
      for: ['Stage B needs at least 500 people; 499 have come so far.'],
    });
  });

  test('rolls back for harm before anything else, on hold and in a blind moment too', () => {
    const blind = { blindSince: MONDAY_TEN, dependencyDownSince: MONDAY_TEN };
    const rollBack = { kind: 'roll-back', why: HARM.sentence };
    expect(ruling(ON_A, { harm: HARM, ...blind })).toEqual(rollBack);
    expect(ruling([...ON_A, HELD], { harm: HARM })).toEqual(rollBack);
  });

  test('rolls back for a broken rule of the plan', () => {
    const why = 'Errors 12%: 12 of 100 requests.';
    expect(
      ruling(ON_A, { brokenRules: [{ severity: 'critical', rule: 'a rule', sentence: why }] }),
    ).toEqual({
      kind: 'roll-back',
      why,
    });
  });

  test('steps back for a broken rule of high severity, or holds where there is nothing lower', () => {
    const high = { severity: 'high', rule: 'a rule', sentence: 'Slow: 3 s.' } as const;
    const lowered = { cause: 'rule', why: high.sentence };
    expect(ruling(ON_B, { brokenRules: [high] })).toEqual({ kind: 'step-back', ...lowered });
    expect(ruling(ON_A, { brokenRules: [high] })).toEqual({ kind: 'hold', ...lowered });
    const stepped = [...ON_B, STAGE_A, { kind: 'held', cause: 'rule' } as const];
    expect(ruling(stepped, { brokenRules: [high] })).toMatchObject({ kind: 'wait' });
    expect(ruling(stepped, {})).toMatchObject({ kind: 'wait' });
  });

  test('writes a broken rule of low severity down, once, and goes on', () => {
    const low = { severity: 'low', rule: 'a rule', sentence: 'Few views: 3.' } as const;
    expect(ruling(ON_A, { brokenRules: [low] })).toEqual({ kind: 'note', why: 'a rule' });
    const noted = [...ON_A, { kind: 'rule-noted', rule: 'a rule' } as const];
    expect(ruling(noted, { brokenRules: [low] })).toEqual({ kind: 'advance' });
  });

  test('holds for a rule that can’t be measured, once in a stage: a person lets it go on', () => {
    const unmeasured = { unmeasuredRules: ['Failed visits: can’t be judged.'] };
    const hold = { kind: 'hold', cause: 'unmeasured' } as const;
    expect(ruling(ON_A, unmeasured)).toMatchObject({
      ...hold,
      why: expect.stringContaining('can’t be judged. A rule that can’t be measured') as string,
    });
    const resumed = [...ON_A, { kind: 'held', cause: 'unmeasured' }, { kind: 'resumed' }] as const;
    expect(ruling(resumed, unmeasured)).toEqual({ kind: 'advance' });
    expect(ruling([...resumed, STAGE_B], unmeasured)).toMatchObject(hold);
  });

  test('asks a person where the plan says that switching off is not safe', () => {
    const [first, ...others] = CANARY_PLAN.stages;
    const note = 'drafts would be lost';
    const stages = [...(first ? [{ ...first, unsafeToSwitchOff: note }] : []), ...others];
    const progress = progressOf(journalOf(...ON_A));
    const assessment = { ...ALL_WELL, harm: HARM };
    const moment = { plan: { ...CANARY_PLAN, stages }, progress, assessment, now: MONDAY_TEN };
    expect(rulingOn(moment)).toEqual({
      kind: 'hold',
      cause: 'unsafe',
      why: `${HARM.sentence} The plan says that switching off is not safe: ${note}`,
    });
  });

  test('takes nothing back on numbers that are not to be trusted, but holds and says what they are', () => {
    const unhealthy = 'Half of the answers can’t be.';
    expect(ruling(ON_A, { harm: HARM, unhealthy })).toEqual({
      kind: 'hold',
      cause: 'blind',
      why: `${unhealthy} They say: ${HARM.sentence}`,
    });
  });

  test('holds for silence after launch too, until the check-ins are answered: then the flag leaves the code', () => {
    const launched = [...ON_B, { kind: 'fully-on' }] as const;
    const answered = (['one-week', 'one-month', 'post-launch'] as const).map((checkIn) => ({
      kind: 'check-in-waived' as const,
      checkIn,
    }));
    const silent = { blindSince: minutesAfter(60) };
    expect(ruling(launched, silent)).toMatchObject({ kind: 'hold', cause: 'blind' });
    expect(ruling([...launched, ...answered], silent).kind).not.toBe('hold');
  });

  test('rolls back when the dependency is down where the plan says so', () => {
    const terms = { ...CANARY_PLAN.terms, whenDependencyIsDown: 'roll-back' } as const;
    const progress = progressOf(journalOf(...ON_A));
    const assessment = { ...ALL_WELL, dependencyDownSince: MONDAY_TEN };
    const moment = { plan: { ...CANARY_PLAN, terms }, progress, assessment, now: MONDAY_TEN };
    expect(rulingOn(moment)).toMatchObject({ kind: 'roll-back' });
  });

  test('does nothing to a release that is not open', () => {
    expect(ruling([...ON_A, ROLLED_BACK], { harm: HARM })).toEqual({ kind: 'wait', for: [] });
  });

  test('holds while the dependency is down, and offers to go on when it is back', () => {
    const down = { dependencyDownSince: minutesAfter(300) };
    expect(ruling(ON_A, down)).toMatchObject({ kind: 'hold', cause: 'dependency' });
    const held = [...ON_A, { kind: 'held', cause: 'dependency' } as const];
    expect(ruling(held, down)).toMatchObject({ kind: 'wait' });
    expect(ruling(held, {})).toEqual({ kind: 'resume' });
  });

  test('steps back when the dependency went down within half an hour of a raise', () => {
    const openedB = 4;
    const soon = { dependencyDownSince: minutesAfter(openedB + 29) };
    const late = { dependencyDownSince: minutesAfter(openedB + 30) };
    const before = { dependencyDownSince: minutesAfter(openedB - 1) };
    expect(ruling(ON_B, soon)).toMatchObject({ kind: 'step-back', cause: 'dependency' });
    expect(ruling(ON_B, late)).toMatchObject({ kind: 'hold' });
    expect(ruling(ON_B, before)).toMatchObject({ kind: 'hold' });
    const first = { dependencyDownSince: minutesAfter(5) };
    expect(ruling(ON_A, first)).toMatchObject({ kind: 'hold' });
  });

  test('holds for an incident that everybody has, and for numbers that can’t be', () => {
    const sentence = 'Everybody meets errors.';
    expect(ruling(ON_A, { harm: { kind: 'global-incident', sentence } })).toEqual({
      kind: 'hold',
      cause: 'incident',
      why: sentence,
    });
    expect(ruling(ON_A, { harm: { kind: 'too-many-open', sentence } })).toMatchObject({
      cause: 'sample-ratio',
    });
  });

  test('never takes silence for good news: it holds after a quarter of an hour', () => {
    const now = minutesAfter(360);
    expect(ruling(ON_A, { blindSince: minutesAfter(345) }, now)).toMatchObject({ cause: 'blind' });
    expect(ruling(ON_A, { blindSince: minutesAfter(346) }, now)).toMatchObject({
      kind: 'wait',
    });
  });

  test('leaves a person’s hold to people', () => {
    expect(ruling([...ON_A, HELD], {})).toMatchObject({ kind: 'wait' });
  });
});
