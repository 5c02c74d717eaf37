import { rolloutStages } from '../../reading/stages.ts';
import type { Rule } from '../../rule.ts';

/** A rollout that ends before everybody has the feature. */
export const neverReachesEveryone: Rule = {
  id: 'never-reaches-everyone',
  needs: [],
  find: ({ plan }) => {
    const last = rolloutStages(plan).at(-1);
    const percentage = last?.figures.percentage ?? null;
    if (!last || percentage === null || percentage >= 100) return [];
    const { name, span } = last.stage;
    return [
      {
        at: span.start,
        severity: 'warning',
        message: `The last stage, “${name}”, opens the feature to ${percentage}%. A rollout ends at 100%.`,
        suggestion: 'Add a stage below it with “- Percentage of Users: 100%”.',
      },
    ];
  },
};
