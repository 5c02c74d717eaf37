import type { PlanDocument } from '../../../plan/index.ts';
import { rolloutStages } from '../../reading/stages.ts';
import { note, type Rule, warning } from '../../rule.ts';

/** A rollout whose stages end before everyone has the feature. */
export const neverReachesEveryone: Rule = {
  id: 'never-reaches-everyone',
  find: ({ plan }) => {
    const last = rolloutStages(plan).at(-1);
    const percentage = last?.figures.percentage ?? null;
    if (!last || percentage === null || percentage >= 100) return [];
    const { name, span } = last.stage;
    const opens = `The last stage, “${name}”, opens the feature to ${percentage}%.`;
    const launch = launchBelow(plan, span.end);
    const suggestion = 'Add a stage below it with “- Percentage of Users: 100%”.';
    return launch === null
      ? [warning(span.start, `${opens} A rollout ends at 100%.`, suggestion)]
      : [
          note(
            span.start,
            `${opens} “${launch}” takes it to everyone, but the program opens only what stands as a stage.`,
            `${suggestion} Without one, the last step is taken by hand.`,
          ),
        ];
  },
};

const LAUNCH = /^ {0,3}#{1,6}[ \t]+(.*\b(?:go[ -]?live|(?:hard|full|general) launch)\b[^\r\n]*)/im;

/** The heading below the stages under which the plan goes live for everyone. */
function launchBelow({ source }: PlanDocument, from: number): string | null {
  return LAUNCH.exec(source.text.slice(from))?.[1]?.trim() ?? null;
}
