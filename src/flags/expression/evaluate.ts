import { err, ok } from '../../lib/result.ts';
import type { Call, Expression } from './expression.ts';
import type { Context, Outcome } from './operator.ts';
import type { Value } from './value.ts';

/** What the expression comes to, or the first problem on the way. Every argument is evaluated first. */
export function evaluate(expression: Expression, context: Context): Outcome {
  return expression.kind === 'constant' ? ok(expression.value) : answerOf(expression, context);
}

function answerOf({ name, operator, args }: Call, context: Context): Outcome {
  const values: Value[] = [];
  for (const arg of args) {
    const value = evaluate(arg, context);
    if (!value.ok) return value;
    values.push(value.value);
  }
  const answer = operator.call(values, context);
  return answer.ok ? answer : err({ sentence: `${name}: ${answer.error.sentence}.` });
}
