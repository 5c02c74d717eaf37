import { inFigures, percent } from '../lib/figures.ts';
import type { PlanResult, PlanResults } from './plan/index.ts';
import type { DependencyFigures, ErrorCause, ErrorCount, StageRecord } from './stage-record.ts';

/** What the plan’s Results fields say of these stages. Of a stage that was opened twice the last time counts. */
export function resultsOf(stages: readonly StageRecord[]): PlanResults {
  return stages.flatMap(stageResults);
}

function stageResults({ stage, letter, dependencyWasDown, figures }: StageRecord): PlanResults {
  const place = { kind: 'stage', index: stage, letter } as const;
  const { people, requests, errors, dependency, criteria } = figures;
  const answers: readonly Omit<PlanResult, 'place'>[] = [
    { name: 'users', answer: { kind: 'words', words: inFigures(people) } },
    { name: 'metrics', answer: { kind: 'lines', lines: criteria.map(({ sentence }) => sentence) } },
    { name: 'downstream', answer: downstreamAnswer(dependency, dependencyWasDown) },
    { name: 'errors', answer: { kind: 'lines', lines: errorLines(errors, requests) } },
  ];
  return answers.map((answer) => ({ place, ...answer }));
}

function downstreamAnswer(
  { calls, failures }: DependencyFigures,
  wasDown: boolean,
): PlanResult['answer'] {
  const words = `${inFigures(failures)} of ${counted(calls, 'call')} to it failed`;
  return wasDown
    ? { kind: 'choice', choice: 'yes', words: `it was down for a time; ${words}` }
    : { kind: 'choice', choice: 'no', words };
}

const BLAME: Readonly<Record<ErrorCause, string>> = {
  us: 'our own fault',
  dependency: 'the service behind the feature failed',
  client: 'wrongly asked',
};

function errorLines(errors: readonly ErrorCount[], requests: number): readonly string[] {
  const seen = errors.filter(({ count }) => count > 0);
  if (seen.length === 0) return [`none in ${counted(requests, 'answer')}`];
  return seen.map(
    ({ status, cause, count }) =>
      `${status}: ${inFigures(count)} of ${counted(requests, 'answer')} (${percent(count / requests)}), ${BLAME[cause]}`,
  );
}

function counted(count: number, what: string): string {
  return `${inFigures(count)} ${what}${count === 1 ? '' : 's'}`;
}
