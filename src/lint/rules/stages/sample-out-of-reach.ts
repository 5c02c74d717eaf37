import { durationInWords } from '../../../lib/duration.ts';
import { planningFigures } from '../../../guard/index.ts';
import { stageField } from '../../../plan/index.ts';
import { roughPeopleIn } from '../../reading/people.ts';
import { type FiguredStage, placeOfShare, rolloutStages } from '../../reading/stages.ts';
import { textOf } from '../../reading/text-of.ts';
import { forecastOf } from '../../reading/traffic.ts';
import { type RuleHit, type Linted, type LintContext, type Rule, warning } from '../../rule.ts';

/** A stage that counts on more people than come in its time. */
export const sampleOutOfReach: Rule = {
  id: 'sample-out-of-reach',
  needs: ['users-per-day'],
  find: (context) => rolloutStages(context.plan).flatMap((figured) => outOfReach(context, figured)),
};

function outOfReach(context: Linted, figured: FiguredStage): readonly RuleHit[] {
  const { stage, figures } = figured;
  const minimumUsers = figures.minimumUsers ?? statedForecast(context, figured);
  const forecast = forecastOf({ ...context, baseline: null }, { ...figures, minimumUsers });
  if (forecast === null || minimumUsers === null) return [];
  const { expectedUsers, hoursToMinimum } = planningFigures(forecast);
  if (expectedUsers >= minimumUsers) return [];
  const needed = hoursToMinimum === null ? null : durationInWords(Math.ceil(hoursToMinimum) * 60);
  return [
    warning(
      placeOfShare(stage),
      `“${stage.name}” counts on ${minimumUsers} people. At this traffic about ${Math.round(expectedUsers)} come in ` +
        `${durationInWords(forecast.stage.minutes)}; ${needed === null ? 'so many never come' : `so many take ${needed}`}.`,
      needed === null
        ? 'Raise the percentage, or say how many people are enough.'
        : `Write “- Length of time: ${needed}”, raise the percentage, or count on fewer people.`,
    ),
  ];
}

function statedForecast({ plan }: LintContext, { stage }: FiguredStage): number | null {
  const field = stageField(stage, 'percentage');
  return field && roughPeopleIn(textOf(plan, field.span));
}
