import { durationInWords } from '../../../../lib/duration.ts';
import { stageField } from '../../../plan/index.ts';
import { roughPeopleIn } from '../../reading/people.ts';
import { rolloutStages, type FiguredStage } from '../../reading/stages.ts';
import { textOf } from '../../reading/text-of.ts';
import { expectedPeople } from '../../reading/traffic.ts';
import type { Found, LintContext, Rule } from '../../rule.ts';

/** A stage that counts on more people than come in its time. */
export const sampleOutOfReach: Rule = {
  id: 'sample-out-of-reach',
  needs: ['users-per-day'],
  find: (context) => rolloutStages(context.plan).flatMap((figured) => outOfReach(context, figured)),
};

function outOfReach(context: LintContext, figured: FiguredStage): readonly Found[] {
  const { percentage, minimumMinutes: minutes } = figured.figures;
  const expected = expectedPeople({ usersPerDay: context.usersPerDay, percentage, minutes });
  const wanted = figured.figures.minimumUsers ?? statedForecast(context, figured);
  if (expected === null || minutes === null || wanted === null || expected >= wanted) return [];
  return [sampleFound(figured, { expected, wanted, minutes })];
}

function statedForecast({ plan }: LintContext, { stage }: FiguredStage): number | null {
  const field = stageField(stage, 'percentage');
  return field && roughPeopleIn(textOf(plan, field.span));
}

type Sample = { readonly expected: number; readonly wanted: number; readonly minutes: number };

function sampleFound({ stage }: FiguredStage, { expected, wanted, minutes }: Sample): Found {
  const needed = expected > 0 ? Math.ceil((minutes * wanted) / expected / 60) * 60 : null;
  const time = needed === null ? 'nobody ever comes' : `that takes ${durationInWords(needed)}`;
  return {
    at: stageField(stage, 'percentage')?.span.start ?? stage.span.start,
    severity: 'warning',
    message:
      `“${stage.name}” counts on ${wanted} people. At this traffic about ${Math.round(expected)} come in ` +
      `${durationInWords(minutes)}; ${time}.`,
    suggestion:
      needed === null
        ? 'Raise the percentage, or say how many people are enough.'
        : `Write “- Length of time: ${durationInWords(needed)}”, raise the percentage, or count on fewer people.`,
  };
}
