import { err, ok, type Result } from '../../lib/result.ts';
import { actorsOf, type Actor, type Subject } from '../actor.ts';
import {
  evaluate,
  isTrue,
  readStoredExpression,
  type ExpressionContext,
  type Expression,
} from '../expression/index.ts';
import { holdsExpression } from '../feature.ts';
import type { GateProblem } from './gate.ts';

/** The stored expression; null where none is stored. */
export function storedExpression(stored: string | null): Result<Expression | null, GateProblem> {
  if (!holdsExpression(stored)) return ok(null);
  const reading = readStoredExpression(stored);
  if (reading.ok) return reading;
  const { sentence } = reading.error;
  return err({ gate: 'expression', reason: 'malformed-expression', sentence });
}

export type ExpressionCheck = {
  readonly contextOf: (actor: Actor | null) => ExpressionContext;
  readonly report: (problem: GateProblem) => void;
};

/**
 * Whether the expression is true for any actor of the subject. Nobody is asked for once, without
 * properties. An actor for whom it fails is one for whom it is not true, and does not bar the others.
 */
export function isTrueForAny(
  expression: Expression,
  subject: Subject,
  check: ExpressionCheck,
): boolean {
  const actors = actorsOf(subject);
  if (actors.length === 0) return isTrueFor(expression, null, check);
  return actors.some((actor) => isTrueFor(expression, actor, check));
}

function isTrueFor(
  expression: Expression,
  actor: Actor | null,
  { contextOf, report }: ExpressionCheck,
): boolean {
  const outcome = outcomeOf(expression, contextOf(actor));
  if (outcome.ok) return isTrue(outcome.value);
  report({ gate: 'expression', reason: 'expression-failed', sentence: outcome.error.sentence });
  return false;
}

function outcomeOf(
  expression: Expression,
  context: ExpressionContext,
): ReturnType<typeof evaluate> {
  try {
    return evaluate(expression, context);
  } catch {
    // Properties may be nested deeper than the stack; a check of a feature never throws.
    return err({ sentence: 'It could not be evaluated with the properties of this actor.' });
  }
}
