import { looksLikeCriterion, proposedRule } from '../../../criteria/index.ts';
import type { WrittenRule } from '../../reading/rules-written.ts';
import { placedFields } from '../../reading/sections.ts';
import { placeOfRollout } from '../../reading/stages.ts';
import { type Rule, warning } from '../../rule.ts';

/** A rollback plan that waits for a person to look, or none at all. */
export const rollbackWithoutRule: Rule = {
  id: 'rollback-without-rule',
  find: ({ plan, written: rules }) => {
    if (rules.some(isRollbackRule)) return [];
    const fields = placedFields(plan).filter(({ field }) => field.known?.name === 'rollback');
    const written = fields.find(({ field }) => !field.open) ?? null;
    if (fields.length > 0 && written === null) return [];
    const proposed = plan.rollback.flatMap(({ text }) => proposedRule(text, 'rollback') ?? [])[0];
    const line = `“- Many requests fail: \`${proposed ?? EXAMPLE}\`”`;
    return [
      written
        ? warning(
            written.field.span.start,
            'The rollback plan has no rule in code, so it works only while a person looks.',
            proposed === undefined
              ? `Add a line such as ${line}.`
              : `Put what it says into code, for example ${line}.`,
          )
        : warning(
            placeOfRollout(plan),
            'The plan does not say how the feature is taken back.',
            `Add “### Rollback plan” and below it ${line}.`,
          ),
    ];
  },
};

const EXAMPLE = 'error rate > 5% of requests over 1 hour, at least 80 requests';

function isRollbackRule(rule: WrittenRule): boolean {
  return rule.kind === 'rollback' && looksLikeCriterion(rule.code);
}
