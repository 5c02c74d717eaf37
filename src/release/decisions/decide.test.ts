import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  ALL_WELL,
  CANARY_PLAN,
  GO,
  HELD,
  journalOf,
  LOADED,
  MONDAY_TEN,
  PAT,
  ROLLED_BACK,
  STAGE_A,
  STAGE_B,
  STAGE_C,
  STARTED,
  TESTER_TOM,
  TOM_ENROLLED,
} from '../../../test/world/releases.ts';
import { decidedAfter as after, refusedAs } from '../../../test/world/deciding.ts';
import { decide, type Step } from './decide.ts';
import type { HoldCause, JournalFact } from '../journal/journal.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import { accessOf, CLOSED } from '../journal/progress.ts';
import { progressOf } from '../journal/progress-after.ts';

const HOUR_MS = 3_600_000;
const LOADED_ANEW: JournalFact = { kind: 'plan-loaded', planVersion: 2, title: 'canary' };
const ADVANCE: Step = { kind: 'advance', override: false };
const OVERRIDE: Step = { kind: 'advance', override: true };

describe('the order of a release', () => {
  test('opens Phase I, then waits for a go before Stage A', () => {
    expect(after(LOADED)({ kind: 'start' })).toEqual({ ok: true, value: [STARTED] });
    expect(after(LOADED)(ADVANCE)).toMatchObject(refusedAs('not-started'));
    expect(after(LOADED)({ kind: 'go' })).toMatchObject(refusedAs('not-started'));
    expect(after(LOADED, STARTED)(ADVANCE)).toMatchObject(refusedAs('go-needed'));
    expect(after(LOADED, STARTED, GO)(ADVANCE)).toEqual({ ok: true, value: [STAGE_A] });
  });

  test('takes a step that has been taken already as done, and writes nothing', () => {
    expect(after(LOADED, STARTED)({ kind: 'start' })).toEqual({ ok: true, value: [] });
    expect(after(LOADED, STARTED, GO)({ kind: 'go' })).toEqual({ ok: true, value: [] });
    expect(after(LOADED, STARTED, HELD)({ kind: 'hold' })).toEqual({ ok: true, value: [] });
    expect(after(LOADED, ROLLED_BACK)({ kind: 'rollback' })).toEqual({ ok: true, value: [] });
  });

  test('needs no Phase I where the plan has none, and never without it where it has', () => {
    const untested = { ...CANARY_PLAN, testing: null };
    const onPlan = (plan: ReleasePlan, step: Step, ...facts: readonly JournalFact[]) =>
      decide(
        {
          plan,
          progress: progressOf(journalOf(...facts)),
          assessment: null,
          togglesLeft: [],
          who: PAT,
          why: null,
          now: MONDAY_TEN,
        },
        step,
      );
    expect(onPlan(untested, { kind: 'go' }, LOADED)).toMatchObject({ ok: true });
    expect(onPlan(untested, ADVANCE, LOADED, GO)).toEqual({ ok: true, value: [STAGE_A] });
    const go: Step = { kind: 'go' };
    expect(onPlan(CANARY_PLAN, go, LOADED, ROLLED_BACK)).toMatchObject(refusedAs('not-started'));
    const start: Step = { kind: 'start' };
    expect(onPlan(CANARY_PLAN, start, LOADED, ROLLED_BACK)).toMatchObject({ ok: true });
  });

  test('forgets a go when a no-go follows', () => {
    const decision = after(LOADED, STARTED, GO, { kind: 'no-go-signed' })(ADVANCE);
    expect(decision).toMatchObject(refusedAs('go-needed'));
  });

  test('forgets a go when the plan changes', () => {
    const decision = after(LOADED, STARTED, GO, LOADED_ANEW)(ADVANCE);
    expect(decision).toMatchObject(refusedAs('go-needed'));
  });

  test('is fully on after the last stage, by override too', () => {
    const decision = after(
      LOADED,
      STARTED,
      GO,
      STAGE_A,
      STAGE_B,
      STAGE_C,
    )(OVERRIDE, { why: 'more' });
    expect(decision).toEqual({ ok: true, value: [{ kind: 'fully-on' }] });
  });
});

describe('what a stage asks before the next one', () => {
  const onStageA = after(LOADED, STARTED, GO, STAGE_A);
  const onStageB = after(LOADED, STARTED, GO, STAGE_A, STAGE_B);

  test('keeps Stage A open for its two hours, and says how long is left', () => {
    const decision = onStageA(ADVANCE, { hours: 1 });
    expect(decision).toMatchObject(refusedAs('not-yet'));
    expect(decision).toMatchObject({
      error: { sentence: 'Stage A lasts at least 2 hours; 1 hour 3 minutes to go.' },
    });
  });

  test('opens Stage B once the two hours are over', () => {
    expect(onStageA(ADVANCE, { hours: 3 })).toEqual({ ok: true, value: [STAGE_B] });
  });

  test('does not take people who are not counted as enough people', () => {
    expect(onStageB(ADVANCE, { hours: 999 })).toMatchObject(refusedAs('not-yet'));
  });

  test('takes criteria that nobody has judged for unmet', () => {
    const progress = progressOf(journalOf(LOADED, STARTED, GO, STAGE_A));
    const now = new Date(MONDAY_TEN.getTime() + 3 * HOUR_MS);
    const decision = (unmetCriteria: readonly string[] | null) =>
      decide(
        {
          plan: CANARY_PLAN,
          progress,
          assessment: { ...ALL_WELL, unmetCriteria },
          who: PAT,
          why: null,
          now,
          togglesLeft: [],
        },
        ADVANCE,
      );
    expect(decision(null)).toMatchObject(refusedAs('not-yet'));
    expect(decision(['Errors: 3 of 100.'])).toMatchObject({
      error: { sentence: 'Errors: 3 of 100.' },
    });
    expect(decision([])).toEqual({ ok: true, value: [STAGE_B] });
  });

  test('lets a person override with a reason, and marks the stage as overridden', () => {
    expect(onStageA(OVERRIDE)).toMatchObject(refusedAs('reason-needed'));
    expect(onStageA(OVERRIDE, { why: 'Counted 512 people by hand' })).toEqual({
      ok: true,
      value: [{ ...STAGE_B, overridden: true }],
    });
  });

  test('stays where it is while held, override or not', () => {
    const held = after(LOADED, STARTED, GO, STAGE_A, HELD);
    expect(held(ADVANCE, { hours: 5 })).toMatchObject(refusedAs('on-hold'));
    expect(held(OVERRIDE, { why: 'hurry' })).toMatchObject(refusedAs('on-hold'));
    expect(held({ kind: 'resume' })).toEqual({ ok: true, value: [{ kind: 'resumed' }] });
  });
});

describe('a hold', () => {
  const heldFor = (...causes: readonly (HoldCause | null)[]) =>
    after(
      ...[LOADED, STARTED, GO, STAGE_A],
      ...causes.map((cause): JournalFact => (cause ? { kind: 'held', cause } : HELD)),
    );
  const hold = (cause?: HoldCause): Step => ({ kind: 'hold', ...(cause && { cause }) });

  test('of a person stands after that of the program, which the program would end by itself', () => {
    expect(heldFor('dependency')(hold())).toEqual({ ok: true, value: [HELD] });
  });

  test.each(['dependency', 'incident', 'blind', 'sample-ratio', 'rule'] as const)(
    'of a person does not become one for %s',
    (cause) => {
      expect(heldFor(null)(hold(cause))).toEqual({ ok: true, value: [] });
    },
  );

  test('that waits for people is not asked for twice', () => {
    expect(heldFor('drift')(hold())).toEqual({ ok: true, value: [] });
    expect(heldFor('drift')(hold('blind'))).toEqual({ ok: true, value: [] });
  });

  test('gives way to harm that people must decide on', () => {
    const unsafe: JournalFact = { kind: 'held', cause: 'unsafe' };
    expect(heldFor(null)(hold('unsafe'))).toEqual({ ok: true, value: [unsafe] });
    expect(heldFor('unsafe')(hold('unsafe'))).toEqual({ ok: true, value: [] });
  });
});

describe('testers', () => {
  const enrolTom: Step = { kind: 'enroll-tester', ...TESTER_TOM };

  test('can be added from Phase I on and not before', () => {
    expect(after(LOADED)(enrolTom)).toMatchObject(refusedAs('not-started'));
    expect(after(LOADED, STARTED)(enrolTom)).toEqual({ ok: true, value: [TOM_ENROLLED] });
  });

  test('are enrolled once, and invited only while unknown', () => {
    const withTom = after(LOADED, STARTED, TOM_ENROLLED);
    const { emailDigest } = TESTER_TOM;
    expect(withTom(enrolTom)).toEqual({ ok: true, value: [] });
    expect(withTom({ kind: 'invite-tester', emailDigest })).toEqual({ ok: true, value: [] });
  });

  test('can be removed again, if they are testers', () => {
    const remove: Step = { kind: 'remove-tester', emailDigest: TESTER_TOM.emailDigest };
    expect(after(LOADED, STARTED)(remove)).toMatchObject(refusedAs('no-such-tester'));
    expect(after(LOADED, STARTED, TOM_ENROLLED)(remove)).toMatchObject({ ok: true });
  });
});

describe('rolling back', () => {
  test('is possible from everywhere', () => {
    for (const facts of [[LOADED], [LOADED, STARTED], [LOADED, STARTED, GO, STAGE_A, HELD]]) {
      expect(after(...facts)({ kind: 'rollback' })).toEqual({ ok: true, value: [ROLLED_BACK] });
    }
  });

  test('closes the feature for testers too', () => {
    const journal = journalOf(LOADED, STARTED, TOM_ENROLLED, GO, STAGE_A, ROLLED_BACK);
    expect(accessOf(progressOf(journal))).toEqual(CLOSED);
  });

  test('is sticky: nothing opens again without a new go', () => {
    const rolledBack = after(LOADED, STARTED, GO, STAGE_A, ROLLED_BACK);
    const enrolTom: Step = { kind: 'enroll-tester', ...TESTER_TOM };
    for (const step of [ADVANCE, { kind: 'start' } as const, enrolTom]) {
      expect(rolledBack(step)).toMatchObject(refusedAs('new-go-needed'));
    }
    const decision = after(LOADED, STARTED, GO, STAGE_A, ROLLED_BACK, GO)(ADVANCE);
    expect(decision).toEqual({ ok: true, value: [STAGE_A] });
  });
});

describe('every sequence of steps', () => {
  const step: fc.Arbitrary<Step> = fc.constantFrom<Step>(
    { kind: 'start' },
    { kind: 'enroll-tester', ...TESTER_TOM },
    { kind: 'go' },
    { kind: 'no-go' },
    ADVANCE,
    OVERRIDE,
    { kind: 'hold' },
    { kind: 'resume' },
    { kind: 'rollback' },
  );

  test('never opens a stage without a go since the last rollback, and never skips one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let facts: readonly JournalFact[] = [LOADED];
        for (const next of steps) {
          const decision = after(...facts)(next, { hours: 3, why: 'because' });
          if (decision.ok) facts = [...facts, ...decision.value];
        }
        let signed = false;
        let stage = -1;
        for (const fact of facts) {
          if (fact.kind === 'go-signed') signed = true;
          if (fact.kind === 'rolled-back') [signed, stage] = [false, -1];
          if (fact.kind !== 'stage-opened') continue;
          expect(signed).toBe(true);
          expect(fact.stage).toBe(stage + 1);
          stage = fact.stage;
        }
      }),
    );
  });
});
