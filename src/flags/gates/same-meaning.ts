import { expressionText } from '../expression/index.ts';
import { isTruthy, readNumber, type GateValues } from '../feature.ts';
import { storedExpression } from './expression.ts';

/**
 * Whether both open the feature for the same people, gate by gate, as the checks of a feature read what is stored: `20`
 * is `20.0`, and a gate that opens for nobody is none. Null: no such feature, which is not the same as a closed one.
 */
export function sameMeaning(one: GateValues | null, other: GateValues | null): boolean {
  if (one === null || other === null) return one === other;
  return JSON.stringify(meaningOf(one)) === JSON.stringify(meaningOf(other));
}

function meaningOf(gates: GateValues): readonly unknown[] {
  return [
    isTruthy(gates.boolean),
    readExpressionText(gates.expression),
    percentageIn(gates.percentageOfActors),
    percentageIn(gates.percentageOfTime),
    [...gates.actors].toSorted(),
    [...gates.groups].toSorted(),
  ];
}

/** An expression as it is read, whatever its blanks; null where none is stored, and for one that can’t be read. */
export function readExpressionText(stored: string | null): string | null {
  const expression = storedExpression(stored);
  return expression.ok && expression.value !== null ? expressionText(expression.value) : null;
}

/** Percent; what is beyond 0 to 100 opens for no fewer and no more. */
export function percentageIn(stored: string | null): number {
  return Math.min(100, Math.max(0, readNumber(stored)));
}
