import type { ExpressionOperator, ExpressionContext, OperatorOutcome } from './operator.ts';
import { err, ok } from '../../lib/result.ts';
import type { Value } from './value.ts';

/** An expression that was read: a constant, or an operator with its arguments. */
export type Expression = Constant | Call;

export type Scalar = string | number | boolean;

type Constant = { readonly kind: 'constant'; readonly value: Scalar };

export type Call = {
  readonly kind: 'call';
  readonly name: string;
  readonly operator: ExpressionOperator;
  readonly args: readonly Expression[];
};

/** The compact JSON that Flipper stores: `{"Property":["plan"]}`. */
export function expressionText(expression: Expression): string {
  return JSON.stringify(asJson(expression));
}

function asJson(expression: Expression): unknown {
  return expression.kind === 'constant'
    ? expression.value
    : { [expression.name]: expression.args.map(asJson) };
}

/** How many constants and operators it has: what evaluating it costs. */
export function sizeOf(expression: Expression): number {
  if (expression.kind === 'constant') return 1;
  return expression.args.reduce((size, arg) => size + sizeOf(arg), 1);
}

/** What the expression comes to, or the first problem on the way. Every argument is evaluated first. */
export function evaluate(expression: Expression, context: ExpressionContext): OperatorOutcome {
  return expression.kind === 'constant' ? ok(expression.value) : answerOf(expression, context);
}

function answerOf({ name, operator, args }: Call, context: ExpressionContext): OperatorOutcome {
  const values: Value[] = [];
  for (const arg of args) {
    const value = evaluate(arg, context);
    if (!value.ok) return value;
    values.push(value.value);
  }
  const answer = operator.call(values, context);
  return answer.ok ? answer : err({ sentence: `${name}: ${answer.error.sentence}.` });
}
