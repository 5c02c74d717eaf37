import { placeOfShare, rolloutStages } from '../../reading/stages.ts';
import { type Rule, note } from '../../rule.ts';

/** A stage for the same people as the one before. */
export const percentageNotRising: Rule = {
  id: 'percentage-not-rising',
  find: ({ plan }) => {
    const stages = rolloutStages(plan);
    return stages.flatMap(({ stage, figures: { percentage } }, index) => {
      const before = stages[index - 1];
      if (!before || percentage === null || percentage !== before.figures.percentage) return [];
      return [
        note(
          placeOfShare(stage),
          `“${stage.name}” opens to ${percentage}%, as “${before.stage.name}” did: it reaches no one new.`,
          `Raise the percentage, or make “${before.stage.name}” longer instead.`,
        ),
      ];
    });
  },
};
