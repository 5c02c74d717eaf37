import { stageField, type PlanDocument } from '../../../plan/index.ts';
import { roughPeopleIn } from '../../reading/people.ts';
import { type FiguredStage, placeOfShare, rolloutStages } from '../../reading/stages.ts';
import { textOf } from '../../reading/text-of.ts';
import { expectedPeople } from '../../reading/traffic.ts';
import type { RuleHit, Linted, Rule } from '../../rule.ts';

/** The template's advice for the first stage. */
const ADVISED_PERCENTAGE = 10;
const ADVISED_PEOPLE = 500;
/** “About” leaves some room. */
const MOST_PEOPLE = 1.5 * ADVISED_PEOPLE;

/** A first stage that harms many people before it is noticed. */
export const canaryTooLarge: Rule = {
  id: 'canary-too-large',
  find: (context) => {
    const [first, second] = rolloutStages(context.plan);
    if (!first) return [];
    const size = tooLarge(context, first);
    return size === null ? [] : [canaryFound(context.plan, { first, second, size })];
  },
};

/** How large the first stage is, in words, when it is too large. */
function tooLarge(context: Linted, first: FiguredStage): string | null {
  const { percentage } = first.figures;
  const field = stageField(first.stage, 'percentage');
  const expected =
    expectedPeople(context, first.figures) ??
    roughPeopleIn(field ? textOf(context.plan, field.span) : '');
  if (expected !== null) {
    return expected > MOST_PEOPLE ? `about ${Math.round(expected)} people` : null;
  }
  return percentage !== null && percentage > ADVISED_PERCENTAGE ? `${percentage}%` : null;
}

type Canary = {
  readonly first: FiguredStage;
  readonly second: FiguredStage | undefined;
  readonly size: string;
};

function canaryFound(plan: PlanDocument, { first, second, size }: Canary): RuleHit {
  const { stage } = first;
  const words = plan.source.text.slice(stage.span.start, second?.stage.span.start);
  const isExplained = /\b10 ?%/.test(words) && /\bbecause\b/i.test(words);
  return {
    at: placeOfShare(stage),
    severity: isExplained ? 'info' : 'warning',
    message:
      `“${stage.name}” opens to ${size}. The template advises about ${ADVISED_PEOPLE} people, or at most ` +
      `${ADVISED_PERCENTAGE}%.${isExplained ? ' The plan says why it is more.' : ''}`,
    suggestion: isExplained
      ? 'Nothing to do, if the reason still holds.'
      : `Write “- Percentage of Users: ${ADVISED_PERCENTAGE}%”, or say below it why not 10%: “It is more because …”.`,
  };
}
