import { describe, expect, test } from 'vitest';

import { refusedAs } from '../../../../test/world/deciding.ts';
import {
  CANARY_PLAN,
  ENZO,
  LOADED,
  MONDAY_TEN,
  PAT,
  RITA,
  STAGE_A,
  STAGE_B,
  STARTED,
} from '../../../../test/world/releases.ts';
import type { GoItem, ReleasePlan } from '../../../plan/index.ts';
import type { PlannedCondition } from '../../journal/go-no-go/facts.ts';
import { entriesAfter, type JournalFact, type Who } from '../../journal/journal.ts';
import { progressOf } from '../../journal/progress-after.ts';
import { decide, type Step } from '../decide.ts';
import { rulingOn } from '../ruling.ts';
import { ALL_WELL } from '../../../../test/world/releases.ts';

const CORA: Who = { name: 'Cora Callahan', role: 'contact-center' };
const OLGA: Who = { name: 'Olga Owner', role: 'product-owner' };

const item = (text: string, owner: string | null, goodAnswer: 'yes' | 'no' = 'yes'): GoItem => ({
  text,
  owner,
  goodAnswer,
  source: 'plan',
});
const READY = 'The contact center is ready';
const BUGS = 'A severe bug is open';
const PLAN: ReleasePlan = {
  ...CANARY_PLAN,
  stages: CANARY_PLAN.stages.map((stage) => ({ ...stage, minimumUsers: null })),
  goItems: { asked: [item(READY, 'contact-center'), item(BUGS, 'engineer', 'no')], dropped: [] },
};

/** A release to which these things happened, each by somebody, with a reason if they gave one. */
class Course {
  readonly #plan: ReleasePlan;
  readonly #facts: readonly (readonly [JournalFact, Who, string | null])[];

  constructor(
    plan: ReleasePlan = PLAN,
    facts: readonly (readonly [JournalFact, Who, string | null])[] = [
      [LOADED, PAT, null],
      [STARTED, PAT, null],
    ],
  ) {
    this.#plan = plan;
    this.#facts = facts;
  }

  after(fact: JournalFact, who: Who = PAT, why: string | null = null): Course {
    return new Course(this.#plan, [...this.#facts, [fact, who, why]]);
  }

  get progress() {
    const entries = this.#facts.flatMap(([fact, who, why], index) =>
      entriesAfter({ version: index, planVersion: 1 }, [fact], {
        at: MONDAY_TEN,
        who,
        why,
        evidence: null,
      }),
    );
    return progressOf(entries);
  }

  asked(step: Step, who: Who = PAT, why: string | null = null) {
    const now = new Date(MONDAY_TEN.getTime() + 3 * 86_400_000);
    const situation = { plan: this.#plan, progress: this.progress, assessment: null, now };
    return decide({ ...situation, who, why, togglesLeft: [] }, step);
  }

  /** The same after the step, which has to be taken. */
  taken(step: Step, who: Who = PAT, why: string | null = null): Course {
    const decision = this.asked(step, who, why);
    if (!decision.ok) throw new Error(decision.error.sentence);
    return decision.value.reduce<Course>((course, fact) => course.after(fact, who, why), this);
  }

  ruling() {
    const now = new Date(MONDAY_TEN.getTime() + 3 * 86_400_000);
    return rulingOn({ plan: this.#plan, progress: this.progress, assessment: ALL_WELL, now });
  }
}

const answer = (text: string, given: 'yes' | 'no' | 'not-applicable', link?: string): Step => ({
  kind: 'answer-item',
  item: text,
  answer: given,
  ...(link !== undefined && { link }),
});
const GO_STEP: Step = { kind: 'go' };
const ADVANCE: Step = { kind: 'advance', override: false };
const OVERRIDE: Step = { kind: 'advance', override: true };
const answered = (course: Course) =>
  course.taken(answer(READY, 'yes'), CORA).taken(answer(BUGS, 'no'), ENZO);
const ready = answered(new Course());
const sentenceOf = (decision: ReturnType<Course['asked']>) =>
  decision.ok ? 'taken' : decision.error.sentence;

describe('an item of the go/no-go', () => {
  test('is answered by its owner, and by nobody for another', () => {
    for (const who of [PAT, ENZO, OLGA, RITA]) {
      expect(new Course().asked(answer(READY, 'yes'), who)).toMatchObject(
        refusedAs('not-your-item'),
      );
    }
    expect(new Course().asked(answer(READY, 'yes'), CORA)).toEqual({
      ok: true,
      value: [{ kind: 'item-answered', item: READY, answer: 'yes' }],
    });
  });

  test('keeps every signature away while it is open, and says whose it is', () => {
    const half = new Course().taken(answer(READY, 'yes'), CORA);
    for (const step of [GO_STEP, { kind: 'go', upTo: 'A' } as const]) {
      const decision = half.asked(step, PAT, 'Because');
      expect(decision).toMatchObject(refusedAs('items-open'));
      expect(sentenceOf(decision)).toContain(`“${BUGS}” (engineer)`);
      expect(sentenceOf(decision)).not.toContain(READY);
    }
    expect(ready.asked(GO_STEP)).toMatchObject({ ok: true });
  });

  test('needs a reason for what is not its good answer, and for “not applicable”', () => {
    for (const [text, given, who] of [
      [READY, 'no', CORA],
      [READY, 'not-applicable', CORA],
      [BUGS, 'yes', ENZO],
    ] as const) {
      expect(new Course().asked(answer(text, given), who)).toMatchObject(
        refusedAs('reason-needed'),
      );
      expect(new Course().asked(answer(text, given), who, 'Guide due')).toMatchObject({ ok: true });
    }
  });

  test('that is not good keeps a go from being signed, and the next stage shut under one', () => {
    const bad = ready.taken(answer(BUGS, 'yes'), ENZO, 'Ticket 7');
    expect(sentenceOf(bad.asked(GO_STEP))).toBe(
      `Enzo Engineer answered yes to the item “${BUGS}” (Ticket 7); the good answer is no. Answer it again once that is resolved.`,
    );
    const onA = ready.taken(GO_STEP).taken(ADVANCE).taken(answer(BUGS, 'yes'), ENZO, 'Ticket 7');
    for (const step of [ADVANCE, OVERRIDE]) {
      expect(onA.asked(step, PAT, 'hurry')).toMatchObject(refusedAs('item-not-good'));
    }
    expect(onA.ruling()).toMatchObject({ kind: 'wait' });
    expect(onA.taken(answer(BUGS, 'no'), ENZO).asked(ADVANCE)).toMatchObject({ ok: true });
  });

  test('takes a later answer in the place of an earlier one, and a “not applicable” for good', () => {
    const later = ready.taken(answer(READY, 'not-applicable'), CORA, 'No calls are expected');
    expect(later.progress.goNoGo.items.size).toBe(2);
    expect(later.asked(GO_STEP)).toMatchObject({ ok: true });
    expect(ready.asked(answer(READY, 'yes'), CORA)).toEqual({ ok: true, value: [] });
  });

  test('is asked anew after a rollback, not after another plan with the same words', () => {
    const back = ready.taken(GO_STEP).taken(ADVANCE).taken({ kind: 'rollback' });
    expect(back.asked(GO_STEP)).toMatchObject(refusedAs('items-open'));
    const anew = ready.after({ kind: 'plan-loaded', planVersion: 2, title: 'canary' });
    expect(anew.asked(GO_STEP)).toMatchObject({ ok: true });
  });

  test.each([
    'javascript:alert(1)',
    'ftp://example.gov',
    'https://pat:secret@example.gov',
    'example.gov',
    'https://example.gov/ two',
    `https://example.gov/${'a'.repeat(500)}`,
    '',
  ])('takes no link that leads nowhere good: %s', (link) => {
    expect(new Course().asked(answer(READY, 'yes', link), CORA)).toMatchObject(
      refusedAs('not-a-link'),
    );
  });

  test('keeps its link, and is one that the plan has, while anything is asked', () => {
    const link = 'https://example.gov/guide';
    expect(new Course().taken(answer(READY, 'yes', link), CORA).progress.goNoGo.items).toSatisfy(
      (items: ReadonlyMap<string, { link: string | null }>) =>
        [...items.values()].some((one) => one.link === link),
    );
    expect(new Course().asked(answer('Is it nice', 'yes'), CORA)).toMatchObject(
      refusedAs('no-such-item'),
    );
    const over = ready.after({ kind: 'fully-on' });
    expect(over.asked(answer(READY, 'yes'), CORA)).toMatchObject(refusedAs('nothing-asked'));
  });
});

describe('a conditional go', () => {
  const ISSUE: PlannedCondition = { text: 'Issue 12 is closed', owner: 'engineer' };
  const conditional: Step = { kind: 'go', upTo: 'A', conditions: [ISSUE] };
  const close: Step = { kind: 'close-condition', condition: ISSUE.text };
  const onA = ready.taken(conditional).taken(ADVANCE);

  test('opens its stage, and none after it while a condition is open, override or not', () => {
    for (const step of [ADVANCE, OVERRIDE]) {
      const decision = onA.asked(step, PAT, 'hurry');
      expect(decision).toMatchObject(refusedAs('conditions-open'));
      expect(sentenceOf(decision)).toContain('“Issue 12 is closed” (engineer)');
    }
    expect(onA.ruling()).toMatchObject({ kind: 'wait' });
  });

  test('is for what follows once each condition is closed, by name, by its owner, with how', () => {
    expect(onA.asked(close, PAT, 'Mended')).toMatchObject(refusedAs('not-your-condition'));
    expect(onA.asked(close, ENZO)).toMatchObject(refusedAs('reason-needed'));
    const linked: Step = { ...close, link: 'data:x' };
    expect(onA.asked(linked, ENZO, 'Mended')).toMatchObject(refusedAs('not-a-link'));
    const other: Step = { kind: 'close-condition', condition: 'Another' };
    expect(onA.asked(other, ENZO, 'Mended')).toMatchObject(refusedAs('no-such-condition'));
    const closed = onA.taken(close, ENZO, 'Mended');
    expect(closed.asked(ADVANCE)).toEqual({ ok: true, value: [STAGE_B] });
    expect(closed.asked(close, ENZO, 'Mended')).toEqual({ ok: true, value: [] });
  });

  test.each([
    { kind: 'plan-loaded', planVersion: 2, title: 'canary' } as const,
    { kind: 'rolled-back' } as const,
    { kind: 'go-voided', cause: 'heartbeat-silent' } as const,
    { kind: 'pause-signed' } as const,
  ])('leaves its conditions open after $kind: no later go closes them', (fact) => {
    const anew = answered(onA.after(fact, PAT, 'why')).taken(GO_STEP);
    const afterA = anew.progress.stage ? anew : anew.taken(ADVANCE);
    expect(afterA.asked(OVERRIDE, PAT, 'hurry')).toMatchObject(refusedAs('conditions-open'));
  });

  test('says up to which stage, what, and whose, and not twice otherwise', () => {
    const asks = (conditions: readonly PlannedCondition[], upTo?: string) =>
      ready.asked({ kind: 'go', conditions, ...(upTo !== undefined && { upTo }) });
    expect(asks([ISSUE])).toMatchObject(refusedAs('stage-needed'));
    expect(asks([{ ...ISSUE, text: ' ‮ ' }], 'A')).toMatchObject(refusedAs('condition-unreadable'));
    const many = Array.from({ length: 21 }, (_, n) => ({ ...ISSUE, text: `Issue ${n}` }));
    expect(asks(many, 'A')).toMatchObject(refusedAs('condition-unreadable'));
    const other = { ...conditional, conditions: [{ ...ISSUE, owner: 'reviewer' }] };
    expect(onA.asked(other)).toMatchObject(refusedAs('condition-stands'));
    expect(onA.asked(conditional)).toEqual({ ok: true, value: [] });
  });

  test('is added to by who signs second', () => {
    const more = { ...ISSUE, text: 'Issue 13 is closed' };
    const both = onA.taken({ ...conditional, conditions: [ISSUE, more] }, ENZO);
    const half = both.taken(close, ENZO, 'Mended');
    expect(half.asked(ADVANCE)).toMatchObject(refusedAs('conditions-open'));
  });
});

describe('a pause', () => {
  test('takes the go away with a reason, and ends with the next go', () => {
    const signed = ready.taken(GO_STEP);
    expect(signed.asked({ kind: 'pause' })).toMatchObject(refusedAs('reason-needed'));
    expect(signed.asked({ kind: 'pause' }, RITA, 'why')).toMatchObject(refusedAs('not-allowed'));
    const paused = signed.taken({ kind: 'pause' }, PAT, 'The audit is on Friday');
    expect(paused.asked(ADVANCE)).toMatchObject({
      error: { code: 'paused', sentence: expect.stringContaining('audit is on Friday') as string },
    });
    expect(paused.taken(GO_STEP, ENZO).asked(ADVANCE)).toMatchObject({ ok: true });
  });
});

describe('a go whose evidence is lost', () => {
  const void_: Step = { kind: 'void-go', cause: 'heartbeat-silent' };

  test('is void, and opens nothing until another is signed', () => {
    const onA = ready.taken(GO_STEP).taken(ADVANCE).taken(void_);
    expect(onA.progress).toMatchObject({ go: null, phase: 'rollout', stage: { letter: 'A' } });
    for (const step of [ADVANCE, OVERRIDE]) {
      expect(onA.asked(step, PAT, 'hurry')).toMatchObject(refusedAs('go-void'));
    }
    expect(onA.taken(GO_STEP).asked(ADVANCE)).toMatchObject({ ok: true });
  });

  test('is voided once, and only if somebody has signed', () => {
    expect(ready.asked(void_)).toEqual({ ok: true, value: [] });
    const once = ready.taken(GO_STEP).taken(void_);
    expect(once.asked(void_)).toEqual({ ok: true, value: [] });
  });
});

describe('a plan whose author does not sign alone', () => {
  const terms = { ...PLAN.terms, authorSignsAlone: false };

  test('waits for somebody else', () => {
    const mine = answered(new Course({ ...PLAN, terms })).taken(GO_STEP);
    expect(mine.asked(ADVANCE)).toMatchObject({
      error: {
        code: 'go-needed',
        sentence: expect.stringContaining('somebody other than Pat Planner') as string,
      },
    });
    expect(mine.taken(GO_STEP, OLGA).asked(ADVANCE)).toEqual({ ok: true, value: [STAGE_A] });
  });
});
