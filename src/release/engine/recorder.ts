import { errorFields, type Log } from '../../lib/log.ts';
import type { ReleaseRecord } from '../journal/journal-store.ts';
import { batchOf } from '../measuring/batch.ts';
import type { Heartbeat, Observation } from '../measuring/observation.ts';
import type { NewSighting } from '../measuring/sighting.ts';
import type { Measurements } from '../measuring/store.ts';

export type RecorderDeps = {
  readonly measurements: Measurements;
  /** The release whose plan names this toggle. */
  readonly releaseOf: (toggle: string) => Promise<ReleaseRecord | null>;
  /** Whether this instance knows every toggle of a release to be closed. */
  readonly isClosed: (release: ReleaseRecord) => boolean;
  readonly pseudonym: (text: string) => string;
  readonly instance: string;
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

/** So many wait for a store that can’t be reached; what comes after them is not taken down. */
const MOST_KEPT = 50_000;

export function createRecorder(deps: RecorderDeps): Recorder {
  let waiting: Observation[] = [];
  const write = createWriter(deps);
  return {
    observe: (observation) => {
      if (waiting.length < MOST_KEPT) waiting.push(observation);
    },
    flush: async () => {
      const told = waiting;
      waiting = [];
      for (const ofOne of byToggle(told)) {
        try {
          await write(ofOne, OUR_OWN);
        } catch (error) {
          waiting = [...ofOne, ...waiting];
          deps.log.warn('what people met could not be written down', errorFields(error));
        }
      }
    },
    hear: async (observations, from) => {
      let unowned = 0;
      for (const ofOne of byToggle(observations)) {
        if (!(await write(ofOne, from))) unowned += ofOne.length;
      }
      return unowned;
    },
  };
}

const OUR_OWN = null;

/** Each toggle by itself, so that a failure of one has nothing of another written twice. */
function byToggle(observations: readonly Observation[]): readonly (readonly Observation[])[] {
  const toggles = new Set(observations.map(({ toggle }) => toggle));
  return [...toggles].map((toggle) => observations.filter((one) => one.toggle === toggle));
}

/** Writes what was told of one toggle, by this instance or by another program. Whether a release has it. */
function createWriter({ measurements, releaseOf, isClosed, pseudonym, instance }: RecorderDeps) {
  const known = new KnownSightings();
  return async (observations: readonly Observation[], from: string | null): Promise<boolean> => {
    const [first] = observations;
    const release = first ? await releaseOf(first.toggle) : null;
    if (!release) return false;
    const source =
      from === OUR_OWN ? { instance, closed: isClosed(release) } : { instance: from, closed: null };
    const batch = batchOf({ observations, release, pseudonym, ...source });
    const sightings = known.newOnes(release.id, batch.sightings);
    await measurements.add(release.id, { ...batch, sightings });
    known.remember(release.id, sightings);
    return true;
  };
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
    const unique = new Map<string, NewSighting>();
    for (const sighting of sightings) {
      const name = nameOf(id, sighting);
      if (!this.#known.has(name) && !unique.has(name)) unique.set(name, sighting);
    }
    return [...unique.values()];
  }

  remember(id: string, sightings: readonly NewSighting[]): void {
    if (this.#known.size > MOST_KNOWN) this.#known = new Set();
    for (const sighting of sightings) this.#known.add(nameOf(id, sighting));
  }
}

/** Forgetting costs a statement that adds nothing. */
const MOST_KNOWN = 50_000;

function nameOf(id: string, { kind, scope, person }: NewSighting): string {
  return `${id}|${kind}|${scope}|${person}`;
}
