import { ok, type Result } from '../../lib/result.ts';
import type { Actor } from '../actor.ts';
import { ANYTHING, fitting, type ExpressionProblem, type Parameter } from './parameter.ts';
import type { Kind, Value } from './value.ts';

export type OperatorOutcome = Result<Value, ExpressionProblem>;

/** What an operator may ask besides its arguments. */
export type ExpressionContext = {
  /** The feature that holds the expression. */
  readonly featureKey: string;
  readonly actor: Actor | null;
  readonly now: () => Date;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
  /** Whether another feature is open for the same actor. */
  readonly isOpen: (featureKey: string) => Result<boolean, ExpressionProblem>;
};

export type ExpressionOperator = {
  readonly least: number;
  readonly most: number;
  /** The kind of all its answers; null where it depends. */
  readonly gives: Kind | null;
  /** What the argument at this place has to be, from 0. */
  readonly parameterAt: (place: number) => Parameter<unknown>;
  /** Takes as many arguments as it allows, all evaluated before: there is no short circuit. */
  readonly call: (args: readonly Value[], context: ExpressionContext) => OperatorOutcome;
};

/** Takes any number of arguments of any kind, none included. */
export function variadic(answer: (args: readonly Value[]) => boolean): ExpressionOperator {
  return {
    least: 0,
    most: Infinity,
    gives: 'boolean',
    parameterAt: () => ANYTHING,
    call: (args) => ok(answer(args)),
  };
}

export function nullary(
  gives: Kind,
  answer: (context: ExpressionContext) => Value,
): ExpressionOperator {
  return {
    least: 0,
    most: 0,
    gives,
    parameterAt: () => ANYTHING,
    call: (_, context) => ok(answer(context)),
  };
}

export function unary<A>(spec: {
  readonly takes: Parameter<A>;
  readonly gives: Kind | null;
  readonly answer: (argument: A, context: ExpressionContext) => Value;
}): ExpressionOperator {
  return {
    least: 1,
    most: 1,
    gives: spec.gives,
    parameterAt: () => spec.takes,
    call: ([value = null], context) => {
      const argument = fitting(spec.takes, value);
      return argument.ok ? ok(spec.answer(argument.value, context)) : argument;
    },
  };
}

export function binary<A, B>(spec: {
  readonly takes: readonly [Parameter<A>, Parameter<B>];
  readonly answer: (one: A, other: B, context: ExpressionContext) => boolean;
}): ExpressionOperator {
  return {
    least: 2,
    most: 2,
    gives: 'boolean',
    parameterAt: (place) => spec.takes[place === 0 ? 0 : 1],
    call: ([left = null, right = null], context) => {
      const one = fitting(spec.takes[0], left);
      if (!one.ok) return one;
      const other = fitting(spec.takes[1], right);
      return other.ok ? ok(spec.answer(one.value, other.value, context)) : other;
    },
  };
}
