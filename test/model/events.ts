/** What may happen to a release and to the instances that carry it out, and how it is made up. */
import fc from 'fast-check';

import type { ItemAnswer } from '../../src/release/journal/go-no-go/facts.ts';
import type { Asked } from './asked.ts';
import { POINTS, type Point, type Visit } from './member.ts';
import { ITEM, QUESTION, type PlanChange } from './plan.ts';
import type { OutsideChange } from './store.ts';
import { READERS, type Fault, type Item } from './told.ts';

/** How the asker knows the release: not at all, as it is, as it was before its last change, or as it has yet to be. */
export type Sight = 'unsaid' | 'now' | 'before' | 'to come';

/** Instances by number. */
export type Event =
  | {
      readonly does: 'ask';
      readonly of: number;
      readonly asked: Asked;
      /** Null: somebody who has not been here before. */
      readonly name: string | null;
      readonly role: string;
      readonly why: string | null;
      readonly seen: Sight;
      /** What comes after it under the same key, at the other instance: the same once more, or something else. */
      readonly again: 'the same' | Asked | null;
    }
  /** Two people at the same moment, on two instances, and perhaps a look of each. */
  | { readonly does: 'ask together'; readonly both: readonly Asked[]; readonly looks: boolean }
  | {
      readonly does: 'die in a step';
      readonly of: number;
      readonly asked: Asked;
      readonly at: Point;
      /** Whether the asker, without an answer, asks the same of the other instance. */
      readonly isAskedAgain: boolean;
    }
  | { readonly does: 'die'; readonly of: number }
  /** Is killed while it is asked, this many milliseconds after. */
  | {
      readonly does: 'die while asked';
      readonly of: number;
      readonly asked: Asked;
      readonly afterMs: number;
    }
  | { readonly does: 'visit'; readonly of: number; readonly people: number; readonly visit: Visit }
  /** Another program tells what people met: to one instance, to one after the other, or to both at once. */
  | {
      readonly does: 'tell';
      readonly of: readonly number[];
      readonly items: readonly Item[];
      readonly source: string;
      readonly isTogether: boolean;
    }
  | { readonly does: 'tick' }
  | { readonly does: 'wait'; readonly minutes: number }
  /** The leader is stopped; meanwhile another one leads and acts, or somebody asks for a step; then it goes on. */
  | {
      readonly does: 'stop the leader';
      readonly of: number;
      readonly at: 'while it looks' | 'before the intent';
      readonly asked: Asked | null;
    }
  | { readonly does: 'cut off'; readonly of: number; readonly isCut: boolean }
  | { readonly does: 'mute'; readonly of: number; readonly isMuted: boolean }
  /** Nobody has been heard of for so long that nothing can be trusted. */
  | { readonly does: 'silence' }
  | { readonly does: 'sql'; readonly toggle: number; readonly change: OutsideChange };

export type AskEvent = Event & { readonly does: 'ask' };

const FORWARD = ['product-manager', 'product-owner', 'engineer'];
export const testerNamed = (name: string) => ({
  emailDigest: `digest-of-${name}`,
  accountId: `account-of-${name}`,
});

const tester = fc.constantFrom('ada', 'bob', 'cy').map(testerNamed);
const checkIn = fc.record({
  kind: fc.constant('check-in' as const),
  checkIn: fc.constantFrom('one-week' as const, 'one-month' as const, 'post-launch' as const),
  waive: fc.boolean(),
});
const always = (asked: Asked) => fc.constant(asked);

const asked: fc.Arbitrary<Asked> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<PlanChange>('none', 'words', 'first share')
      .map((change) => ({ kind: 'load' as const, change })),
  },
  { weight: 3, arbitrary: always({ kind: 'start' }) },
  {
    weight: 1,
    arbitrary: tester.map(({ emailDigest }) => ({ kind: 'invite-tester' as const, emailDigest })),
  },
  { weight: 2, arbitrary: tester.map((who) => ({ kind: 'enroll-tester' as const, ...who })) },
  {
    weight: 1,
    arbitrary: tester.map(({ emailDigest }) => ({ kind: 'remove-tester' as const, emailDigest })),
  },
  {
    weight: 5,
    arbitrary: fc.boolean().map((yes) => ({ kind: 'answer' as const, criterion: QUESTION, yes })),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom<ItemAnswer>('no', 'no', 'yes', 'not-applicable')
      .map((answer) => ({ kind: 'answer-item' as const, item: ITEM, answer })),
  },
  { weight: 1, arbitrary: always({ kind: 'pause' }) },
  { weight: 5, arbitrary: always({ kind: 'go' }) },
  { weight: 1, arbitrary: always({ kind: 'go', upTo: 'A' }) },
  { weight: 1, arbitrary: always({ kind: 'no-go' }) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.boolean(), fc.option(fc.constantFrom('A', 'B', 'C', 'fully-on'), { freq: 2 }))
      .map(([override, to]) => ({
        kind: 'advance' as const,
        override,
        ...(to !== null && { to }),
      })),
  },
  { weight: 2, arbitrary: always({ kind: 'hold' }) },
  { weight: 3, arbitrary: always({ kind: 'resume' }) },
  { weight: 2, arbitrary: always({ kind: 'rollback' }) },
  { weight: 2, arbitrary: checkIn },
  { weight: 1, arbitrary: always({ kind: 'close' }) },
);

export const of = fc.nat({ max: 1 });
const role = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...FORWARD) },
  { weight: 3, arbitrary: fc.constantFrom('reviewer', 'contact-center', 'contact-center') },
);
const name = fc.option(fc.constantFrom('Pat', 'Connie'), { freq: 2 });
const seen = fc.constantFrom<Sight>('unsaid', 'unsaid', 'now', 'now', 'now', 'before', 'to come');
const again = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.constant('the same' as const) },
  { weight: 1, arbitrary: asked },
);
const why = fc.option(fc.constant('Because.'), { freq: 4 });
const visit = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Visit>('well') },
  { weight: 3, arbitrary: fc.constant<Visit>('harm') },
  { weight: 1, arbitrary: fc.constant<Visit>('shared') },
  { weight: 2, arbitrary: fc.constant<Visit>('dependency') },
  { weight: 1, arbitrary: fc.constant<Visit>('impossible') },
);
const does = <Kind extends Event['does']>(kind: Kind) => fc.constant(kind);

export const deathInStep = fc.record({
  does: does('die in a step'),
  of,
  asked,
  at: fc.constantFrom(...POINTS),
  isAskedAgain: fc.boolean(),
});
export const leaderStopped = fc.record({
  does: does('stop the leader'),
  of,
  at: fc.constantFrom('while it looks' as const, 'before the intent' as const),
  asked: fc.option(asked, { freq: 2 }),
});
export const changeBySql = fc.record({
  does: does('sql'),
  toggle: fc.nat({ max: 1 }),
  change: fc.constantFrom<OutsideChange>('close', 'widen', 'narrow'),
});

const FAULTS: readonly Exclude<Fault, null>[] = [
  'no duration',
  'a status in quotes',
  'has yet to come',
  'an unknown toggle',
  'too old for its id',
  'failed by nobody’s fault',
  'shown to those without it',
];
const item: fc.Arbitrary<Item> = fc.record({
  cohort: fc.constantFrom('open', 'open', 'closed', 'tester'),
  reader: fc.constantFrom(...READERS),
  percent: fc.constantFrom(0, 10, 20, 20, 20, 50, 50, 77, 100),
  isRounded: fc.constantFrom(false, false, false, true),
  hasFailed: fc.boolean(),
  minutesAgo: fc.constantFrom(0, 0, 0, 30),
  id: fc.option(fc.constantFrom('one', 'two', 'three'), { freq: 3 }),
  fault: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...FAULTS) },
  ),
});

export const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 16,
    arbitrary: fc.record({ does: does('ask'), of, asked, name, role, why, seen, again }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: does('ask together'),
      both: fc.array(asked, { minLength: 2, maxLength: 2 }),
      looks: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: deathInStep },
  { weight: 1, arbitrary: fc.record({ does: does('die'), of }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: does('die while asked'),
      of,
      asked,
      afterMs: fc.nat({ max: 40 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: does('visit'),
      of,
      people: fc.constantFrom(20, 80, 320),
      visit,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: does('tell'),
      of: fc.constantFrom([0], [1], [0, 1], [1, 0]),
      items: fc.array(item, { minLength: 1, maxLength: 8 }),
      source: fc.constantFrom('letters-1', 'letters-2'),
      isTogether: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ does: does('tick') }) },
  {
    weight: 6,
    arbitrary: fc.record({
      does: does('wait'),
      minutes: fc.constantFrom(1, 20, 120, 1440, 10080, 44640),
    }),
  },
  { weight: 3, arbitrary: leaderStopped },
  { weight: 2, arbitrary: fc.record({ does: does('cut off'), of, isCut: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: does('mute'), of, isMuted: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: does('silence') }) },
  { weight: 2, arbitrary: changeBySql },
);
