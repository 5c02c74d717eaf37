/** Placeholder for the expression language: knows its names and its form, and nothing of arity or types. */
import { err, ok, type Result } from '../../lib/result.ts';

export type Expression = Readonly<Record<string, readonly unknown[]>>;

const NAMES =
  /^(Any|All|Equal|NotEqual|GreaterThan|GreaterThanOrEqualTo|LessThan|LessThanOrEqualTo|Property|Now|Time|Number|Boolean|String|Percentage|PercentageOfActors|Random|FeatureEnabled)$/;

// eslint-disable-next-line complexity
export function readExpression(value: unknown): Result<Expression, { readonly sentence: string }> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err({ sentence: 'An expression is an object such as {"Property": ["plan"]}.' });
  }
  const [first] = Object.entries(value) as [string, unknown][];
  if (!first || !NAMES.test(first[0])) {
    return err({ sentence: `There is no function “${first?.[0] ?? ''}”.` });
  }
  const [name, args] = first;
  const list: readonly unknown[] = Array.isArray(args) ? (args as unknown[]) : [args];
  for (const argument of list) {
    if (argument === null || Array.isArray(argument)) {
      return err({ sentence: `${name} takes text, numbers, true, false and expressions.` });
    }
    if (typeof argument !== 'object') continue;
    const inner = readExpression(argument);
    if (!inner.ok) return inner;
  }
  if (list.length === 0 && /^(Any|All|Equal|Property)$/.test(name)) {
    return err({ sentence: `${name} needs arguments.` });
  }
  return ok({ [name]: list });
}

export function expressionText(expression: Expression): string {
  return JSON.stringify(expression);
}
