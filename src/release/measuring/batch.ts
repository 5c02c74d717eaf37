import type { Release } from '../journal/release.ts';
import type { StageRun } from '../journal/stage-runs.ts';
import { countAnswers } from './kept/answer-count.ts';
import type { Batch, HeartbeatUpdate } from './kept/measurements.ts';
import { faultIn, personEventsIn } from './kept/person-event.ts';
import type { HeartbeatObservation, Observation, SurfaceAnswer } from './observation.ts';
import { isBeforeItsShare, stageRunOf } from './placing.ts';

export type ReleaseObservations = {
  readonly observations: readonly Observation[];
  readonly release: Pick<Release, 'id' | 'runs'>;
  /** The instance or the other program that observed it. */
  readonly instance: string;
  /** How far the clock of the instance’s machine is ahead, in milliseconds; left out by other programs. */
  readonly aheadMs?: number | undefined;
  /** Whether the instance knows every toggle of the release to be closed; null from other programs. */
  readonly closed: boolean | null;
  /** Answers that were refused before. */
  readonly refused?: readonly Pick<HeartbeatObservation, 'cohort'>[];
  /** A keyed hash: the same text always gives the same, and the text can’t be had back. */
  readonly pseudonym: (text: string) => string;
};

/** What is kept of the observations of one release. Answers that can’t be are left out and counted. */
export function batchOf(observed: ReleaseObservations): Batch {
  const { observations, release, instance, aheadMs, closed, refused = [], pseudonym } = observed;
  const placed = observations
    .filter((one) => one.kind === 'answer')
    .filter((answer) => faultIn(answer) === null)
    .map((answer) => ({ answer, run: runOf(answer, release.runs) }));
  const events = placed.flatMap(({ answer, run }) => {
    if (run === null) return [];
    const person = pseudonym(`${release.id} ${run.run} ${answer.person}`);
    return personEventsIn(withShareOf(run, answer), run, person);
  });
  const opening = release.runs.length;
  const tooEarly = placed.filter(
    ({ answer, run }) => run === null && isBeforeItsShare(answer, release.runs),
  );
  const leftOut = [...refused, ...tooEarly.flatMap(({ answer }) => cohortTold(answer))];
  const heartbeats = heartbeatsIn(observations, leftOut).map((one) => ({
    ...one,
    opening,
    closed,
  }));
  return { instance, aheadMs, events, answerCounts: countAnswers(placed), heartbeats };
}

function runOf(answer: SurfaceAnswer, runs: readonly StageRun[]): StageRun | null {
  const run = stageRunOf(answer, runs);
  return run.ok ? run.value : null;
}

function cohortTold({ cohort }: SurfaceAnswer): readonly Pick<HeartbeatObservation, 'cohort'>[] {
  return cohort === 'tester' ? [] : [{ cohort }];
}

/** People of one stage are compared under one share, to the bit. */
function withShareOf({ share }: StageRun, answer: SurfaceAnswer): SurfaceAnswer {
  return answer.cohort === 'tester' ? answer : { ...answer, share };
}

function heartbeatsIn(
  observations: readonly Observation[],
  refusedBefore: readonly Pick<HeartbeatObservation, 'cohort'>[],
): readonly Omit<HeartbeatUpdate, 'opening' | 'closed'>[] {
  return (['open', 'closed'] as const).flatMap((cohort) => {
    const ofCohort = observations.filter((one) => one.cohort === cohort);
    const before = refusedBefore.filter((one) => one.cohort === cohort).length;
    if (ofCohort.length + before === 0) return [];
    const answers = ofCohort.filter((one) => one.kind === 'answer');
    const refused = before + answers.filter((answer) => faultIn(answer) !== null).length;
    return [{ cohort, answeredAt: latestIn(answers), refused }];
  });
}

function latestIn(answers: readonly SurfaceAnswer[]): Date | null {
  const times = answers.map(({ at }) => at.getTime());
  return times.length === 0 ? null : new Date(Math.max(...times));
}
