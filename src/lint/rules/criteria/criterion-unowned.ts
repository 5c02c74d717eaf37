import { namesSomebody } from '../../reading/people.ts';
import type { Rule } from '../../rule.ts';

/** A success criterion that is neither measured nor asked of anybody in particular. */
export const criterionUnowned: Rule = {
  id: 'criterion-unowned',
  needs: [],
  find: ({ plan }) =>
    plan.criteria
      .filter(({ code, text }) => code === null && !namesSomebody(text))
      .map(({ text, span }) => ({
        at: span.start,
        severity: 'warning',
        message: `“${shortened(text)}” is measured by nothing, and nobody is named who answers for it.`,
        suggestion:
          'Add a code span such as `error rate < 1% of requests over 1 day, at least 200 requests`, or begin with who looks: “The product manager …”.',
      })),
};

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79).trimEnd()}…`;
}
