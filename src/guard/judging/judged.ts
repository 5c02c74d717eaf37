import { raised } from '../labels/rate-ratio.ts';
import { logSampleRatio, sampleRatio, type SampleRatio } from '../sample-ratio.ts';
import { crossing, isWell, verdictOn, type Verdict } from './combination.ts';
import { componentsOf } from './components.ts';
import type { ProcessName, Watch } from './state.ts';

const BY_GRAVITY: readonly Verdict[] = ['no harm shown', 'global incident', 'harm'];
const SAMPLES_BY_GRAVITY: readonly SampleRatio[] = ['as-planned', 'too-many-open', 'too-few-open'];

/** The watch with its memory brought up to date: what has ever crossed, the gravest verdict, the bound. */
export function judged(watch: Watch): Watch {
  const { alpha } = watch.rules;
  const components = componentsOf(watch);
  const verdict = verdictOn(components, { alpha, restIsWell: restIsWell(watch) });
  const sample = sampleRatioOf(watch);
  const beyond: readonly ProcessName[] = [
    ...crossing(components, alpha),
    ...(sample === 'as-planned' ? [] : (['sample-ratio'] as const)),
  ];
  return {
    ...watch,
    crossed: [...new Set([...watch.crossed, ...beyond])],
    verdict: graver(BY_GRAVITY, watch.verdict, verdict),
    sampleRatio: graver(SAMPLES_BY_GRAVITY, watch.sampleRatio, sample),
    runningLower: raised(watch.runningLower, watch.labels.label.fromStart, alpha),
  };
}

function restIsWell({ floor, rules }: Watch): boolean {
  if (floor?.rest == null) return false;
  return isWell(floor.rest, floor.count.users, rules.alpha);
}

function sampleRatioOf({ sample }: Watch): SampleRatio {
  return sample === null ? 'as-planned' : sampleRatio(sample, logSampleRatio(sample));
}

function graver<T>(byGravity: readonly T[], one: T, other: T): T {
  return byGravity.indexOf(other) > byGravity.indexOf(one) ? other : one;
}
