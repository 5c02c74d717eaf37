import { stageField } from '../../../plan/index.ts';
import { rolloutStages } from '../../reading/stages.ts';
import { bullet, textOf } from '../../reading/text-of.ts';
import { type Rule, warning } from '../../rule.ts';

/** A stage that says nothing, or nothing readable, about how long it lasts. */
export const stageWithoutLength: Rule = {
  id: 'stage-without-length',
  find: ({ plan }) =>
    rolloutStages(plan).flatMap(({ stage, figures: { minimumMinutes } }) => {
      const field = stageField(stage, 'length');
      if (minimumMinutes !== null || field?.open === true) return [];
      const said = field
        ? `says “${textOf(plan, field.span)}”, which is no length of time`
        : 'has no length';
      return [
        warning(
          field?.span.start ?? stage.span.start,
          `“${stage.name}” ${said}, so the next stage could open at once.`,
          `Write “${bullet(field?.label ?? 'Length of time', '2 days')}”.`,
        ),
      ];
    }),
};
