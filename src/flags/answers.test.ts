import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { actor, featureOf } from '../../test/flipper/vectors.ts';
import { answersOf } from './answers.ts';
import { CLOSED_GATES, stateOf, storedPercentage, type Feature } from './feature.ts';
import type { Surroundings } from './gates/gate.ts';

const ALMA = actor('User;1', { plan: 'pro', address: { city: 'Malmö' } });
const OWEN = actor('User;2', { plan: 'basic' });

function answers(features: readonly Feature[], overrides: Partial<Surroundings> = {}) {
  const groups = new Map([
    ['admins', ({ properties }: typeof ALMA) => properties['plan'] === 'pro'],
  ]);
  return answersOf(features, { groups, now: () => new Date(0), random: () => 0.5, ...overrides });
}

const IS_PRO = { Equal: [{ Property: ['plan'] }, 'pro'] };

describe('the answer for a feature', () => {
  test('is closed, with a reason, where nobody has added the feature', () => {
    const { isOpen, explain } = answers([]);
    expect(isOpen('search', 'User;1')).toBe(false);
    expect(explain('search', [ALMA])).toEqual({ open: false, because: 'unknown-feature' });
  });

  test('names the first open gate, in Flipper’s order', () => {
    const all = Object.entries({
      boolean: 'true',
      expression: IS_PRO,
      actors: ['User;1'],
      percentage_of_actors: '100',
      percentage_of_time: '100',
      groups: ['admins'],
    });
    const order = all.map((_, first) => {
      const feature = featureOf('search', Object.fromEntries(all.slice(first)));
      const decision = answers([feature]).explain('search', [ALMA]);
      return decision.open && decision.gate;
    });
    expect(order).toEqual([
      ...['boolean', 'expression', 'actor'],
      ...['percentage_of_actors', 'percentage_of_time', 'group'],
    ]);
  });

  test('says where an actor stands, open or not', () => {
    const at = (percentage_of_actors: string) =>
      answers([featureOf('search', { percentage_of_actors })]).explain('search', [ALMA]);
    const standing = { bucket: 97_600, percentage: 97.601 };
    expect(at('97.601')).toEqual({ open: true, gate: 'percentage_of_actors', ...standing });
    expect(at('97.6')).toEqual({
      open: false,
      because: 'no-gate-open',
      bucket: 97_600,
      percentage: 97.6,
    });
    expect(at('0')).toEqual({ open: false, because: 'no-gate-open' });
  });

  test('is for nobody in particular what the gates that need no actor say', () => {
    const needActors = { actors: ['User;1'], percentage_of_actors: '100', groups: ['admins'] };
    const { isOpen, explain } = answers([
      featureOf('needs_actors', needActors),
      featureOf('by_time', { percentage_of_time: '100' }),
      featureOf('by_expression', {
        expression: { Equal: [{ Property: ['plan'] }, refersTo('x')] },
      }),
    ]);
    expect(explain('needs_actors', [])).toEqual({ open: false, because: 'no-gate-open' });
    expect(isOpen('needs_actors', null)).toBe(false);
    expect(isOpen('by_time', null)).toBe(true);
    expect(isOpen('by_expression', null)).toBe(false);
  });

  test('is open a share of the time, anew each time', () => {
    const draws = [0.249, 0.25, 0, 0.9];
    const random = () => draws.shift() ?? 1;
    const { isOpen } = answers([featureOf('search', { percentage_of_time: '25' })], { random });
    const openings = [0, 1, 2, 3].map(() => isOpen('search', 'User;1'));
    expect(openings).toEqual([true, false, true, false]);
  });

  test('is open for whoever belongs to a registered group', () => {
    const { explain, isOpen } = answers([featureOf('search', { groups: ['admins'] })]);
    expect(explain('search', [ALMA])).toEqual({ open: true, gate: 'group' });
    expect(explain('search', [OWEN])).toEqual({ open: false, because: 'no-gate-open' });
    expect(explain('search', [OWEN, ALMA])).toEqual({ open: true, gate: 'group' });
    // Of an id alone no group can know anything.
    expect(isOpen('search', 'User;1')).toBe(false);
  });
});

describe('what is wrong closes its own gate only', () => {
  const BROKEN = new Map([
    [
      'broken',
      () => {
        throw new Error('broken');
      },
    ],
  ]);

  test.each([
    [{ groups: ['nobody_knows'] }, 'group', 'unknown-group', 'nobody_knows'],
    [{ groups: ['broken'] }, 'group', 'group-failed', 'broken'],
    [{ percentage_of_actors: 'abc' }, 'percentage_of_actors', 'malformed-percentage', 'abc'],
    [{ percentage_of_time: '' }, 'percentage_of_time', 'malformed-percentage', 'Found ""'],
    [{ expression: { Nope: [] } }, 'expression', 'malformed-expression', 'Nope'],
    [{ expression: { Any: [[]] } }, 'expression', 'malformed-expression', 'Any[0]'],
    [{ expression: { Time: [{ Property: 'x' }] } }, 'expression', 'expression-failed', 'Time'],
  ])('%j leaves the %s gate closed: %s', (gates, gate, reason, words) => {
    const ofFeature = (feature: Feature) =>
      answers([feature, featureOf('other', { boolean: 'true' })], { groups: BROKEN });
    const alone = ofFeature(featureOf('search', gates)).explain('search', [ALMA]);
    expect(alone).toMatchObject({ open: false, problems: [{ gate, reason }] });
    expect(alone.problems?.[0]?.sentence).toContain(words);

    const { explain, isOpen } = ofFeature(featureOf('search', { ...gates, actors: ['User;1'] }));
    expect(explain('search', [ALMA])).toMatchObject({ open: true, gate: 'actor' });
    expect(isOpen('search', 'User;1')).toBe(true);
    expect(isOpen('other', 'User;1')).toBe(true);
  });

  test('an expression that is not JSON is a malformed one', () => {
    const gates = { ...CLOSED_GATES, expression: '{"Any":[' };
    const { problems } = answers([{ key: 'search', gates }]).explain('search', [ALMA]);
    expect(problems).toMatchObject([{ reason: 'malformed-expression' }]);
    expect(problems?.[0]?.sentence).toContain('expected JSON');
  });

  test('an expression that fails for one actor can be true for another, in any order', () => {
    const fails = { GreaterThan: [{ Property: ['address'] }, 1] };
    const expression = { Any: [fails, { Equal: [{ Property: ['plan'] }, 'basic'] }] };
    const { explain } = answers([featureOf('search', { expression })]);
    expect(explain('search', [ALMA, OWEN])).toMatchObject({ open: true, gate: 'expression' });
    expect(explain('search', [OWEN, ALMA])).toMatchObject({ open: true, gate: 'expression' });
    const problems = [{ gate: 'expression', reason: 'expression-failed' }];
    expect(explain('search', [ALMA])).toMatchObject({ open: false, problems });
  });

  test('properties nested deeper than the stack fail, and throw nothing', () => {
    const nested = () => JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as [];
    const expression = { Equal: [{ Property: ['one'] }, { Property: ['other'] }] };
    const { explain } = answers([featureOf('search', { expression })]);
    const deep = actor('User;1', { one: nested(), other: nested() });
    const problems = [{ gate: 'expression', reason: 'expression-failed' }];
    expect(explain('search', [deep])).toMatchObject({ open: false, problems });
  });
});

describe('features that refer to each other', () => {
  const referring = (key: string, ...others: string[]) =>
    featureOf(key, { expression: { Any: others.map(refersTo) } });
  const chain = (length: number, times: number) =>
    Array.from({ length }, (_, place) =>
      referring(`link_${place}`, ...Array.from({ length: times }, () => `link_${place + 1}`)),
    );

  test('are open for the same actor and under their own name', () => {
    const ofHalf = { PercentageOfActors: [{ Property: ['flipper_id'] }, 97.601] };
    const { isOpen } = answers([
      referring('asks', 'search'),
      featureOf('search', { expression: ofHalf }),
      featureOf('asks_itself', { expression: ofHalf }),
    ]);
    expect(isOpen('asks', 'User;1')).toBe(isOpen('search', 'User;1'));
    expect(isOpen('asks', 'User;1')).toBe(true);
    expect(isOpen('asks', null)).toBe(true);
  });

  test('are closed where they only lead back to themselves, and say nothing is wrong', () => {
    const { explain } = answers([
      referring('a', 'b', 'b'),
      referring('b', 'a', 'a'),
      referring('itself', 'itself', 'itself'),
    ]);
    expect(explain('a', [ALMA])).toEqual({ open: false, because: 'no-gate-open' });
    expect(explain('itself', [ALMA])).toEqual({ open: false, because: 'no-gate-open' });
  });

  test('are open where one on the circle is open', () => {
    const open = featureOf('c', { expression: { Any: [refersTo('a')] }, actors: ['User;1'] });
    const { isOpen } = answers([referring('a', 'b'), referring('b', 'c', 'a'), open]);
    expect(['a', 'b', 'c'].map((key) => isOpen(key, 'User;1'))).toEqual([true, true, true]);
    expect(['a', 'b', 'c'].map((key) => isOpen(key, 'User;2'))).toEqual([false, false, false]);
  });

  test('are followed twenty deep', () => {
    const openAtTheEnd = (length: number) =>
      answers([...chain(length, 1), featureOf(`link_${length}`, { boolean: 'true' })]);
    expect(openAtTheEnd(20).isOpen('link_0', 'User;1')).toBe(true);
    expect(openAtTheEnd(21).isOpen('link_0', 'User;1')).toBe(false);
  });

  test.each([
    ['deeper than that', chain(10_000, 1)],
    ['so often that it would take years', chain(18, 10)],
    [
      'each to all of them',
      Array.from({ length: 15 }, (_, place) =>
        referring(`link_${place}`, ...Array.from({ length: 15 }, (__, other) => `link_${other}`)),
      ),
    ],
  ])('are closed when they refer to each other %s, even under a "not"', (_, features) => {
    const isClosed = { Equal: [refersTo('link_0'), false] };
    const { explain } = answers([...features, featureOf('not', { expression: isClosed })]);
    for (const key of ['link_0', 'not']) {
      const decision = explain(key, [ALMA]);
      expect(decision).toMatchObject({ open: false, problems: [{ reason: 'expression-failed' }] });
      expect(decision.problems?.[0]?.sentence).toContain('was not followed further');
    }
  });
});

describe('whatever the store holds', () => {
  const ID = fc.constantFrom('User;1', 'User;2', '', '漢;2');
  const KEY = fc.constantFrom('search', 'other', 'third');
  const { expression: EXPRESSION } = fc.letrec<{ expression: unknown; arg: unknown }>((tie) => ({
    expression: fc
      .tuple(
        fc.constantFrom(
          ...['Any', 'All', 'Equal', 'NotEqual', 'GreaterThan', 'LessThanOrEqualTo', 'Property'],
          ...['Time', 'Number', 'Boolean', 'String', 'Percentage', 'PercentageOfActors', 'Nope'],
        ),
        fc.array(tie('arg'), { maxLength: 3 }),
      )
      .map(([name, args]) => ({ [name]: args })),
    arg: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(fc.boolean(), fc.constantFrom('plan', 'flipper_id', 'nested', '12', '')),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      KEY.map(refersTo),
      tie('expression'),
    ),
  }));
  const PERCENTAGE = fc.oneof(
    fc.double({ min: 0, max: 100, noNaN: true }).map(String),
    fc.string(),
    fc.constant(null),
  );
  const FEATURE = fc.record({
    key: KEY,
    gates: fc.record({
      boolean: fc.constantFrom(null, null, null, 'true', 'TRUE', '0'),
      expression: fc.oneof(
        EXPRESSION.map((value) => JSON.stringify(value)),
        fc.string(),
      ),
      actors: fc.array(ID, { maxLength: 2 }).map((ids) => new Set(ids)),
      percentageOfActors: PERCENTAGE,
      percentageOfTime: PERCENTAGE,
      groups: fc.subarray(['admins', 'nobody_knows', '']).map((names) => new Set(names)),
    }),
  });
  const FEATURES = fc.array(FEATURE, { minLength: 1, maxLength: 3 });
  const ACTOR = fc.record({
    id: ID,
    properties: fc.dictionary(
      fc.constantFrom('plan', 'nested'),
      fc.jsonValue() as fc.Arbitrary<null>,
    ),
  });

  test('one id alone gets the answer that is explained', () => {
    fc.assert(
      fc.property(FEATURES, KEY, fc.option(ID), (features, key, id) => {
        const { isOpen, explain } = answers(features);
        const actors = id === null ? [] : [actor(id)];
        expect(isOpen(key, id)).toBe(explain(key, actors).open);
      }),
    );
  });

  test('the order of actors says nothing', () => {
    fc.assert(
      fc.property(FEATURES, KEY, fc.array(ACTOR, { maxLength: 4 }), (features, key, actors) => {
        const { explain } = answers(features);
        const { problems: one, ...answer } = explain(key, actors);
        const { problems: other, ...reversed } = explain(key, actors.toReversed());
        expect(reversed).toEqual(answer);
        if (!answer.open) expect(new Set(other)).toEqual(new Set(one));
      }),
    );
  });

  test('nobody falls out as the percentage rises', () => {
    const percentage = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(FEATURE, fc.array(ACTOR), percentage, percentage, (feature, actors, ...both) => {
        const [lower, higher] = both.toSorted((one, other) => one - other);
        const isOpenAt = (share: number | undefined) => {
          const gates = { ...feature.gates, percentageOfActors: storedPercentage(share ?? 0) };
          return answers([{ ...feature, gates }]).explain(feature.key, actors).open;
        };
        expect(!isOpenAt(lower) || isOpenAt(higher)).toBe(true);
      }),
    );
  });

  test('a text that is no expression closes the gate, with a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (expression) => {
        const gates = { ...CLOSED_GATES, expression };
        const { open, problems } = answers([{ key: 'search', gates }]).explain('search', [ALMA]);
        expect(open).toBe(false);
        const isStored = stateOf(gates) === 'conditional';
        expect(problems?.map(({ reason }) => reason)).toEqual(
          isStored ? ['malformed-expression'] : undefined,
        );
      }),
    );
  });
});

function refersTo(key: string) {
  return { FeatureEnabled: [key] };
}
