import { describe, expect, test } from 'vitest';

import { decidedOn } from '../../../test/world/deciding.ts';
import {
  CANARY_PLAN,
  GO,
  HELD,
  journalOf,
  LOADED,
  MONDAY_TEN,
  release,
  ROLLED_BACK,
  STAGE_A,
  STAGE_B,
  STARTED,
} from '../../../test/world/releases.ts';
import type { JournalEntry, JournalFact } from '../journal/journal.ts';
import type { StageRecord } from '../journal/stage-record.ts';
import { openStageRun } from './stages.ts';
import { statusOf } from './status.ts';

const QUESTION = 'Can callers be helped?';
const PLAN = { ...CANARY_PLAN, criteria: [{ text: QUESTION, code: null, line: 1 }] };

function statusAfter(...facts: readonly JournalFact[]) {
  return statusOfEntries(journalOf(...facts));
}

function statusOfEntries(entries: readonly JournalEntry[]) {
  return statusOf(release({ entries, plan: PLAN }), { snapshot: null, now: MONDAY_TEN });
}

/** The same facts, the last of them for this reason. */
function because(why: string, ...facts: readonly JournalFact[]): readonly JournalEntry[] {
  const entries = journalOf(...facts);
  return entries.map((entry, index) => (index === entries.length - 1 ? { ...entry, why } : entry));
}

const ADDED: JournalFact = { kind: 'reason-added', to: 'hold' };

const statesIn = (...facts: readonly JournalFact[]) =>
  statusAfter(...facts).stages.map(({ state }) => state);

describe('a status tells who keeps a release where it is', () => {
  test('who holds it, since when, why, and what ends that', () => {
    const byPerson = statusOfEntries(
      because('Calls come in', LOADED, GO, STAGE_A, { kind: 'held' }),
    );
    expect(byPerson.hold).toEqual({
      by: 'Pat Planner, product manager',
      at: '2024-04-08T14:03:00.000Z',
      why: 'Calls come in.',
      cause: null,
      waitsForPerson: true,
      ends: 'It ends when an operator resumes the release.',
    });
    expect(byPerson.next).toBe('On hold. It ends when an operator resumes the release.');
    const down: JournalFact = { kind: 'held', cause: 'dependency' };
    expect(statusAfter(LOADED, GO, STAGE_A, down).hold?.ends).toBe(
      'It ends by itself when the service behind the feature is well again, or when an operator resumes the release.',
    );
  });

  test('every reason why it is held', () => {
    const held = because('Calls come in', LOADED, GO, STAGE_A, { kind: 'held' });
    const more = because('Twelve more!', LOADED, GO, STAGE_A, { kind: 'held' }, ADDED);
    const status = statusOfEntries([...held, ...more.slice(-1)]);
    expect(status.hold?.why).toBe('Calls come in. Pat Planner adds: Twelve more!');
  });

  test('that a no-go stands, until it is lifted', () => {
    const noGo: JournalFact = { kind: 'no-go-signed' };
    const said = statusOfEntries(because('Two callers wait.', LOADED, STARTED, GO, noGo));
    expect(said.noGo).toMatchObject({
      by: 'Pat Planner, product manager',
      why: 'Two callers wait.',
    });
    expect(said.next).toBe(
      'Pat Planner, product manager, says no-go: Two callers wait. To begin the rollout, answer the open questions, then sign the go/no-go.',
    );
    const awaiting: JournalFact = { kind: 'go-signed', awaiting: ['one other'] };
    expect(statusAfter(LOADED, STARTED, noGo, awaiting).noGo).not.toBeNull();
    expect(statusAfter(LOADED, STARTED, noGo, GO).noGo).toBeNull();
  });

  test('that it stepped back, from where and why', () => {
    const stepped = decidedOn([LOADED, GO, STAGE_A, STAGE_B])({ kind: 'step-back', cause: 'rule' });
    const facts = stepped.ok ? stepped.value : [];
    const entries = journalOf(LOADED, GO, STAGE_A, STAGE_B, ...facts);
    const told = entries.map((entry) => ({ ...entry, why: 'Too many errors.' }));
    expect(statusOfEntries(told).because).toBe(
      'Stepped back from Stage B to Stage A at 20% by Pat Planner, product manager: Too many errors.',
    );
  });
});

test('beside each step of the program stands why, and the evidence as a part of its limit', () => {
  const entries = journalOf(LOADED, GO, STAGE_A, ROLLED_BACK);
  const evidence = {
    ...{ sighting: 9, failed: { open: 6, closed: 0 }, came: { open: 20, closed: 80 }, unserved: 0 },
    ...{ logEvidence: Math.log(50), threshold: Math.log(100) },
  };
  const told = entries.map((entry) => ({ ...entry, why: 'Errors 12%, at most 1%.', evidence }));
  expect(statusOfEntries(told).history.at(-1)).toMatchObject({
    what: 'Rolled back',
    why: 'Errors 12%, at most 1%.',
    evidence: expect.stringMatching(
      /^Failed visits: 6 people with the feature, 0 without it; 50% of the evidence that rolls the feature back$/,
    ) as string,
  });
});

test('each entry that is told has one line, in whatever order a journal is asked for as it was', () => {
  const entries = journalOf(LOADED, GO, STAGE_A, HELD, { kind: 'resumed' }, ROLLED_BACK);
  for (const count of [2, 2, 5, 3, 6, 6]) {
    const told = statusOfEntries(entries.slice(0, count)).history;
    expect(told.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6].slice(0, count));
  }
});

describe('a stage is said to have passed', () => {
  const OVERRIDDEN = { ...STAGE_B, overridden: true } as JournalFact;
  const FULLY_ON: JournalFact = { kind: 'fully-on' };

  test('only where its conditions were met', () => {
    expect(statesIn(LOADED, GO, STAGE_A, STAGE_B)).toEqual(['passed', 'open', 'planned']);
    expect(statesIn(LOADED, GO, STAGE_A, OVERRIDDEN)).toEqual(['overridden', 'open', 'planned']);
  });

  test('once it was opened again and left in order, and not because of an earlier run', () => {
    expect(statesIn(LOADED, GO, STAGE_A, OVERRIDDEN, STAGE_A, STAGE_B)[0]).toBe('passed');
    expect(statesIn(LOADED, GO, STAGE_A, OVERRIDDEN, ROLLED_BACK, GO, STAGE_A, STAGE_B)[0]).toBe(
      'passed',
    );
  });

  test('not when the release was given up', () => {
    const closed: JournalFact = { kind: 'closed' };
    expect(new Set(statesIn(LOADED, closed))).toEqual(new Set(['planned']));
    expect(statesIn(LOADED, GO, STAGE_A, FULLY_ON, ROLLED_BACK, closed)).toEqual([
      'taken-back',
      'planned',
      'planned',
    ]);
    expect(new Set(statesIn(LOADED, GO, STAGE_A, FULLY_ON, closed))).toEqual(new Set(['passed']));
  });

  test('not when it was rolled back, and of the next run alone once that has begun', () => {
    const takenBack = [LOADED, GO, STAGE_A, STAGE_B, ROLLED_BACK] as const;
    expect(statesIn(...takenBack)).toEqual(['taken-back', 'taken-back', 'planned']);
    expect(statesIn(...takenBack, GO, STAGE_A)).toEqual(['open', 'planned', 'planned']);
    expect(statesIn(...takenBack, GO, STAGE_A, ROLLED_BACK)).toEqual([
      'taken-back',
      'planned',
      'planned',
    ]);
  });

  test('of Phase I where a tester was seen', () => {
    const testersSeen = (people: number): JournalFact => ({
      kind: 'stage-measured',
      record: { place: { kind: 'testing' }, figures: { people } } as StageRecord,
    });
    const phaseOne = (...facts: readonly JournalFact[]) => statusAfter(...facts).phaseOne;
    expect(phaseOne(LOADED, STARTED, GO, testersSeen(2), STAGE_A)).toBe('passed');
    expect(phaseOne(LOADED, STARTED, GO, testersSeen(0), STAGE_A)).toBe('not-used');
    expect(phaseOne(LOADED, GO, STAGE_A)).toBe('not-used');
    expect(phaseOne(LOADED, STARTED)).toBe('open');
    expect(phaseOne(LOADED, STARTED, GO, STAGE_A, ROLLED_BACK)).toBe('not-used');
  });
});

describe('for whom it is open', () => {
  const APPLIED: JournalFact = { kind: 'applied' };
  const openFor = (...facts: readonly JournalFact[]) => statusAfter(...facts).openFor;

  test('is what the journal says once the flag has followed', () => {
    expect(openFor(LOADED, GO, STAGE_A, APPLIED)).toBe('20% of Veterans');
    expect(openFor(LOADED, STARTED, APPLIED)).toBe('No one yet: no tester is enrolled');
    expect(openFor(LOADED, GO, STAGE_A, APPLIED, ROLLED_BACK, APPLIED)).toBe('No one');
  });

  test('names who may have it still while the flag has not followed', () => {
    const open = [LOADED, GO, STAGE_A, APPLIED, STAGE_B, APPLIED] as const;
    expect(openFor(...open, STAGE_A)).toBe(
      '20% of Veterans, once the flag follows; until then, 50% of Veterans may have it',
    );
    expect(openFor(...open, ROLLED_BACK)).toBe(
      'No one, once the flag follows; until then, 50% of Veterans may have it',
    );
    expect(openFor(LOADED, GO, STAGE_A)).toBe('20% of Veterans, once the flag follows');
    expect(openFor(...open, HELD)).toBe('50% of Veterans');
  });

  test('is nobody by a release that was given up', () => {
    expect(openFor(LOADED, { kind: 'closed' })).toBe('No one; the release was given up');
  });
});

test('what is missing begins with the hold and the go', () => {
  const { missing } = statusAfter(LOADED, GO, STAGE_A, { kind: 'pause-signed' }, HELD);
  expect(missing.slice(0, 2)).toEqual([
    'The release is on hold. It ends when an operator resumes the release.',
    expect.stringContaining('pause'),
  ]);
});

describe('the go/no-go names what is in the way', () => {
  const no: JournalFact = { kind: 'criterion-answered', criterion: QUESTION, yes: false };

  test('a question that was answered no as well as an open one', () => {
    const open = (...facts: readonly JournalFact[]) => statusAfter(...facts).goNoGo.open;
    expect(open(LOADED, STARTED)).toMatchObject([{ text: QUESTION, isBad: false }]);
    expect(open(LOADED, STARTED, no)).toMatchObject([{ text: QUESTION, isBad: true }]);
    expect(open(LOADED, STARTED, { ...no, yes: true })).toEqual([]);
  });

  test('and the go that a rollback ended, until another is signed', () => {
    const ended = (...facts: readonly JournalFact[]) =>
      statusAfter(...facts).goNoGo.endedSignatures;
    expect(ended(LOADED, GO, STAGE_A)).toEqual([]);
    expect(ended(LOADED, GO, STAGE_A, ROLLED_BACK)).toMatchObject([
      { by: 'Pat Planner, product manager', upTo: null },
    ]);
    expect(ended(LOADED, GO, STAGE_A, ROLLED_BACK, GO)).toEqual([]);
    expect(ended(LOADED, GO, STAGE_A, ROLLED_BACK, GO, STAGE_A)).toEqual([]);
  });
});

test('an answer that counts no more is shown with its stage', () => {
  const yes: JournalFact = { kind: 'criterion-answered', criterion: QUESTION, yes: true };
  const [question] = statusAfter(LOADED, GO, STAGE_A, yes, STAGE_B).questions;
  expect(question).toMatchObject({ answer: null, earlier: { yes: true, during: 'Stage A' } });
});

test('a question in other words shows what was answered to the former ones', () => {
  const former = 'Can all of the callers be helped?';
  const no: JournalFact = { kind: 'criterion-answered', criterion: former, yes: false };
  const [question] = statusAfter(LOADED, STARTED, no).questions;
  expect(question).toMatchObject({
    answer: null,
    earlier: { yes: false, asked: former },
  });
});

test('check-ins are due on days where the plan is written', () => {
  const entries = journalOf(LOADED, GO, STAGE_A);
  // Ten in the evening on January 30, which is the 31st in UTC.
  const late = { kind: 'stage-opened', stage: 2, letter: 'C', percentage: 100 } as const;
  const at = new Date('2024-01-31T03:00:00Z');
  const everyone = journalOf(LOADED, { ...late, overridden: false }, { kind: 'fully-on' });
  const { checkIns } = statusOfEntries(everyone.map((entry) => ({ ...entry, at })));
  expect(checkIns.map(({ dueOn }) => dueOn)).toEqual(['2024-02-06', '2024-02-29', '2024-02-29']);
  expect(statusOfEntries(entries).checkIns[0]?.dueOn).toBeNull();
});

test('each opening of a stage has a name of its own, for as long as it is open', () => {
  const openAfter = (...facts: readonly JournalFact[]) =>
    openStageRun(release({ entries: journalOf(...facts), plan: PLAN }));
  expect(openAfter(LOADED)).toBeNull();
  expect(openAfter(LOADED, STARTED)).toBe('canary: Phase I, run 1');
  expect(openAfter(LOADED, STARTED, GO, STAGE_A)).toBe('canary: Stage A, run 1');
  const goneBack = [LOADED, GO, STAGE_A, STAGE_B, STAGE_A];
  expect(openAfter(...goneBack)).toBe('canary: Stage A, run 1, opening 2');
  expect(openAfter(...goneBack, ROLLED_BACK)).toBeNull();
  expect(openAfter(...goneBack, ROLLED_BACK, GO, STAGE_A)).toBe('canary: Stage A, run 2');
  expect(openStageRun(null)).toBeNull();
});
