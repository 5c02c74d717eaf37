import { rulesOf } from '../rules.ts';
import type { ErrorCount, StageFigures, StageRecord } from '../stage-record.ts';
import { ofFeature } from './answer-book.ts';
import type { AnswerCount } from './figures.ts';
import { judgedNow } from './judging.ts';
import { openIn, type Scene } from './look.ts';
import { minuteOf } from './tally.ts';

/** What was seen of the present opening so far; null while nothing is open. */
export function recordOf(scene: Scene): StageRecord | null {
  const { stage } = scene.progress;
  if (!stage) return null;
  return {
    stage: stage.stage,
    letter: stage.letter,
    dependencyWasDown: wasHeldForDependency(scene),
    figures: figuresOf(scene),
  };
}

function figuresOf(scene: Scene): StageFigures {
  const { plan, watch, now } = scene;
  const { judged } = openIn(scene);
  const [from, to] = [minuteOf(judged.openedAt), minuteOf(now) + 1];
  const { answers } = watch.book.between(from, to, ofFeature('open'));
  const failures = countIf(answers, ({ cause }) => cause === 'dependency');
  return {
    people: watch.people.in(judged.opening).shown,
    requests: countIf(answers, () => true),
    errors: errorsIn(answers),
    dependency: {
      calls: failures + countIf(answers, ({ cause }) => cause === null),
      failures,
    },
    criteria: rulesOf(plan).criteria.map((rule) => judgedNow(rule, watch, judged)),
  };
}

/** Bad answers, alike ones together, the most frequent first. */
function errorsIn(answers: readonly AnswerCount[]): readonly ErrorCount[] {
  const errors = new Map<string, ErrorCount>();
  for (const { status, cause, count } of answers) {
    if (cause === null) continue;
    const key = `${status} ${cause}`;
    errors.set(key, { status, cause, count: count + (errors.get(key)?.count ?? 0) });
  }
  return [...errors.values()].toSorted((a, b) => b.count - a.count);
}

function countIf(
  answers: readonly AnswerCount[],
  isMeant: (answer: AnswerCount) => boolean,
): number {
  return answers.reduce((sum, answer) => (isMeant(answer) ? sum + answer.count : sum), 0);
}

function wasHeldForDependency({ entries, progress }: Scene): boolean {
  const openedAt = progress.stage?.openedAt;
  return entries.some(
    (entry) =>
      entry.kind === 'held' &&
      entry.cause === 'dependency' &&
      openedAt !== undefined &&
      entry.at >= openedAt,
  );
}
