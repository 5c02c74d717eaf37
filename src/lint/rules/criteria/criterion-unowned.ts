import { exampleFor, proposedRule } from '../../../criteria/index.ts';
import { shortened } from '../../../lib/text-from-people.ts';
import { namesAPerson } from '../../reading/people.ts';
import { type Rule, warning } from '../../rule.ts';

/** A success criterion that is neither measured nor asked of anyone in particular. */
export const criterionUnowned: Rule = {
  id: 'criterion-unowned',
  find: ({ plan }) =>
    plan.criteria
      .filter(({ code, text }) => code === null && !namesAPerson(text))
      .map(({ text, span }) =>
        warning(
          span.start,
          `“${shortened(text, LONGEST_QUOTE)}” has no code span, so it is asked of people, and it names no one who answers.`,
          `${codeFor(text)}, or begin with who looks: “The product manager …”.`,
        ),
      ),
};

/** In UTF-16 units. */
const LONGEST_QUOTE = 80;
const EXAMPLE = 'error rate < 1% of requests over 1 day, at least 200 requests';

function codeFor(text: string): string {
  const proposed = proposedRule(text, 'criterion');
  return proposed === null
    ? `Add a code span such as \`${exampleFor(text) ?? EXAMPLE}\``
    : `Write \`${proposed}\` to have it measured`;
}
