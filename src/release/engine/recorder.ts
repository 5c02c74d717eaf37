import type { Clock } from '../../lib/clock.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import type { ReleaseRecord } from '../journal-store.ts';
import type { Heartbeat, Observation, SurfaceAnswer } from '../measuring/observation.ts';
import { openingsOf, placeOf } from '../measuring/place.ts';
import { faultIn, sightingsIn, type NewSighting } from '../measuring/sighting.ts';
import type { Batch, Measurements, Sign } from '../measuring/store.ts';
import { tallied } from '../measuring/tally.ts';

export type RecorderDeps = {
  readonly measurements: Measurements;
  /** The release whose plan names this toggle. */
  readonly releaseOf: (toggle: string) => Promise<ReleaseRecord | null>;
  /** Whether this instance knows every toggle of a release to be closed. */
  readonly isClosed: (record: ReleaseRecord) => boolean;
  /** A keyed hash: the same text always gives the same, and nobody gets the text back. */
  readonly pseudonym: (text: string) => string;
  readonly instance: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** Takes down what people meet in this instance, and writes it in batches. */
export type Recorder = {
  /** Never waits and never throws. */
  observe(observation: Observation): void;
  /** Writes what has been taken down. What can’t be written now is kept for the next time. */
  flush(): Promise<void>;
  /** Writes what another program tells, at once. Answers how many were of a toggle that no release has. */
  hear(observations: readonly Observation[], from: string): Promise<number>;
};

/** When the store can’t be reached for long, the oldest are dropped. */
const MOST_KEPT = 50_000;

export function createRecorder(deps: RecorderDeps): Recorder {
  let waiting: Observation[] = [];
  const write = createWriter(deps);
  return {
    observe: (observation) => {
      waiting.push(observation);
    },
    flush: async () => {
      const batch = waiting;
      waiting = [];
      try {
        await write(batch, { instance: deps.instance, isOurs: true });
      } catch (error) {
        waiting = [...batch, ...waiting].slice(-MOST_KEPT);
        deps.log.warn('what people met could not be written down; it is kept', errorFields(error));
      }
    },
    hear: (observations, from) => write(observations, { instance: from, isOurs: false }),
  };
}

type Source = { readonly instance: string; readonly isOurs: boolean };

function createWriter(deps: RecorderDeps) {
  const known = new KnownSightings();
  return async (observations: readonly Observation[], source: Source): Promise<number> => {
    let unowned = 0;
    for (const toggle of new Set(observations.map((one) => one.toggle))) {
      const told = observations.filter((one) => one.toggle === toggle);
      const record = await deps.releaseOf(toggle);
      if (!record) {
        unowned += told.length;
        continue;
      }
      const batch = batchOf(told, { record, source, deps });
      const sightings = known.newOnes(record.id, batch.sightings);
      await deps.measurements.add(record.id, { ...batch, sightings });
      known.remember(record.id, sightings);
    }
    return unowned;
  };
}

type Circumstances = {
  readonly record: ReleaseRecord;
  readonly source: Source;
  readonly deps: RecorderDeps;
};

function batchOf(observations: readonly Observation[], circumstances: Circumstances): Batch {
  const { record, source, deps } = circumstances;
  const told = observations.filter((one) => one.kind === 'answer');
  const answers = told.filter((answer) => faultIn(answer) === null);
  const openings = openingsOf(record.entries);
  const placed = answers.map((answer) => ({ answer, place: placeOf(answer, openings) }));
  const sightings = placed.flatMap(({ answer, place }) => {
    const person = place && deps.pseudonym(`${record.id} ${place.run} ${answer.person}`);
    return place && person !== null ? sightingsIn(answer, place, person) : [];
  });
  const closed = source.isOurs ? deps.isClosed(record) : null;
  const refused = told.length - answers.length;
  const signs = signsOf(observations, { refused, closed });
  return { instance: source.instance, sightings, tallies: tallied(placed), signs };
}

type Common = Pick<Sign, 'refused' | 'closed'>;

function signsOf(observations: readonly Observation[], { refused, closed }: Common): Sign[] {
  return (['open', 'closed'] as const).flatMap((cohort) => {
    const told = observations.filter((one) => one.cohort === cohort);
    if (told.length === 0) return [];
    const answers = told.filter((one): one is SurfaceAnswer => one.kind === 'answer');
    const times = answers.map(({ at }) => at.getTime());
    const answeredAt = times.length === 0 ? null : new Date(Math.max(...times));
    return [{ cohort, answeredAt, refused: cohort === 'open' ? refused : 0, closed }];
  });
}

/** A heartbeat of each cohort of these toggles, on the same way as everything else that is told. */
export function heartbeats(toggles: readonly string[], at: Date): readonly Heartbeat[] {
  return toggles.flatMap((toggle) =>
    (['open', 'closed'] as const).map((cohort) => ({ kind: 'heartbeat', toggle, cohort, at })),
  );
}

/** Sightings that have been written: most of what people do has been seen of them before. */
class KnownSightings {
  #known = new Set<string>();

  newOnes(id: string, sightings: readonly NewSighting[]): readonly NewSighting[] {
    const seen = new Set<string>();
    return sightings.filter((sighting) => {
      const name = nameOf(id, sighting);
      const isNew = !seen.has(name) && !this.#known.has(name);
      seen.add(name);
      return isNew;
    });
  }

  remember(id: string, sightings: readonly NewSighting[]): void {
    if (this.#known.size > MOST_KEPT) this.#known = new Set();
    for (const sighting of sightings) this.#known.add(nameOf(id, sighting));
  }
}

function nameOf(id: string, { kind, scope, person }: NewSighting): string {
  return `${id}|${kind}|${scope}|${person}`;
}
