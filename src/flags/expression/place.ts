import { err } from '../../lib/result.ts';
import type { ExpressionProblem } from './parameter.ts';

/** Where in an expression something stands: `Any[1].Equal`. Empty for the whole. */
export type ExpressionPlace = { readonly path: string; readonly depth: number };

export const WHOLE: ExpressionPlace = { path: '', depth: 0 };

export function placeOfOperator({ path, depth }: ExpressionPlace, name: string): ExpressionPlace {
  return { path: path === '' ? name : `${path}.${name}`, depth: depth + 1 };
}

export function placeOfArgument({ path, depth }: ExpressionPlace, index: number): ExpressionPlace {
  return { path: `${path}[${index}]`, depth };
}

/** @param sentence what was found, and what was expected */
export function problemAt({ path }: ExpressionPlace, sentence: string) {
  const problem: ExpressionProblem = {
    sentence: `${path === '' ? 'The expression' : `At ${path}`}: ${sentence}.`,
  };
  return err(problem);
}
