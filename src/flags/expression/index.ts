/** Flipper's expressions: read, written, evaluated. */
export { evaluate, expressionText, sizeOf, type Expression, type Scalar } from './expression.ts';
export type { ExpressionContext } from './operator.ts';
export type { ExpressionProblem } from './parameter.ts';
export { readExpression, readImportedExpression, readStoredExpression } from './read-expression.ts';
export { numberText } from './ruby-number.ts';
export { isTrue } from './value.ts';
