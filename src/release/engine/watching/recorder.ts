import type { AlignedClock } from '../../../lib/clock.ts';
import { errorFields } from '../../../lib/log.ts';
import type { Release } from '../../journal/release.ts';
import { batchOf } from '../../measuring/batch.ts';
import type { HeartbeatObservation, Observation } from '../../measuring/observation.ts';
import { createHearing, type Hear, type HearingDeps } from './hearing.ts';
import { KnownEvents } from './known-events.ts';
import { ownersOf } from './owners.ts';

export type RecorderDeps = HearingDeps & {
  /** Whether this instance knows every toggle of a release to be closed. */
  readonly isClosed: (release: Release) => boolean;
  readonly instance: string;
  readonly alignment?: Pick<AlignedClock, 'aheadMs'>;
};

/** Takes down what people meet in this instance, and writes it in batches. */
export type Recorder = {
  /** Never waits and never throws. */
  observe(observation: Observation): void;
  /** Writes what has been taken down. What can’t be written now is kept for the next time. */
  flush(): Promise<void>;
  /** How many observations wait to be written. */
  waiting(): number;
  /** Writes what another program observed, at once. */
  readonly hear: Hear;
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
          await write(ofOne);
        } catch (error) {
          waiting = [...ofOne, ...waiting];
          deps.log.warn('what people met could not be written down', errorFields(error));
        }
      }
    },
    waiting: () => waiting.length,
    hear: createHearing(deps),
  };
}

/** Each toggle by itself, so that a failure of one has nothing of another written twice. */
function byToggle(observations: readonly Observation[]): readonly (readonly Observation[])[] {
  const toggles = new Map<string, Observation[]>();
  for (const one of observations) {
    const ofToggle = toggles.get(one.toggle) ?? [];
    ofToggle.push(one);
    toggles.set(one.toggle, ofToggle);
  }
  return [...toggles.values()];
}

/** Writes the observations of one toggle from this instance; those of a toggle that no release has are let go. */
function createWriter(deps: RecorderDeps) {
  const { measurements, isClosed, pseudonym, instance, alignment, testerLog } = deps;
  const known = new KnownEvents();
  return async (observations: readonly Observation[]): Promise<void> => {
    const [release] = (await ownersOf(deps, observations)).values();
    if (!release) return;
    const closed = isClosed(release);
    const aheadMs = alignment?.aheadMs();
    const batch = batchOf({ observations, release, pseudonym, instance, aheadMs, closed });
    const events = known.newOnes(release.id, batch.events);
    await measurements.add(release.id, { ...batch, events });
    known.remember(release.id, events);
    await testerLog(release, observations);
  };
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
