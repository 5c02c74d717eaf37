import { err } from '../../lib/result.ts';
import type { ExpressionProblem } from './parameter.ts';

/** Where in an expression something stands: `Any[1].Equal`. Empty for the whole. */
export type Place = { readonly path: string; readonly depth: number };

export const WHOLE: Place = { path: '', depth: 0 };

export function placeOfOperator({ path, depth }: Place, name: string): Place {
  return { path: path === '' ? name : `${path}.${name}`, depth: depth + 1 };
}

export function placeOfArgument({ path, depth }: Place, index: number): Place {
  return { path: `${path}[${index}]`, depth };
}

/** @param sentence what was found, and what was expected */
export function problemAt({ path }: Place, sentence: string) {
  const problem: ExpressionProblem = {
    sentence: `${path === '' ? 'The expression' : `At ${path}`}: ${sentence}.`,
  };
  return err(problem);
}
