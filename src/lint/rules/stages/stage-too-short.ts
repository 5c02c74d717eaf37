import { durationInWords } from '../../../lib/duration.ts';
import { stageField } from '../../../plan/index.ts';
import { rolloutStages } from '../../reading/stages.ts';
import { bullet } from '../../reading/text-of.ts';
import { type Rule, warning } from '../../rule.ts';

/** The template's minimum for any stage. */
const SHORTEST_MINUTES = 120;

/** A stage that is over before anything could be seen. */
export const stageTooShort: Rule = {
  id: 'stage-too-short',
  find: ({ plan }) =>
    rolloutStages(plan).flatMap(({ stage, figures: { minimumMinutes } }) => {
      if (minimumMinutes === null || minimumMinutes >= SHORTEST_MINUTES) return [];
      const field = stageField(stage, 'length');
      return [
        warning(
          field?.span.start ?? stage.span.start,
          `“${stage.name}” lasts ${durationInWords(minimumMinutes)}. The template’s minimum is 2 hours.`,
          `Write “${bullet(field?.label ?? 'Length of time', '2 hours')}”, or longer.`,
        ),
      ];
    }),
};
