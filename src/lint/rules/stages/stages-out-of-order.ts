import { rolloutStages } from '../../reading/stages.ts';
import { type Rule, warning } from '../../rule.ts';

/** A stage whose letter comes before that of the stage above it. */
export const stagesOutOfOrder: Rule = {
  id: 'stages-out-of-order',
  find: ({ plan }) => {
    const stages = rolloutStages(plan).map(({ stage }) => stage);
    return stages.flatMap((stage, index) => {
      const before = stages[index - 1];
      if (!before || !comesBefore(stage.letter, before.letter)) return [];
      return [
        warning(
          stage.span.start,
          `“${stage.name}” stands below “${before.name}”. Stages open in the order in which they are written.`,
          `Move “${stage.name}” above “${before.name}”, or give it a later letter.`,
        ),
      ];
    });
  },
};

/** A canary has a letter where the stages below it have numbers: neither comes before the other. */
function comesBefore(one: string, other: string): boolean {
  if (isNumber(one) !== isNumber(other)) return false;
  return one.localeCompare(other, 'en', { numeric: true }) < 0;
}

const isNumber = (letter: string) => /^\d+$/.test(letter);
