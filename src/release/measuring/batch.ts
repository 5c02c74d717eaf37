import type { Release } from '../journal/release.ts';
import type { StageRun } from '../journal/stage-runs.ts';
import { countAnswers } from './kept/answer-count.ts';
import type { Batch, HeartbeatUpdate } from './kept/measurements.ts';
import { faultIn, personEventsIn } from './kept/person-event.ts';
import type { Observation, SurfaceAnswer } from './observation.ts';

export type ReleaseObservations = {
  readonly observations: readonly Observation[];
  readonly release: Pick<Release, 'id' | 'runs'>;
  /** The instance or the other program that observed it. */
  readonly instance: string;
  /** Whether the instance knows every toggle of the release to be closed; null from other programs. */
  readonly closed: boolean | null;
  /** A keyed hash: the same text always gives the same, and the text can’t be had back. */
  readonly pseudonym: (text: string) => string;
};

/** What is kept of the observations of one release. Answers that can’t be are left out and counted. */
export function batchOf(observed: ReleaseObservations): Batch {
  const { observations, release, instance, closed, pseudonym } = observed;
  const placed = observations
    .filter((one) => one.kind === 'answer')
    .filter((answer) => faultIn(answer) === null)
    .map((answer) => ({ answer, run: stageRunOf(answer, release.runs) }));
  const events = placed.flatMap(({ answer, run }) => {
    if (run === null) return [];
    const person = pseudonym(`${release.id} ${run.run} ${answer.person}`);
    return personEventsIn(answer, run, person);
  });
  const heartbeats = heartbeatsIn(observations, closed);
  return { instance, events, answerCounts: countAnswers(placed), heartbeats };
}

/**
 * The stage run under which a person was evaluated: the last one of that share by then. Null when there was none, so
 * that the answer belongs to no test. Testers belong to whatever is open.
 */
function stageRunOf(answer: SurfaceAnswer, runs: readonly StageRun[]): StageRun | null {
  const { cohort, share, at } = answer;
  const run = runs.findLast((one) => one.at <= at && (cohort === 'tester' || one.share === share));
  return run && (cohort === 'tester' || run.share > 0) ? run : null;
}

function heartbeatsIn(
  observations: readonly Observation[],
  closed: boolean | null,
): readonly HeartbeatUpdate[] {
  return (['open', 'closed'] as const).flatMap((cohort) => {
    const ofCohort = observations.filter((one) => one.cohort === cohort);
    if (ofCohort.length === 0) return [];
    const answers = ofCohort.filter((one) => one.kind === 'answer');
    const refused = answers.filter((answer) => faultIn(answer) !== null).length;
    return [{ cohort, answeredAt: latestIn(answers), refused, closed }];
  });
}

function latestIn(answers: readonly SurfaceAnswer[]): Date | null {
  const times = answers.map(({ at }) => at.getTime());
  return times.length === 0 ? null : new Date(Math.max(...times));
}
