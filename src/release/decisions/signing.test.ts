import { describe, expect, test } from 'vitest';

import { decidedAfter as after, refusedAs } from '../../../test/world/deciding.ts';
import { GO, LOADED, STAGE_A, STAGE_B, STARTED } from '../../../test/world/releases.ts';
import type { Step } from './decide.ts';
import type { JournalFact } from '../journal/journal.ts';

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
