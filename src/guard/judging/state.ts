import type { SampleCounts, SampleRatio } from '../sample-ratio.ts';
import type { Component, Verdict } from './combination.ts';
import type { FloorSeen } from './observation.ts';
import type { GuardRules } from './rules.ts';
import { noLabels, type SignalLabels } from './signal-labels.ts';

/** All that the guard knows of a release. Plain data; the same observations give the same bits. */
export type Watch = {
  readonly rules: GuardRules;
  readonly labels: SignalLabels;
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

export function beginWatch(rules: GuardRules): Watch {
  return {
    rules,
    labels: noLabels(rules.restarts),
    floor: null,
    sample: null,
    crossed: [],
    verdict: 'no harm shown',
    sampleRatio: 'as-planned',
    runningLower: 0,
  };
}
