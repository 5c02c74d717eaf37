import { placeAt } from '../../../plan/index.ts';
import { isCopied, tellingLines } from '../../reading/sameness.ts';
import { placedFields, sectionOf } from '../../reading/sections.ts';
import { type Rule, warning } from '../../rule.ts';

/** The same words as results of two stages. */
export const pastedResults: Rule = {
  id: 'pasted-results',
  find: ({ plan }) => {
    const told = placedFields(plan)
      .map((placed) => ({ ...placed, lines: tellingLines(plan, placed) }))
      .filter(({ lines }) => lines.length > 0);
    return told.flatMap((placed, index) => {
      const original = told.slice(0, index).find(({ lines }) => isCopied(placed.lines, lines));
      if (!original) return [];
      const { field, stage } = placed;
      const { line } = placeAt(plan.source, original.field.span.start);
      return [
        warning(
          field.span.start,
          `“${field.label}” (${sectionOf(placed)}) repeats what line ${line} says of ${sectionOf(original)}.`,
          `Write what happened in ${stage?.name ?? 'this part'}, or “same as above” if it is true.`,
        ),
      ];
    });
  },
};
