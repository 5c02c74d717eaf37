import * as takes from './parameter.ts';
import { propertyOf } from '../actor.ts';
import { compareBytes, bucketOf, isBelow } from '../gates/percentage-of-actors.ts';
import { binary, nullary, unary, variadic, type ExpressionOperator } from './operator.ts';
import { isTrue, type Value } from './value.ts';

/** Every operator of Flipper's expressions, by its name. Source: Flipper 1.4.2. */
export const OPERATORS: ReadonlyMap<string, ExpressionOperator> = new Map(
  Object.entries({
    Any: variadic((args) => args.some(isTrue)),
    All: variadic((args) => args.every(isTrue)),
    Equal: equality((equal) => equal),
    NotEqual: equality((equal) => !equal),
    GreaterThan: comparison((order) => order > 0),
    GreaterThanOrEqualTo: comparison((order) => order >= 0),
    LessThan: comparison((order) => order < 0),
    LessThanOrEqualTo: comparison((order) => order <= 0),
    Property: unary({
      takes: takes.TEXT,
      gives: null,
      answer: (name, { actor }) => propertyOf(actor, name),
    }),
    Now: nullary('time', ({ now }) => now()),
    Time: unary({ takes: takes.READS_AS_TIME, gives: 'time', answer: (time) => time }),
    Number: unary({ takes: takes.READS_AS_NUMBER, gives: 'number', answer: (number) => number }),
    Boolean: unary({ takes: takes.ANYTHING, gives: 'boolean', answer: readsAsTrue }),
    String: unary({ takes: takes.TEXT, gives: 'string', answer: (text) => text }),
    Percentage: unary({
      takes: takes.READS_AS_FLOAT,
      gives: 'number',
      answer: (percentage) => Math.min(100, Math.max(0, percentage)),
    }),
    PercentageOfActors: binary({
      takes: [takes.TEXT, takes.NUMBER],
      answer: (id, percentage, { featureKey }) => isBelow(bucketOf(featureKey, id), percentage),
    }),
    Random: random(),
    FeatureEnabled: featureEnabled(),
  }),
);

function equality(holds: (equal: boolean) => boolean): ExpressionOperator {
  return binary({
    takes: [takes.ANYTHING, takes.ANYTHING],
    answer: (one, other) => holds(isEqual(one, other)),
  });
}

/** @param holds is asked with a number as the order's sign, and with NaN where there is no order. */
function comparison(holds: (order: number) => boolean): ExpressionOperator {
  return binary({
    takes: [takes.COMPARABLE, takes.COMPARABLE],
    answer: (one, other) => holds(orderOf(one, other)),
  });
}

function orderOf(one: Value, other: Value): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') return compareBytes(one, other);
  if (one instanceof Date && other instanceof Date) return one.getTime() - other.getTime();
  return Number.NaN;
}

function readsAsTrue(value: Value): boolean {
  return value === true || value === 1 || value === 'true' || value === '1';
}

/** A whole number below the argument; without one, or below 1, a fraction. Another one at every check. */
function random(): ExpressionOperator {
  const below = unary({
    takes: takes.NUMBER_OR_NOTHING,
    gives: 'number',
    answer: (limit, context) => {
      const whole = Math.abs(Math.trunc(limit));
      return whole === 0 ? context.random() : Math.floor(context.random() * whole);
    },
  });
  return { ...below, least: 0 };
}

function featureEnabled(): ExpressionOperator {
  return {
    ...unary({ takes: takes.TEXT, gives: 'boolean', answer: () => false }),
    call: ([value = null], { isOpen }) => {
      const key = takes.fitting(takes.TEXT, value);
      return key.ok ? isOpen(key.value) : key;
    },
  };
}

/** Whether two values are the same, however deep; the order of an object's members says nothing. */
function isEqual(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (one instanceof Date || other instanceof Date) {
    return one instanceof Date && other instanceof Date && one.getTime() === other.getTime();
  }
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  if (one === null || other === null) return false;
  return Array.isArray(one) === Array.isArray(other) && haveEqualMembers(one, other);
}

function haveEqualMembers(one: object, other: object): boolean {
  const members = Object.entries<Value>({ ...one });
  const others = new Map(Object.entries<Value>({ ...other }));
  return (
    members.length === others.size &&
    members.every(([name, value]) => {
      const counterpart = others.get(name);
      return counterpart !== undefined && isEqual(value, counterpart);
    })
  );
}
