import { placedFields, sectionOf, type PlacedField } from '../../reading/sections.ts';
import { tellingLines } from '../../reading/sameness.ts';
import { placeAt, type PlanDocument } from '../../../plan/index.ts';
import type { Rule } from '../../rule.ts';

/** The same words as results of two stages. */
export const pastedResults: Rule = {
  id: 'pasted-results',
  needs: [],
  find: ({ plan }) => {
    const fields = placedFields(plan);
    return fields.flatMap((placed, index) => {
      const original = fields.slice(0, index).find((earlier) => sharesLine(plan, placed, earlier));
      if (!original) return [];
      const { line } = placeAt(plan.source, original.field.span.start);
      return [
        {
          at: placed.field.span.start,
          severity: 'warning',
          message: `“${placed.field.label}” (${sectionOf(placed)}) repeats what line ${line} says of ${sectionOf(original)}.`,
          suggestion: `Write what happened in ${placed.stage?.name ?? 'this part'}, or “same as above” if it is so.`,
        },
      ];
    });
  },
};

function sharesLine(plan: PlanDocument, one: PlacedField, other: PlacedField): boolean {
  const lines = tellingLines(plan, other);
  return tellingLines(plan, one).some((line) => lines.includes(line));
}
