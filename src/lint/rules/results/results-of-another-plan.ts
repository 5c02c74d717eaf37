import { placedFields, sectionOf } from '../../reading/sections.ts';
import { tellingLines } from '../../reading/sameness.ts';
import type { OtherPlan, Rule } from '../../rule.ts';

/** The same words as results of two releases. */
export const resultsOfAnotherPlan: Rule = {
  id: 'results-of-another-plan',
  needs: ['against'],
  find: ({ plan, against }) =>
    placedFields(plan).flatMap((placed) => {
      const lines = tellingLines(plan, placed);
      const source = against.find((other) => lines.some((line) => resultLines(other).has(line)));
      if (!source) return [];
      return [
        {
          at: placed.field.span.start,
          severity: 'warning',
          message: `“${placed.field.label}” (${sectionOf(placed)}) has the same words as the results in ${source.name}.`,
          suggestion: 'Write what happened in this release.',
        },
      ];
    }),
};

function resultLines({ plan }: OtherPlan): ReadonlySet<string> {
  return new Set(placedFields(plan).flatMap((placed) => tellingLines(plan, placed)));
}
