import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { actor } from '../../../test/flipper/vectors.ts';
import { ok } from '../../lib/result.ts';
import type { Actor } from '../actor.ts';
import {
  evaluate,
  expressionText,
  readExpression,
  readStoredExpression,
  type ExpressionContext,
} from './index.ts';

const NOON = new Date('2027-01-31T12:00:00Z');
const ALMA = actor('User;1', {
  plan: 'pro',
  age: 65,
  beta: false,
  address: { city: 'Malmö', codes: [1, 2] },
  home: { codes: [1, 2], city: 'Malmö' },
});

function contextFor(who: Actor | null): ExpressionContext {
  return {
    featureKey: 'search',
    actor: who,
    now: () => NOON,
    random: () => 0.75,
    isOpen: (key) => ok(key === 'on_flag'),
  };
}

/** What the expression comes to for Alma; the sentence where it can't be read or fails. */
function valueOf(expression: unknown, who: Actor | null = ALMA): unknown {
  const reading = readStoredExpression(JSON.stringify(expression));
  if (!reading.ok) return reading.error.sentence;
  const outcome = evaluate(reading.value, contextFor(who));
  return outcome.ok ? outcome.value : outcome.error.sentence;
}

const property = (name: string) => ({ Property: [name] });

describe('an expression', () => {
  test.each([
    [{ Any: [0] }, true],
    [{ Any: [''] }, true],
    [{ Any: [false, property('missing')] }, false],
    [{ Any: [] }, false],
    [{ All: [] }, true],
    [{ All: [1, 'x', property('missing')] }, false],
    [{ Equal: [1, 1.0] }, true],
    [{ Equal: ['1', 1] }, false],
    [{ Equal: [property('missing'), property('gone')] }, true],
    [{ Equal: [property('address'), property('home')] }, true],
    [{ Equal: [property('address'), property('plan')] }, false],
    [{ Equal: [{ Now: [] }, { Time: '2027-01-31T13:00+01:00' }] }, true],
    [{ NotEqual: [{ Now: [] }, 0] }, true],
    [{ GreaterThan: [{ Now: [] }, { Time: [0] }] }, true],
    [{ LessThan: [{ Now: [] }, { Time: '2027-01-31T12:00:01Z' }] }, true],
    [{ GreaterThan: ['é', 'z'] }, true],
    [{ LessThan: ['Z', 'a'] }, true],
    [{ GreaterThan: ['😀', '～'] }, true],
    [{ GreaterThanOrEqualTo: ['a', 'a'] }, true],
    [{ LessThanOrEqualTo: ['1', 1] }, false],
    [{ LessThanOrEqualTo: [property('missing'), property('missing')] }, false],
    [{ LessThanOrEqualTo: [true, true] }, false],
    [{ Property: 'plan' }, 'pro'],
    [{ Property: 'flipper_id' }, 'User;1'],
    [{ Property: 'constructor' }, null],
    [{ Property: '__proto__' }, null],
    [{ Number: ['12.5x'] }, 12.5],
    [{ Number: ['1e3'] }, 1],
    [{ Number: [property('missing')] }, 0],
    [{ Number: [{ Time: ['1970-01-01T00:00:01.5Z'] }] }, 1.5],
    [{ Percentage: ['1e3'] }, 100],
    [{ Percentage: [-5] }, 0],
    [{ Percentage: [property('missing')] }, 0],
    [{ Boolean: ['true'] }, true],
    [{ Boolean: [1] }, true],
    [{ Boolean: ['TRUE'] }, false],
    [{ String: [property('missing')] }, ''],
    [{ String: [0.00001] }, '1.0e-05'],
    [{ String: [true] }, 'true'],
    [{ String: [{ Now: [] }] }, '2027-01-31 12:00:00 UTC'],
    [{ PercentageOfActors: ['User;1', 97.601] }, true],
    [{ PercentageOfActors: ['User;1', 97.6] }, false],
    [{ PercentageOfActors: [property('missing'), 100] }, true],
    [{ Random: [] }, 0.75],
    [{ Random: [0] }, 0.75],
    [{ Random: [10] }, 7],
    [{ Random: [2.9] }, 1],
    [{ Random: [-10] }, 7],
    [{ FeatureEnabled: ['on_flag'] }, true],
    [{ FeatureEnabled: ['other'] }, false],
    [{ Equal: [1, 1], Nope: ['only the first member is read'] }, true],
  ])('%j comes to %j', (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });

  test('knows no property, not even an id, where nobody is asked for', () => {
    expect(valueOf(property('plan'), null)).toBeNull();
    expect(valueOf(property('flipper_id'), null)).toBeNull();
  });

  test('takes the id for the property flipper_id, whatever else stands there', () => {
    expect(valueOf(property('flipper_id'), actor('User;2', { flipper_id: 'User;9' }))).toBe(
      'User;2',
    );
  });

  test.each([
    [{ Time: [property('missing')] }, 'Time: found nothing, expected seconds since 1970'],
    [{ Time: [property('plan')] }, 'Time: found a text, expected seconds since 1970'],
    [{ PercentageOfActors: ['x', property('missing')] }, 'PercentageOfActors: found nothing'],
    [{ GreaterThan: [property('address'), 1] }, 'GreaterThan: found an object'],
    [{ GreaterThan: [1, property('address')] }, 'GreaterThan: found an object'],
    [{ Number: [property('beta')] }, 'Number: found a boolean, expected a number'],
    [{ String: [property('address')] }, 'String: found an object, expected a text'],
    [{ Random: [property('plan')] }, 'Random: found a text, expected a number'],
  ])(
    '%j fails for Alma, and says so without telling what is known of her',
    (expression, sentence) => {
      expect(valueOf(expression)).toContain(sentence);
      expect(valueOf({ Any: [true, expression] })).toContain(sentence);
    },
  );
});

describe('reading an expression that somebody wants to store', () => {
  const TYPO = 'The expression: found the operator "File", expected one of Any, All, Equal';

  test.each<[unknown, string]>([
    [{ File: ['x'] }, TYPO],
    [{ Kernel: [1] }, 'found the operator "Kernel"'],
    [{ 'Flipper::Typecast': ['x'] }, 'found the operator "Flipper::Typecast"'],
    [{ Comparable: [1, 2] }, 'found the operator "Comparable"'],
    [{ constructor: ['x'] }, 'found the operator "constructor"'],
    [{ any: [true] }, 'found the operator "any"'],
    [{ Equal: [1] }, 'At Equal: found 1 argument, expected 2.'],
    [{ Equal: [1, 2, 3] }, 'At Equal: found 3 arguments, expected 2.'],
    [{ Property: [] }, 'At Property: found no arguments, expected 1.'],
    [{ Property: null }, 'At Property: found no arguments, expected 1.'],
    [{ Now: [1] }, 'At Now: found 1 argument, expected none.'],
    [{ Random: [1, 2] }, 'At Random: found 2 arguments, expected at most 1.'],
    [{ PercentageOfActors: ['x'] }, 'At PercentageOfActors: found 1 argument, expected 2.'],
    [{ Time: ['garbage'] }, 'At Time[0]: found a text, expected seconds since 1970, or a time'],
    [{ Time: [true] }, 'At Time[0]: found a boolean'],
    [{ Time: [{ Now: [] }] }, 'At Time[0]: found a time'],
    [{ Number: [true] }, 'At Number[0]: found a boolean'],
    [{ Number: [{ Equal: [1, 1] }] }, 'At Number[0]: found a boolean'],
    [{ Percentage: [true] }, 'At Percentage[0]: found a boolean'],
    [{ PercentageOfActors: ['x', '50'] }, 'At PercentageOfActors[1]: found a text'],
    [{ Random: ['x'] }, 'At Random[0]: found a text'],
    [{ Any: [] }, 'At Any: found no arguments, expected at least one.'],
    [{ Any: [true, { All: [{ Any: [] }] }] }, 'At Any[1].All[0].Any: found no arguments'],
    [{ Any: { Equal: [1, 1] } }, 'At Any: found an object, expected its arguments in a list.'],
    [{ Any: [{}] }, 'At Any[0]: found an empty object'],
    [{ Any: [null] }, 'At Any[0]: found null, expected a text, a number'],
    [{ Any: [[1]] }, 'At Any[0]: found a list'],
    [{ Equal: [property('id'), 2 ** 53] }, 'found a whole number of more digits than JSON keeps'],
    [{ Any: [{ Equal: [1, -1e20] }] }, 'found a whole number of more digits than JSON keeps'],
    [{ Any: [Infinity] }, 'At Any[0]: found Infinity'],
    [{}, 'The expression: found an empty object, expected an object such as'],
    [[1], 'The expression: found a list'],
    ['x', 'The expression: found "x"'],
    [5, 'The expression: found 5'],
    [true, 'The expression: found true'],
    [null, 'The expression: found null'],
    [undefined, 'The expression: found undefined'],
  ])('refuses %j', (expression, sentence) => {
    const reading = readExpression(expression);
    expect(reading.ok ? 'read' : reading.error.sentence).toContain(sentence);
  });

  test('refuses what is nested deeper than Ruby would read in the list of all features', () => {
    const nested = (depth: number): unknown => (depth === 0 ? true : { Any: [nested(depth - 1)] });
    expect(readExpression(nested(47)).ok).toBe(true);
    expect(readExpression(nested(48))).toMatchObject({ ok: false });
    expect(readExpression(nested(5_000))).toMatchObject({ ok: false });
    expect(readStoredExpression(JSON.stringify(nested(50))).ok).toBe(true);
    expect(readStoredExpression(JSON.stringify(nested(51)))).toMatchObject({ ok: false });
  });

  test.each([{ Equal: ['\ud800', 'x'] }, { Property: ['\udc00'] }, { Any: ['a\ud83d'] }])(
    'refuses half a character: %j',
    (expression) => {
      expect(readExpression(expression)).toMatchObject({ ok: false });
    },
  );

  test('quotes no part of a character of what it refuses', () => {
    const reading = readExpression({ [`${'x'.repeat(55)}👩‍👩‍👧‍👦`]: [] });
    expect(reading.ok ? '' : reading.error.sentence).toMatch(/operator "x{55}…,/u);
  });

  test('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const reading = readExpression(value);
        return reading.ok || reading.error.sentence.endsWith('.');
      }),
    );
  });
});

describe('an expression as text', () => {
  test('is compact, with lists for lone arguments and only the first member of objects', () => {
    const reading = readExpression({
      All: [{ Property: 'plan', Other: [1] }, 'Malmö', 1.5, false],
    });
    expect(reading.ok && expressionText(reading.value)).toBe(
      '{"All":[{"Property":["plan"]},"Malmö",1.5,false]}',
    );
  });

  test('is read back as the same expression', () => {
    const text = '{"Any":[{"Equal":[{"Property":["plan"]},"pro"]},{"Now":[]}]}';
    const reading = readStoredExpression(text);
    expect(reading.ok && expressionText(reading.value)).toBe(text);
  });
});
