/** Whatever people and the program do in whatever order: nothing opens past what people have to say first. */
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { CANARY_PLAN, LOADED, MONDAY_TEN } from '../../../../test/world/releases.ts';
import type { ReleasePlan } from '../../../plan/index.ts';
import {
  entriesAfter,
  type JournalEntry,
  type JournalFact,
  type Who,
} from '../../journal/journal.ts';
import type { Progress } from '../../journal/progress.ts';
import { progressAfter, progressOf } from '../../journal/progress-after.ts';
import { decide, type Step } from '../decide.ts';

const [READY, BUGS, FIRST, SECOND] = ['Ready', 'Bugs', 'Issue 1', 'Issue 2'];
const PLAN: ReleasePlan = {
  ...CANARY_PLAN,
  terms: { ...CANARY_PLAN.terms, authorSignsAlone: false },
  goItems: {
    asked: [
      { text: READY, owner: 'contact-center', goodAnswer: 'yes', source: 'plan' },
      { text: BUGS, owner: 'engineer', goodAnswer: 'no', source: 'template' },
    ],
    dropped: [],
  },
};
const LETTERS = PLAN.stages.map(({ letter }) => letter);

type Happening = { readonly step: Step | 'load'; readonly who: Who; readonly why: string | null };

const who = fc.constantFrom<Who>(
  { name: 'Pat', role: 'product-manager' },
  { name: 'Olga', role: 'product-owner' },
  { name: 'Enzo', role: 'engineer' },
  { name: 'Cora', role: 'contact-center' },
);
const upTo = fc.constantFrom('A', 'A', 'B');
const condition = fc.constantFrom(
  { text: FIRST, owner: 'engineer' },
  { text: SECOND, owner: 'contact-center' },
);
const step = fc.oneof(
  fc.constantFrom<Step | 'load'>(
    { kind: 'start' },
    { kind: 'go' },
    { kind: 'go' },
    { kind: 'no-go' },
    { kind: 'pause' },
    { kind: 'void-go', cause: 'heartbeat-silent' },
    { kind: 'rollback' },
    { kind: 'resume' },
    { kind: 'step-back', cause: 'rule' },
    'load',
  ),
  fc.record({ kind: fc.constant('advance' as const), override: fc.boolean() }),
  fc.record({ kind: fc.constant('advance' as const), override: fc.constant(true) }),
  fc.record({
    kind: fc.constant('answer-item' as const),
    item: fc.constantFrom(READY, BUGS),
    answer: fc.constantFrom('yes' as const, 'no' as const, 'not-applicable' as const),
  }),
  upTo.map((letter): Step => ({ kind: 'go', upTo: letter })),
  fc
    .tuple(upTo, fc.array(condition, { minLength: 1, maxLength: 2 }))
    .map(([letter, conditions]): Step => ({ kind: 'go', upTo: letter, conditions })),
  condition.map(({ text }): Step => ({ kind: 'close-condition', condition: text })),
);
const happening: fc.Arbitrary<Happening> = fc.record({
  step,
  who,
  why: fc.constantFrom('Because', 'Because', null),
});

/** What a journal says, read a second time and simply. */
function standingBefore(entries: readonly JournalEntry[]) {
  const items = new Map<string, string>();
  const conditions = new Map<string, string>();
  let signers: string[] = [];
  let author = '';
  for (const entry of entries) {
    if (entry.kind === 'item-answered') items.set(entry.item, entry.answer);
    if (entry.kind === 'condition-closed') conditions.delete(entry.condition);
    if (entry.kind === 'plan-loaded') author = entry.who.name;
    if (entry.kind === 'rolled-back') items.clear();
    if (ENDS_A_GO.has(entry.kind)) signers = [];
    if (entry.kind !== 'go-signed') continue;
    signers.push(entry.who.name);
    for (const { text } of entry.conditions ?? []) conditions.set(text, entry.upTo ?? '');
  }
  return { items, conditions, signers, author };
}

const ENDS_A_GO: ReadonlySet<string> = new Set([
  'plan-loaded',
  'testing-started',
  'rolled-back',
  'no-go-signed',
  'pause-signed',
  'go-voided',
]);

function mayOpen(entries: readonly JournalEntry[], stage: number): boolean {
  const { items, conditions, signers, author } = standingBefore(entries);
  const isGood = (text: string, good: string) =>
    [good, 'not-applicable'].includes(items.get(text) ?? 'open');
  const isShut = [...conditions.values()].some((letter) => LETTERS.indexOf(letter) < stage);
  const isSigned = signers.some((name) => name !== author);
  return isGood(READY, 'yes') && isGood(BUGS, 'no') && !isShut && isSigned;
}

/** The journal that these leave, each refused or taken. */
function journalAfter(happenings: readonly Happening[]): readonly JournalEntry[] {
  const begun = entriesAfter(null, [LOADED], {
    at: MONDAY_TEN,
    who: { name: 'Pat', role: 'product-manager' },
    why: null,
    evidence: null,
  });
  let entries = begun;
  let progress = progressOf(begun);
  for (const [index, happening] of happenings.entries()) {
    const facts = factsOf(progress, happening, index);
    const { who: by, why } = happening;
    const circumstances = { at: timeAt(index), who: by, why, evidence: null };
    const added = entriesAfter(entries.at(-1) ?? null, facts, circumstances);
    progress = added.reduce(progressAfter, progress);
    entries = [...entries, ...added];
  }
  return entries;
}

const timeAt = (index: number) => new Date(MONDAY_TEN.getTime() + index * 60_000);

function factsOf(
  progress: Progress,
  { step: asked, who: by, why }: Happening,
  index: number,
): readonly JournalFact[] {
  if (asked === 'load') {
    return [{ kind: 'plan-loaded', planVersion: progress.planVersion + 1, title: 'canary' }];
  }
  const situation = { plan: PLAN, progress, assessment: null, now: timeAt(index), togglesLeft: [] };
  const decision = decide({ ...situation, who: by, why }, asked);
  return decision.ok ? decision.value : [];
}

test('no stage opens past an open or a bad item, an open condition, or a go that is missing or void', () => {
  let opened = 0;
  let openedAfterCondition = 0;
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60, size: 'max' }), (happenings) => {
      const prelude: readonly Happening[] = [
        said({ kind: 'start' }, 'product-manager', 'Pat'),
        said({ kind: 'answer-item', item: READY, answer: 'yes' }, 'contact-center', 'Cora'),
        said({ kind: 'answer-item', item: BUGS, answer: 'no' }, 'engineer', 'Enzo'),
      ];
      const entries = journalAfter([...prelude, ...happenings]);
      for (const [index, entry] of entries.entries()) {
        const isRaise = entry.kind === 'stage-opened' && entry.steppedBackFrom === undefined;
        if (!isRaise && entry.kind !== 'fully-on') continue;
        const before = entries.slice(0, index);
        const stage = entry.kind === 'stage-opened' ? entry.stage : PLAN.stages.length;
        expect(mayOpen(before, stage)).toBe(true);
        opened += 1;
        openedAfterCondition += before.some(({ kind }) => kind === 'condition-closed') ? 1 : 0;
      }
    }),
    { numRuns: 400 },
  );
  expect(opened).toBeGreaterThan(100);
  expect(openedAfterCondition).toBeGreaterThan(5);
});

function said(asked: Step, role: string, name: string): Happening {
  return { step: asked, who: { name, role }, why: 'Because' };
}
