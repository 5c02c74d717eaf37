import type { Field, Phase, Stage } from '../../plan/index.ts';
import type { LintContext } from '../rule.ts';
import type { PlacedField } from './sections.ts';
import { rolloutPhases } from './stages.ts';

/** The results that somebody has filled in. */
export function answeredResults({ fields }: Phase | Stage): readonly Field[] {
  return fields.filter(({ part, value }) => part === 'results' && value !== null);
}

/** Whether what a results field asks for is over: something later has results, or the server has passed it. */
export function resultsAreDue({ phase, stage }: PlacedField, context: LintContext): boolean {
  const stages = rolloutPhases(context.plan).flatMap((rollout) => rollout.stages);
  if (stage) {
    const later = stages.slice(stages.indexOf(stage) + 1);
    return stages.includes(stage) && (later.some(hasResults) || isPassed(stage, context));
  }
  if (phase?.kind !== 'moderated-testing') return false;
  return stages.some(hasResults) || context.server?.release?.phase === 'rollout';
}

const hasResults = (stage: Stage) => answeredResults(stage).length > 0;

function isPassed({ letter }: Stage, { server }: LintContext): boolean {
  const stages = server?.release?.stages ?? [];
  return stages.some((stage) => stage.letter === letter && stage.state === 'passed');
}
