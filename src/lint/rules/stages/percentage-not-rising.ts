import { placeOfShare, rolloutStages } from '../../reading/stages.ts';
import type { Rule } from '../../rule.ts';

/** A stage for the same people as the one before. */
export const percentageNotRising: Rule = {
  id: 'percentage-not-rising',
  needs: [],
  find: ({ plan }) => {
    const stages = rolloutStages(plan);
    return stages.flatMap(({ stage, figures: { percentage } }, index) => {
      const before = stages[index - 1];
      if (!before || percentage === null || percentage !== before.figures.percentage) return [];
      return [
        {
          at: placeOfShare(stage),
          severity: 'info',
          message: `“${stage.name}” opens to ${percentage}%, as “${before.stage.name}” did: nobody new sees the feature.`,
          suggestion: `Raise the percentage, or make “${before.stage.name}” longer instead.`,
        },
      ];
    });
  },
};
