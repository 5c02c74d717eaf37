import { BETA } from '../labels/proven-safe.ts';
import { lowerBound, upperBound } from '../labels/rate-ratio.ts';
import { logSampleRatio, type SampleRatio } from '../sample-ratio.ts';
import { thresholdAt } from '../threshold.ts';
import { logCombined, logMeanCombined, type Verdict } from './combination.ts';
import { componentsOf } from './components.ts';
import type { ProcessName, Watch } from './state.ts';

/** What the guard shows: each kind of evidence now and ever, all together, and the bounds. */
export type Reading = {
  readonly processes: readonly ProcessReading[];
  readonly combined: {
    /** ln of the largest weighted evidence now; it decides. */
    readonly logEvidence: number;
    /** ln of the weighted mean now; only to show. */
    readonly logMean: number;
    readonly threshold: number;
  };
  /** Infinity: no upper bound yet. */
  readonly rateRatio: {
    readonly lower: number;
    readonly upper: number;
    readonly runningLower: number;
  };
  readonly sampleRatio: SampleRatio;
  readonly verdict: Verdict;
};

export type ProcessReading = {
  readonly name: ProcessName;
  /** ln of its own evidence now, unweighted. */
  readonly logEvidence: number;
  readonly everCrossed: boolean;
};

export function readingOf(watch: Watch): Reading {
  const { alpha } = watch.rules;
  const components = componentsOf(watch);
  const plain = watch.labels.label.fromStart;
  return {
    processes: processesOf(watch),
    combined: {
      logEvidence: logCombined(components),
      logMean: logMeanCombined(components),
      threshold: thresholdAt(alpha),
    },
    rateRatio: {
      lower: lowerBound(plain, alpha),
      upper: upperBound(plain, BETA),
      runningLower: watch.runningLower,
    },
    sampleRatio: watch.sampleRatio,
    verdict: watch.verdict,
  };
}

function processesOf(watch: Watch): readonly ProcessReading[] {
  const { label, floor, slow, other } = componentsOf(watch);
  const sample = watch.sample === null ? undefined : logSampleRatio(watch.sample);
  const logs = { label, floor, slow, other, 'sample-ratio': sample };
  return (['label', 'floor', 'slow', 'other', 'sample-ratio'] as const).flatMap((name) => {
    const logEvidence = logs[name];
    const everCrossed = watch.crossed.includes(name);
    return logEvidence === undefined ? [] : [{ name, logEvidence, everCrossed }];
  });
}
