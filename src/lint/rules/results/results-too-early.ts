import type { Field, Phase, Stage } from '../../../plan/index.ts';
import { answeredResults } from '../../reading/results.ts';
import { rolloutStages } from '../../reading/stages.ts';
import { type Rule, type RuleHit, warning } from '../../rule.ts';

/** Results of something that is not even planned yet. */
export const resultsTooEarly: Rule = {
  id: 'results-too-early',
  find: ({ plan }) => {
    const testing = plan.phases.filter(({ kind }) => kind === 'moderated-testing');
    return [...testing, ...rolloutStages(plan).map(({ stage }) => stage)].flatMap(earlyResults);
  },
};

function earlyResults(place: Phase | Stage): readonly RuleHit[] {
  const [open] = place.fields.filter(isPlanningOpen);
  const [result] = answeredResults(place);
  if (!open || !result) return [];
  return [
    warning(
      result.span.start,
      `“${place.name}” has results (“${result.label}”), while its planning is still open (“${open.label}”).`,
      'Fill in the planning, or take out the results if they belong elsewhere.',
    ),
  ];
}

function isPlanningOpen({ part, open, value }: Field): boolean {
  return part === 'planning' && open && value === null;
}
