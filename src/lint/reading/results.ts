import type { Field, Phase, Stage } from '../../plan/index.ts';
import type { LintContext } from '../rule.ts';
import type { PlacedField } from './sections.ts';
import { rolloutPhases } from './stages.ts';

/** The results that are filled in. */
export function answeredResults({ fields }: Phase | Stage): readonly Field[] {
  return fields.filter(({ part, value }) => part === 'results' && isAnswer(value));
}

/** Neither names of measures that wait for their figures nor a remark in brackets are an answer. */
export function isAnswer(value: string | null): boolean {
  const lines = (value ?? '').split(/[\r\n]+/).filter((line) => !isListedBeforehand(line));
  return lines.some((line) => line.replace(/\([^()]*\)/g, '').trim() !== '');
}

/** `Share of nights with a notice:` is a measure without its figure. */
export function isListedBeforehand(line: string): boolean {
  return /[\p{L}\p{N})][*_]*:[*_]*\s*$/u.test(line);
}

/** Whether what a results field asks for is over: something later has results, or the server has passed it. */
export function resultsAreDue({ phase, stage }: PlacedField, context: LintContext): boolean {
  const stages = rolloutPhases(context.plan).flatMap((rollout) => rollout.stages);
  if (stage) {
    const later = stages.slice(stages.indexOf(stage) + 1);
    return stages.includes(stage) && (later.some(hasResults) || isPassed(stage, context));
  }
  if (phase?.kind !== 'moderated-testing') return false;
  return stages.some(hasResults) || isTestingOver(context);
}

const hasResults = (stage: Stage) => answeredResults(stage).length > 0;

function isTestingOver({ server }: LintContext): boolean {
  const running = server?.release?.phase ?? 'draft';
  return running !== 'draft' && running !== 'testing';
}

function isPassed({ letter }: Stage, { server }: LintContext): boolean {
  const stages = server?.release?.stages ?? [];
  return stages.some(
    (stage) =>
      stage.letter === letter && (stage.state === 'passed' || stage.state === 'overridden'),
  );
}
