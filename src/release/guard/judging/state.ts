import { emptyRestartedEvidence, type RestartedEvidence } from '../labels/restarts.ts';
import type { SampleCounts, SampleRatio } from '../sample-ratio.ts';
import type { Component, Verdict } from './combination.ts';
import type { FloorSeen, Signal } from './observation.ts';

export type Rules = {
  /** The false-rollback budget of the release, such as 0.01. */
  readonly alpha: number;
  /** The rate ratio that is still no harm; 1 tolerates none. */
  readonly tolerance: number;
  /** How many restarts are planned. */
  readonly restarts: number;
};

/** All that the guard knows of a release. Plain data; the same observations give the same bits. */
export type Watch = {
  readonly rules: Rules;
  readonly labels: Readonly<Record<Signal, RestartedEvidence>>;
  readonly floor: FloorSeen | null;
  readonly sample: SampleCounts | null;
  /** What has ever been beyond its part of the budget. */
  readonly crossed: readonly ProcessName[];
  /** The gravest so far. */
  readonly verdict: Verdict;
  /** The gravest departure from the planned shares so far. */
  readonly sampleRatio: SampleRatio;
  /** The highest lower bound of the rate ratio so far, at level 1 − alpha; 0 when there is none. */
  readonly runningLower: number;
};

export type ProcessName = Component | 'sample-ratio';

export function beginWatch(rules: Rules): Watch {
  const empty = emptyRestartedEvidence(rules.restarts);
  return {
    rules,
    labels: { label: empty, slow: empty, other: empty },
    floor: null,
    sample: null,
    crossed: [],
    verdict: 'no harm shown',
    sampleRatio: 'as-planned',
    runningLower: 0,
  };
}
