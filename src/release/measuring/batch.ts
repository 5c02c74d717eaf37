import type { ReleaseRecord } from '../journal/journal-store.ts';
import type { Observation, SurfaceAnswer } from './observation.ts';
import { openingsOf, placeOf } from './place.ts';
import { faultIn, sightingsIn } from './sighting.ts';
import type { Batch, Sign } from './store.ts';
import { tallied } from './tally.ts';

export type Told = {
  readonly observations: readonly Observation[];
  readonly release: ReleaseRecord;
  /** Who tells it. */
  readonly instance: string;
  /** Whether the instance knows every toggle of the release to be closed; null from other programs. */
  readonly closed: boolean | null;
  /** A keyed hash: the same text always gives the same, and nobody gets the text back. */
  readonly pseudonym: (text: string) => string;
};

/** What is kept of observations that were told of one release. Answers that can’t be are left out and counted. */
export function batchOf({ observations, release, instance, closed, pseudonym }: Told): Batch {
  const openings = openingsOf(release.entries);
  const placed = observations
    .filter((one) => one.kind === 'answer')
    .filter((answer) => faultIn(answer) === null)
    .map((answer) => ({ answer, place: placeOf(answer, openings) }));
  const sightings = placed.flatMap(({ answer, place }) => {
    if (place === null) return [];
    const person = pseudonym(`${release.id} ${place.run} ${answer.person}`);
    return sightingsIn(answer, place, person);
  });
  return { instance, sightings, tallies: tallied(placed), signs: signsIn(observations, closed) };
}

function signsIn(observations: readonly Observation[], closed: boolean | null): readonly Sign[] {
  return (['open', 'closed'] as const).flatMap((cohort) => {
    const told = observations.filter((one) => one.cohort === cohort);
    if (told.length === 0) return [];
    const answers = told.filter((one) => one.kind === 'answer');
    const refused = answers.filter((answer) => faultIn(answer) !== null).length;
    return [{ cohort, answeredAt: latestIn(answers), refused, closed }];
  });
}

function latestIn(answers: readonly SurfaceAnswer[]): Date | null {
  const times = answers.map(({ at }) => at.getTime());
  return times.length === 0 ? null : new Date(Math.max(...times));
}
