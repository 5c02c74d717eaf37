import { exampleFor, proposedRule } from '../../../criteria/index.ts';
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
          `“${shortened(text)}” has no code span, so it is asked of people, and it names no one who answers.`,
          `${codeFor(text)}, or begin with who looks: “The product manager …”.`,
        ),
      ),
};

const EXAMPLE = 'error rate < 1% of requests over 1 day, at least 200 requests';

function codeFor(text: string): string {
  const proposed = proposedRule(text, 'criterion');
  return proposed === null
    ? `Add a code span such as \`${exampleFor(text) ?? EXAMPLE}\``
    : `Write \`${proposed}\` to have it measured`;
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79).trimEnd()}…`;
}
