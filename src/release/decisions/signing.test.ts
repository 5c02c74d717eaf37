import { describe, expect, test } from 'vitest';

import { decidedAfter as after, decidedOn, refusedAs } from '../../../test/world/deciding.ts';
import {
  CANARY_PLAN,
  ENZO,
  GO,
  journalOf,
  LOADED,
  MONDAY_TEN,
  RITA,
  STAGE_A,
  STAGE_B,
  STARTED,
} from '../../../test/world/releases.ts';
import { entriesAfter, type JournalEntry, type JournalFact, type Who } from '../journal/journal.ts';
import { progressOf } from '../journal/progress-after.ts';
import { decide, type Step } from './decide.ts';

const LOADED_ANEW: JournalFact = { kind: 'plan-loaded', planVersion: 2, title: 'canary' };
const ADVANCE: Step = { kind: 'advance', override: false };
const OVERRIDE: Step = { kind: 'advance', override: true };

describe('a go', () => {
  const changed = after(LOADED, STARTED, GO, STAGE_A, LOADED_ANEW);

  test('is for the plan as it was: a changed one needs a new go before the next stage', () => {
    expect(changed(ADVANCE, { hours: 3 })).toMatchObject(refusedAs('go-needed'));
    expect(changed(OVERRIDE, { hours: 3, why: 'hurry' })).toMatchObject(refusedAs('go-needed'));
    expect(changed({ kind: 'go' })).toEqual({ ok: true, value: [GO] });
  });

  test('that is there already stays as it is', () => {
    expect(after(LOADED, STARTED, GO, STAGE_A)({ kind: 'go' })).toEqual({ ok: true, value: [] });
  });
});

describe('a go up to a stage', () => {
  const UP_TO_A: JournalFact = { kind: 'go-signed', upTo: 'A' };
  const goUpToA: Step = { kind: 'go', upTo: 'A' };
  const onStageA = after(LOADED, STARTED, UP_TO_A, STAGE_A);

  test('names in its reason what has to be closed before more', () => {
    const tested = after(LOADED, STARTED);
    expect(tested(goUpToA)).toMatchObject(refusedAs('reason-needed'));
    expect(tested(goUpToA, { why: 'Issue 12 is open' })).toEqual({ ok: true, value: [UP_TO_A] });
    const unknown = tested({ kind: 'go', upTo: 'X' }, { why: 'Issue 12 is open' });
    expect(unknown).toMatchObject({
      error: { sentence: 'The plan has no Stage X. Its stages: A, B, C.' },
    });
  });

  test('opens that stage and none after it, override or not', () => {
    expect(after(LOADED, STARTED, UP_TO_A)(ADVANCE)).toEqual({ ok: true, value: [STAGE_A] });
    expect(onStageA(ADVANCE, { hours: 3 })).toMatchObject(refusedAs('go-ends'));
    expect(onStageA(OVERRIDE, { hours: 3, why: 'hurry' })).toMatchObject(refusedAs('go-ends'));
  });

  test('gives way to a go for all', () => {
    expect(onStageA({ kind: 'go' })).toEqual({ ok: true, value: [GO] });
    const released = after(LOADED, STARTED, UP_TO_A, STAGE_A, GO);
    expect(released(ADVANCE, { hours: 3 })).toEqual({ ok: true, value: [STAGE_B] });
  });
});

describe('a go that several sign', () => {
  const terms = { ...CANARY_PLAN.terms, goSignedBy: ['product-manager', 'reviewer'] };
  const plan = { ...CANARY_PLAN, terms };
  const signing = (...facts: readonly JournalFact[]) =>
    decidedOn([LOADED, STARTED, ...facts], { plan });
  const BY_PAT: JournalFact = { kind: 'go-signed', awaiting: ['reviewer'] };

  test('is in force when each role that the plan names has signed, and opens nothing before', () => {
    expect(signing()({ kind: 'go' })).toEqual({ ok: true, value: [BY_PAT] });
    expect(signing(BY_PAT)(ADVANCE)).toMatchObject({
      error: {
        code: 'go-needed',
        sentence: 'Signed so far by Pat Planner, product manager. Still to sign: reviewer.',
      },
    });
    expect(signing(BY_PAT)({ kind: 'go' }, { who: RITA })).toEqual({ ok: true, value: [GO] });
    expect(signing(BY_PAT, GO)(ADVANCE)).toMatchObject({ ok: true, value: [STAGE_A] });
  });

  test('is signed by nobody for another, and by no role that the plan does not name', () => {
    const patToo = { name: 'pat  planner', role: 'reviewer' };
    expect(signing(BY_PAT)({ kind: 'go' }, { who: patToo })).toMatchObject(
      refusedAs('signed-already'),
    );
    expect(signing()({ kind: 'go' }, { who: ENZO })).toMatchObject(refusedAs('not-allowed'));
    expect(signing()({ kind: 'no-go' }, { who: ENZO })).toMatchObject(refusedAs('not-allowed'));
    expect(after(LOADED, STARTED)({ kind: 'go' }, { who: RITA })).toMatchObject(
      refusedAs('not-allowed'),
    );
  });

  test('begins anew with a changed plan', () => {
    expect(signing(BY_PAT, LOADED_ANEW)({ kind: 'go' }, { who: RITA })).toEqual({
      ok: true,
      value: [{ kind: 'go-signed', awaiting: ['product manager'] }],
    });
  });
});

describe('a no-go', () => {
  const NO_GO: JournalFact = { kind: 'no-go-signed' };
  const OTHERS = [ENZO, { name: 'Olga Owner', role: 'product-owner' }] as const;
  /** Of Pat’s, who signs everything in these journals. */
  const said = after(LOADED, STARTED, GO, NO_GO);
  const ONE_MORE: JournalFact = {
    kind: 'go-signed',
    awaiting: ['Pat Planner, who said no-go, or one other'],
  };

  test('stands until its author signs a go', () => {
    expect(said(ADVANCE)).toMatchObject({
      error: { code: 'go-needed', sentence: expect.stringContaining('said no-go') as string },
    });
    expect(said({ kind: 'go' })).toEqual({ ok: true, value: [GO] });
  });

  test.each([[[]], [[LOADED_ANEW]], [[{ kind: 'rolled-back' } as const]]])(
    'or until two others do, after %j too',
    (between) => {
      const [first, second] = OTHERS;
      const facts = [LOADED, STARTED, NO_GO, ...between];
      expect(after(...facts)({ kind: 'go' }, { who: first })).toEqual({
        ok: true,
        value: [ONE_MORE],
      });
      const entries = (who: typeof first) => [...journalOf(...facts), signedBy(who, facts.length)];
      const decision = (by: typeof first, who: typeof first) =>
        decide({ ...SITUATION, progress: progressOf(entries(by)), who }, { kind: 'go' });
      expect(decision(first, first)).toEqual({ ok: true, value: [] });
      expect(decision(first, second)).toEqual({ ok: true, value: [GO] });
    },
  );

  const SITUATION = {
    plan: CANARY_PLAN,
    assessment: null,
    why: null,
    now: MONDAY_TEN,
    togglesLeft: [],
  };

  function signedBy(who: Who, version: number): JournalEntry {
    const after = { version, planVersion: 1 };
    const circumstances = { at: MONDAY_TEN, who, why: null, evidence: null };
    const [entry] = entriesAfter(after, [ONE_MORE], circumstances);
    if (!entry) throw new Error('There is no entry.');
    return entry;
  }
});
