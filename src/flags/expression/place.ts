import { err } from '../../lib/result.ts';
import type { ExpressionProblem } from './parameter.ts';

/** Where in an expression something stands: `Any[1].Equal`. Empty for the whole. */
export type ExpressionPlace = {
  readonly path: string;
  /** How many operators may stand in one another from here on. */
  readonly left: number;
};

/** @param deepest how many operators may stand in one another */
export function wholeOf(deepest: number): ExpressionPlace {
  return { path: '', left: deepest };
}

export function placeOfOperator({ path, left }: ExpressionPlace, name: string): ExpressionPlace {
  return { path: path === '' ? name : `${path}.${name}`, left: left - 1 };
}

export function placeOfArgument({ path, left }: ExpressionPlace, index: number): ExpressionPlace {
  return { path: `${path}[${index}]`, left };
}

/** @param sentence what was found, and what was expected */
export function problemAt({ path }: ExpressionPlace, sentence: string) {
  const problem: ExpressionProblem = {
    sentence: `${path === '' ? 'The expression' : `At ${path}`}: ${sentence}.`,
  };
  return err(problem);
}
