import { describe, expect, test } from 'vitest';

import {
  ALL_WELL,
  CANARY_PLAN,
  GO,
  LOADED,
  MONDAY_TEN,
  ROLLED_BACK,
  STAGE_A,
  STAGE_C,
  STARTED,
} from '../../test/world/releases.ts';
import { decidedOn, refusedAs } from '../../test/world/deciding.ts';
import type { Step } from './decisions/decide.ts';
import type { JournalFact, Who } from './journal/journal.ts';

const CALLERS = 'The contact center raises no concern';
const PLAN = {
  ...CANARY_PLAN,
  criteria: [{ text: CALLERS, code: null, line: 30 }],
};
const CORA: Who = { name: 'Cora Callahan', role: 'contact-center' };
const FULLY_ON: JournalFact = { kind: 'fully-on' };
const EVERYBODY_HAS_IT = [LOADED, STARTED, GO, STAGE_C, FULLY_ON];
const ADVANCE: Step = { kind: 'advance', override: false };
const YES: JournalFact = { kind: 'criterion-answered', criterion: CALLERS, yes: true };

function after(...facts: readonly JournalFact[]) {
  const decided = decidedOn(facts, { plan: PLAN, assessment: ALL_WELL });
  return (step: Step, { days = 1, ...rest }: Circumstances = {}) =>
    decided(step, { hours: 24 * days, ...rest });
}

type Circumstances = {
  readonly days?: number;
  readonly why?: string | null;
  readonly who?: Who;
  readonly togglesLeft?: readonly string[];
  readonly lastAskedAt?: Date | null;
};

const done = (...facts: readonly JournalFact[]) => ({ ok: true, value: facts });

describe('what people are asked', () => {
  test('is answered by no signature: no go is signed while it is open', () => {
    expect(after(LOADED, STARTED)({ kind: 'go' })).toMatchObject({
      error: {
        code: 'questions-open',
        sentence: expect.stringContaining(`“${CALLERS}” (contact center)`) as string,
      },
    });
    expect(after(LOADED, STARTED, YES)({ kind: 'go' })).toEqual(done(GO));
  });

  test('is answered by the role it is asked of, and by no other', () => {
    const yes: Step = { kind: 'answer', criterion: CALLERS, yes: true };
    for (const step of [yes, { ...yes, criterion: null }]) {
      expect(after(LOADED, STARTED)(step)).toMatchObject(refusedAs('not-your-question'));
      expect(after(LOADED, STARTED)(step, { who: CORA })).toEqual(done(YES));
    }
  });

  test('is named in the refusal with at most nine others', () => {
    const criteria = Array.from({ length: 12 }, (_, n) => ({
      text: `Is ${n} so?`,
      code: null,
      line: n,
    }));
    const decided = decidedOn([LOADED, STARTED], { plan: { ...CANARY_PLAN, criteria } });
    const refused = decided({ kind: 'go' });
    const sentence = refused.ok ? '' : refused.error.sentence;
    expect(sentence).toContain('“Is 9 so?” (any operator); and 2 more');
    expect(sentence).not.toContain('Is 10 so?');
  });

  test('keeps its answer when its punctuation changes', () => {
    const shouted: JournalFact = { ...YES, criterion: 'The contact center raises **no** concern.' };
    const no: JournalFact = { ...shouted, yes: false };
    expect(after(LOADED, STARTED, shouted)({ kind: 'go' })).toEqual(done(GO));
    expect(after(LOADED, STARTED, no)({ kind: 'go' })).toMatchObject(refusedAs('answered-no'));
  });

  test('keeps the go from being signed while somebody says no', () => {
    const no: JournalFact = { ...YES, yes: false };
    expect(after(LOADED, STARTED, no)({ kind: 'go' })).toMatchObject(refusedAs('answered-no'));
    expect(after(LOADED, STARTED, no, YES)({ kind: 'go' })).toEqual(done(GO));
  });

  test('is asked anew in each stage before the next one', () => {
    const onA = [LOADED, STARTED, YES, GO, STAGE_A];
    expect(after(...onA)(ADVANCE)).toMatchObject({
      error: { code: 'not-yet', sentence: `Not answered yet: “${CALLERS}”.` },
    });
    expect(after(...onA, YES)(ADVANCE)).toMatchObject({ ok: true });
  });

  test('needs a reason for a no, and a question that the plan has', () => {
    const no: Step = { kind: 'answer', criterion: CALLERS, yes: false };
    const asked = after(LOADED, STARTED);
    expect(asked(no, { who: CORA })).toMatchObject(refusedAs('reason-needed'));
    expect(asked(no, { who: CORA, why: 'Two callers' })).toMatchObject({ ok: true });
    const other: Step = { kind: 'answer', criterion: 'Is it nice?', yes: true };
    expect(after(LOADED, STARTED)(other)).toMatchObject(refusedAs('no-such-question'));
    expect(after(LOADED)({ ...other, criterion: CALLERS })).toMatchObject(
      refusedAs('nothing-asked'),
    );
  });
});

test('a length in business days waits for as many, weekends left out', () => {
  const [first, ...others] = CANARY_PLAN.stages;
  if (!first) throw new Error('the plan has stages');
  const week = { ...first, minimumMinutes: 5 * 1_440, minimumBusinessDays: 5 };
  const plan = { ...CANARY_PLAN, stages: [week, ...others] };
  const decided = decidedOn([LOADED, STARTED, GO, STAGE_A], { plan, assessment: ALL_WELL });
  const onSaturday = decided(ADVANCE, { hours: 5 * 24 + 1 });
  expect(onSaturday).toMatchObject({
    error: { sentence: 'Stage A lasts at least 5 business days; 1 business day to go.' },
  });
  expect(decided(ADVANCE, { hours: 7 * 24 - 1 })).toMatchObject({ ok: false });
  expect(decided(ADVANCE, { hours: 7 * 24 + 1 })).toMatchObject({ ok: true });
});

describe('the end of a release', () => {
  test('is fully on after the stage in which everybody has it', () => {
    expect(after(LOADED, STARTED, GO, STAGE_C, YES)(ADVANCE)).toEqual(done(FULLY_ON));
    expect(after(...EVERYBODY_HAS_IT)(ADVANCE)).toMatchObject(refusedAs('last-stage'));
  });

  test('can be taken back when it is fully on', () => {
    expect(after(...EVERYBODY_HAS_IT)({ kind: 'rollback' })).toEqual(done(ROLLED_BACK));
  });

  test('asks after a week and after a month, and not before', () => {
    const checkIn = (which: 'one-week' | 'one-month' | 'post-launch') =>
      ({ kind: 'check-in', checkIn: which, waive: false }) as const;
    const why = 'Nobody needed a change';
    const ask = after(...EVERYBODY_HAS_IT);
    expect(ask(checkIn('one-week'), { days: 6, why })).toMatchObject(refusedAs('not-due'));
    expect(ask(checkIn('one-week'), { days: 8 })).toMatchObject(refusedAs('reason-needed'));
    expect(ask(checkIn('one-week'), { days: 8, why })).toEqual(
      done({ kind: 'check-in-answered', checkIn: 'one-week' }),
    );
    expect(ask(checkIn('one-month'), { days: 8, why })).toMatchObject(refusedAs('not-due'));
    expect(ask(checkIn('post-launch'), { days: 31, why })).toMatchObject({ ok: true });
    expect(
      after(LOADED, STARTED, GO, STAGE_A)(checkIn('one-week'), { days: 8, why }),
    ).toMatchObject(refusedAs('not-due'));
  });

  test('closes when everything is answered or waived and the toggles are gone', () => {
    const answered = (['one-week', 'one-month'] as const).map(
      (checkIn) => ({ kind: 'check-in-answered', checkIn }) as const,
    );
    const waived: JournalFact = { kind: 'check-in-waived', checkIn: 'post-launch' };
    const close: Step = { kind: 'close' };
    expect(after(...EVERYBODY_HAS_IT, ...answered)(close)).toMatchObject(
      refusedAs('check-ins-open'),
    );
    const all = after(...EVERYBODY_HAS_IT, ...answered, waived);
    expect(all(close, { togglesLeft: ['canary'] })).toMatchObject(refusedAs('flag-left'));
    expect(all(close)).toMatchObject(refusedAs('removal-unsaid'));
    const removedIn = 'vets-api#17316';
    expect(all({ ...close, removedIn })).toEqual(done({ kind: 'closed', removedIn }));
  });

  const CARRIED_OUT = [
    ...EVERYBODY_HAS_IT,
    ...(['one-week', 'one-month', 'post-launch'] as const).map(
      (checkIn) => ({ kind: 'check-in-answered', checkIn }) as const,
    ),
  ];

  test('waits until no program has asked for the flag for seven days', () => {
    const lastAskedAt = new Date(MONDAY_TEN.getTime() + 40 * 86_400_000);
    const close: Step = { kind: 'close', removedIn: 'vets-api#17316' };
    const ended = after(...CARRIED_OUT);
    const early = ended(close, { days: 46, lastAskedAt });
    expect(early).toMatchObject(refusedAs('flag-asked'));
    expect(early).toMatchObject({
      error: {
        sentence: expect.stringContaining('on May 25, 2024, 10:00 AM ET or later') as string,
      },
    });
    expect(ended(close, { days: 47, lastAskedAt })).toMatchObject({ ok: true });
  });

  test.each([
    ['a1b2c3d', true],
    ['https://github.com/department-of-veterans-affairs/vets-api/pull/17316', true],
    ['pull request 30588', true],
    ['', 'removal-unsaid'],
    ['done', 'not-a-reference'],
    ['javascript:alert(1)', 'not-a-link'],
    ['https://name:secret@example.test/1', 'not-a-link'],
    ['https://example.test/1?by=some.one@example.test', 'not-a-reference'],
    ['1 by some.one@example.test', 'personal-data'],
    ['call 202-555-0143', 'personal-data'],
    ['1234567', 'personal-data'],
    [`#1 ${'x'.repeat(100)}`, 'not-a-reference'],
  ])('takes %s for the commit that removed the flag: %s', (removedIn, expected) => {
    const closed = after(...CARRIED_OUT)({ kind: 'close', removedIn });
    expect(closed).toMatchObject(expected === true ? { ok: true } : refusedAs(String(expected)));
  });

  test('may be given up with a reason when nothing is open, and never while it is', () => {
    const close: Step = { kind: 'close' };
    expect(after(LOADED, STARTED, GO, STAGE_A)(close, { why: 'x' })).toMatchObject(
      refusedAs('still-open'),
    );
    expect(after(LOADED, STARTED, ROLLED_BACK)(close)).toMatchObject(refusedAs('reason-needed'));
    expect(after(LOADED, STARTED, ROLLED_BACK)(close, { why: 'No longer wanted' })).toMatchObject({
      ok: true,
    });
  });

  test('takes no step any more once it is closed', () => {
    for (const step of [
      ADVANCE,
      { kind: 'go' },
      { kind: 'rollback' },
      { kind: 'start' },
    ] as const) {
      expect(after(...EVERYBODY_HAS_IT, { kind: 'closed' })(step)).toMatchObject(
        refusedAs('closed'),
      );
    }
  });
});
