import { placedFields } from '../../reading/sections.ts';
import { rolloutPhases } from '../../reading/stages.ts';
import { type Rule, warning } from '../../rule.ts';

/** A rollout that nothing but time holds back. A criteria field that is open has its finding already. */
export const noSuccessCriteria: Rule = {
  id: 'no-success-criteria',
  find: ({ plan }) => {
    const [rollout] = rolloutPhases(plan);
    const isOpenField = placedFields(plan).some(
      ({ field }) => field.known?.name === 'success criteria' && field.open,
    );
    if (!rollout || plan.criteria.length > 0 || isOpenField) return [];
    return [
      warning(
        rollout.span.start,
        `“${rollout.name}” has no success criteria, so nothing but time keeps a stage from opening.`,
        'Add “#### Success criteria” and below it “- `error rate < 1% of requests over 1 day, at least 200 requests`”.',
      ),
    ];
  },
};
