import { durationInWords } from '../../../lib/duration.ts';
import { type FiguredStage, placeOfShare, rolloutStages } from '../../reading/stages.ts';
import { expectedPeople } from '../../reading/traffic.ts';
import { type RuleHit, type Rule, type Linted, warning } from '../../rule.ts';

/** As many as the template wants of a canary; more is not needed to see what a stage shows. */
const ENOUGH_PEOPLE = 500;

/** A stage that would pass by time alone, however few people came. */
export const noMinimumSample: Rule = {
  id: 'no-minimum-sample',
  needs: ['users-per-day'],
  find: (context) =>
    criteriaAskForSamples(context)
      ? []
      : rolloutStages(context.plan)
          .filter(({ figures: { minimumUsers } }) => minimumUsers === null)
          .flatMap((figured) => sampleFound(context, figured)),
};

/** Every stage waits for its criteria, and these for their samples. */
function criteriaAskForSamples({ written }: Linted): boolean {
  return written.some(
    ({ kind, read }) => kind === 'criterion' && read.ok && read.value.sample !== null,
  );
}

function sampleFound(context: Linted, figured: FiguredStage): readonly RuleHit[] {
  const { stage, figures } = figured;
  const { percentage, minimumMinutes: minutes } = figures;
  const expected = expectedPeople(context, figures);
  if (expected === null || minutes === null || percentage === null) return [];
  const people = Math.min(Math.max(Math.floor(expected / 2), 1), ENOUGH_PEOPLE);
  return [
    warning(
      placeOfShare(stage),
      `“${stage.name}” names no least number of people. At this traffic about ${Math.round(expected)} come in ` +
        `${durationInWords(minutes)}; if fewer come, it passes all the same.`,
      `Write “- Percentage of Users: ${percentage}% (at least ${people} people)”.`,
    ),
  ];
}
