import type { Criterion } from './criterion.ts';
import { subjectInWords } from './in-words.ts';
import type { MeasureName } from './measures/catalogue.ts';

/**
 * The pairs, in their order, that measure the same thing as shares of different things: figures that
 * can’t be compared, although they have one name. What is handed in may carry more, such as its line.
 */
export function mixedDenominators<T extends { readonly criterion: Criterion }>(
  stated: readonly T[],
): readonly (readonly [T, T])[] {
  return stated.flatMap((first, index) =>
    stated
      .slice(index + 1)
      .filter((second) => areMixed(first.criterion, second.criterion))
      .map((second) => [first, second] as const),
  );
}

function areMixed(first: Criterion, second: Criterion): boolean {
  return first.denominator !== second.denominator && subjectOf(first) === subjectOf(second);
}

/** What succeeds and what fails are two sides of one thing. */
const SAME_THING: Partial<Readonly<Record<MeasureName, MeasureName>>> = {
  'success rate': 'error rate',
  'dependency availability': 'dependency error rate',
};

function subjectOf(criterion: Criterion): string {
  return subjectInWords({
    ...criterion,
    measure: SAME_THING[criterion.measure] ?? criterion.measure,
  });
}
