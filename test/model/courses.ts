/** What comes after what: places that a release comes to, scenes that chance alone would rarely make, and whole courses. */
import fc from 'fast-check';

import type { Asked } from './asked.ts';
import {
  changeBySql,
  deathInStep,
  event,
  leaderStopped,
  of,
  testerNamed,
  type AskEvent,
  type Event,
  type Sight,
} from './events.ts';
import type { Visit } from './member.ts';
import { ITEM, QUESTION } from './plan.ts';

const ask = (
  asking: Asked,
  askingRole = 'product-manager',
  askingName: string | null = null,
): AskEvent => ({
  does: 'ask',
  of: 0,
  asked: asking,
  name: askingName,
  role: askingRole,
  why: 'Because.',
  seen: 'now',
  again: null,
});
const GO: Asked = { kind: 'go' };
const ADVANCE = ask({ kind: 'advance', override: true });
const ANSWER = ask({ kind: 'answer', criterion: QUESTION, yes: true });
const ITEM_ANSWERED = ask({ kind: 'answer-item', item: ITEM, answer: 'no' }, 'engineer');
const TO_STAGE_A = [
  ask({ kind: 'load', change: 'none' }),
  ask({ kind: 'start' }),
  ask({ kind: 'enroll-tester', ...testerNamed('ada') }),
  ANSWER,
  ITEM_ANSWERED,
  ask(GO),
  ask(GO, 'contact-center'),
  ADVANCE,
];

/** What every run begins with, so that chance goes on from every place that a release comes to. */
const BEGINNINGS: readonly (readonly Event[])[] = [
  [],
  TO_STAGE_A.slice(0, 3),
  TO_STAGE_A,
  [...TO_STAGE_A, ADVANCE],
  [...TO_STAGE_A, ADVANCE, ADVANCE],
  [...TO_STAGE_A, ADVANCE, ADVANCE, ADVANCE],
];

/** Many people meet trouble, and it is over again, and the leader is stopped over what it makes of that. */
const troubleOver: fc.Arbitrary<readonly Event[]> = fc
  .tuple(of, leaderStopped, fc.constantFrom<Visit>('harm', 'dependency'))
  .map(([place, stop, met]) => [
    { does: 'visit', of: place, people: 320, visit: met },
    { does: 'tick' },
    { does: 'visit', of: place, people: 320, visit: 'well' },
    stop,
  ]);

/** Many people meet trouble, and somebody looks. */
const troubleSeen: fc.Arbitrary<readonly Event[]> = fc
  .record({ of, visit: fc.constantFrom<Visit>('harm', 'harm', 'shared', 'dependency') })
  .map(({ of: place, visit: met }) => [
    { does: 'visit', of: place, people: 320, visit: met },
    { does: 'tick' },
  ]);

/** Somebody dies over a step, and before anybody comes in their place somebody else looks. */
const leftToOthers: fc.Arbitrary<readonly Event[]> = fc
  .tuple(deathInStep, fc.option(changeBySql, { freq: 2 }))
  .map(([death, change]) => [death, ...(change ? [change] : []), { does: 'tick' }]);

/** Several people sign, now and then for another role than their own, and say no in between. */
const signing: fc.Arbitrary<readonly Event[]> = fc
  .array(
    fc.record({
      asked: fc.constantFrom<Asked>(GO, GO, GO, { kind: 'go', upTo: 'A' }, { kind: 'no-go' }),
      who: fc.constantFrom(
        { name: 'Pat', role: 'product-manager' },
        { name: 'Pam', role: 'product-manager' },
        { name: 'Connie', role: 'contact-center' },
        { name: 'Pat', role: 'contact-center' },
      ),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((signatures) => [
    ANSWER,
    ITEM_ANSWERED,
    ...signatures.map(({ asked, who }) => ask(asked, who.role, who.name)),
  ]);

/** Somebody signs while an item of the go/no-go has no good answer, or none since the rollback. */
const unready: fc.Arbitrary<readonly Event[]> = fc.constantFrom(
  [ANSWER, ask({ kind: 'answer-item', item: ITEM, answer: 'yes' }, 'engineer'), ask(GO)],
  [ask({ kind: 'rollback' }), ANSWER, ask(GO)],
);

/** Somebody takes back their own no. */
const takenBack: readonly Event[] = [
  ANSWER,
  ITEM_ANSWERED,
  ask({ kind: 'no-go' }, 'product-manager', 'Pat'),
  ask(GO, 'product-manager', 'Pat'),
];

/** Somebody who has not looked for a time holds it or takes it back, or does so under a key that they have used. */
const late: fc.Arbitrary<readonly Event[]> = fc
  .record({
    lowering: fc.constantFrom<Asked>({ kind: 'hold' }, { kind: 'hold' }, { kind: 'rollback' }),
    seen: fc.constantFrom<Sight>('before', 'to come', 'now'),
  })
  .map(({ lowering, seen }) => {
    const isUnderUsedKey = seen === 'now';
    return [isUnderUsedKey ? { ...ANSWER, again: lowering } : { ...ask(lowering), seen }];
  });

/** Somebody opens the next stage and at once one more, and says neither which nor what they saw. */
const hasty: readonly Event[] = [
  ...TO_STAGE_A.slice(3, 7),
  { ...ADVANCE, seen: 'unsaid' },
  { ...ADVANCE, seen: 'unsaid' },
];

/** A course of events: a beginning, and so many more at most. */
export function courses(
  most: number,
  without: readonly Event['does'][] = [],
): fc.Arbitrary<readonly Event[]> {
  const more = fc.oneof(
    { weight: 18, arbitrary: event.map((one) => [one]) },
    { weight: 2, arbitrary: troubleSeen },
    { weight: 1, arbitrary: leftToOthers },
    { weight: 1, arbitrary: troubleOver },
    { weight: 2, arbitrary: signing },
    { weight: 1, arbitrary: unready },
    { weight: 2, arbitrary: late },
    { weight: 2, arbitrary: fc.constantFrom(hasty, takenBack) },
  );
  const isPossible = ({ does: kind }: Event) => !without.includes(kind);
  return fc
    .tuple(
      fc.constantFrom(...BEGINNINGS),
      fc.array(more, { minLength: 1, maxLength: most, size: 'max' }),
    )
    .map(([beginning, rest]) => [...beginning, ...rest.flat().filter(isPossible)]);
}
