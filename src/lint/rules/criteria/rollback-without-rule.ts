import { looksLikeCriterion } from '../../../criteria/index.ts';
import { placedFields } from '../../reading/sections.ts';
import type { WrittenRule } from '../../reading/rules-written.ts';
import { placeOfRollout } from '../../reading/stages.ts';
import type { Rule } from '../../rule.ts';

const RULE = '`error rate > 5% of requests over 1 hour, at least 80 requests`';

/** A rollback plan that waits for somebody to look, or none at all. */
export const rollbackWithoutRule: Rule = {
  id: 'rollback-without-rule',
  needs: [],
  find: ({ plan, written: rules }) => {
    if (rules.some(isRollbackRule)) return [];
    const fields = placedFields(plan).filter(({ field }) => field.known?.name === 'rollback');
    if (fields.some(({ field }) => field.open)) return [];
    const [written] = fields;
    const at = written?.field.span.start ?? placeOfRollout(plan);
    const what = written
      ? 'The rollback plan has no rule with a number, so it works only while somebody looks.'
      : 'The plan does not say how the feature is taken back.';
    const suggestion = written
      ? `Add a line such as “- Many requests fail: ${RULE}”.`
      : `Add “### Rollback plan” and below it “- Many requests fail: ${RULE}”.`;
    return [{ at, severity: 'warning', message: what, suggestion }];
  },
};

function isRollbackRule(rule: WrittenRule): boolean {
  return rule.kind === 'rollback' && looksLikeCriterion(rule.code);
}
