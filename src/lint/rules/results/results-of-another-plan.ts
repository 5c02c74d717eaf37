import { isCopied, tellingLines } from '../../reading/sameness.ts';
import { placedFields, sectionOf } from '../../reading/sections.ts';
import { type OtherPlan, type Rule, warning } from '../../rule.ts';

/** The same words as results of two releases. */
export const resultsOfAnotherPlan: Rule = {
  id: 'results-of-another-plan',
  needs: ['against'],
  find: ({ plan, against }) => {
    const others = against.map((other) => ({ name: other.name, lines: resultLines(other) }));
    return placedFields(plan).flatMap((placed) => {
      const own = tellingLines(plan, placed);
      const source = others.find(({ lines }) => isCopied(own, lines));
      if (!source) return [];
      const { field } = placed;
      const message = `“${field.label}” (${sectionOf(placed)}) has the same words as the results in ${source.name}.`;
      return [warning(field.span.start, message, 'Write what happened in this release.')];
    });
  },
};

function resultLines({ plan }: OtherPlan): readonly string[] {
  return placedFields(plan).flatMap((placed) => tellingLines(plan, placed));
}
