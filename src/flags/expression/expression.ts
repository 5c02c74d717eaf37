import type { Operator } from './operator.ts';

/** An expression that was read: a constant, or an operator with its arguments. */
export type Expression = Constant | Call;

export type Scalar = string | number | boolean;

export type Constant = { readonly kind: 'constant'; readonly value: Scalar };

export type Call = {
  readonly kind: 'call';
  readonly name: string;
  readonly operator: Operator;
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
