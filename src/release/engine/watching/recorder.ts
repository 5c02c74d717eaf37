import { errorFields, type Log } from '../../../lib/log.ts';
import { owns, type KnownReleases, type Release } from '../../journal/release.ts';
import { batchOf } from '../../measuring/batch.ts';
import type { HeartbeatObservation, Observation } from '../../measuring/observation.ts';
import type { NewPersonEvent } from '../../measuring/kept/person-event.ts';
import type { Measurements } from '../../measuring/kept/measurements.ts';

export type RecorderDeps = {
  readonly measurements: Measurements;
  readonly journal: { readonly known: Pick<KnownReleases, 'open'> };
  /** The release that holds this toggle. */
  readonly ownerOf: (toggle: string) => Promise<Release | null>;
  /** Whether this instance knows every toggle of a release to be closed. */
  readonly isClosed: (release: Release) => boolean;
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
  /** Writes what another program observed, at once. Answers how many were of a toggle that no release has. */
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
      const observed = waiting;
      waiting = [];
      for (const ofOne of byToggle(observed)) {
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

/** Writes the observations of one toggle, from this instance or from another program. Whether a release has it. */
function createWriter(deps: RecorderDeps) {
  const { measurements, isClosed, pseudonym, instance } = deps;
  const known = new KnownEvents();
  return async (observations: readonly Observation[], from: string | null): Promise<boolean> => {
    const release = await releaseOf(deps, observations);
    if (!release) return false;
    const source =
      from === OUR_OWN ? { instance, closed: isClosed(release) } : { instance: from, closed: null };
    const batch = batchOf({ observations, release, pseudonym, ...source });
    const events = known.newOnes(release.id, batch.events);
    await measurements.add(release.id, { ...batch, events });
    known.remember(release.id, events);
    return true;
  };
}

/** Where an answer belongs depends on the newest stage run; heartbeats alone do not ask the store for it. */
async function releaseOf(
  { journal, ownerOf }: RecorderDeps,
  observations: readonly Observation[],
): Promise<Release | null> {
  const [first] = observations;
  if (!first) return null;
  const { toggle } = first;
  const isHeartbeats = observations.every(({ kind }) => kind === 'heartbeat');
  const known = journal.known.open().find((release) => owns(release, toggle));
  return isHeartbeats && known ? known : ownerOf(toggle);
}

/** A heartbeat of each cohort of these toggles, on the same way as every other observation. */
export function heartbeatsOf(
  toggles: readonly string[],
  at: Date,
): readonly HeartbeatObservation[] {
  return toggles.flatMap((toggle) =>
    (['open', 'closed'] as const).map((cohort) => ({ kind: 'heartbeat', toggle, cohort, at })),
  );
}

/** Person events that have been written: most of what people do has been seen of them before. */
class KnownEvents {
  #known = new Set<string>();

  newOnes(id: string, events: readonly NewPersonEvent[]): readonly NewPersonEvent[] {
    const unique = new Map<string, NewPersonEvent>();
    for (const event of events) {
      const name = nameOf(id, event);
      if (!this.#known.has(name) && !unique.has(name)) unique.set(name, event);
    }
    return [...unique.values()];
  }

  remember(id: string, events: readonly NewPersonEvent[]): void {
    if (this.#known.size > MOST_KNOWN) this.#known = new Set();
    for (const event of events) this.#known.add(nameOf(id, event));
  }
}

/** Forgetting costs a statement that adds nothing. */
const MOST_KNOWN = 50_000;

function nameOf(id: string, { kind, scope, person }: NewPersonEvent): string {
  return `${id}|${kind}|${scope}|${person}`;
}
