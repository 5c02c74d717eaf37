import {
  afterLabelSinceRestarts,
  afterRestart,
  ALPHA,
  emptyRestartedEvidence,
  isWell,
  logCombined,
  logRestartedEvidence,
  logSampleRatio,
  sampleRatio,
  thresholdAt,
  verdictOn,
  type Components,
  type RestartedEvidence,
} from '../guard/index.ts';
import type { HarmReading } from './watched.ts';
import { logFloorEvidence, type FloorStarts } from './floor.ts';
import type { Counts, Units } from './counts.ts';
import { failedVisitsInWords, floorInWords, sampleInWords } from './harm-in-words.ts';

/** What the guard keeps of people’s first failed visits. Plain data: a replay gives the same, to the bit. */
export type HarmWatch = {
  /** The false-rollback budget of the release. */
  readonly alpha: number;
  readonly labels: RestartedEvidence;
  readonly floors: { readonly feature: FloorStarts; readonly elsewhere: FloorStarts };
};

export function newHarmWatch(restarts: number, alpha = ALPHA): HarmWatch {
  return {
    alpha,
    labels: emptyRestartedEvidence(restarts),
    floors: {
      feature: { planned: restarts, starts: [] },
      elsewhere: { planned: restarts, starts: [] },
    },
  };
}

/** A person’s first failed visit. A label that can’t be (open at a share of 0) is left out. */
export function afterFailedVisit(
  watch: HarmWatch,
  { open, share }: { readonly open: boolean; readonly share: number },
): HarmWatch {
  const labels = afterLabelSinceRestarts(watch.labels, { arm: open ? 'on' : 'off', share });
  return labels.ok ? { ...watch, labels: labels.value } : watch;
}

/** The evidence begins anew besides going on; once all planned restarts are used up, nothing changes. */
export function afterPlannedRestart(watch: HarmWatch, counts: Counts): HarmWatch {
  const labels = afterRestart(watch.labels);
  if (!labels.ok) return watch;
  const floors = {
    feature: restarted(watch.floors.feature, counts.feature),
    elsewhere: restarted(watch.floors.elsewhere, counts.elsewhere),
  };
  return { ...watch, labels: labels.value, floors };
}

function restarted({ planned, starts }: FloorStarts, now: Units): FloorStarts {
  return { planned, starts: [...starts, now] };
}

/** What all of it says now. */
export function harmReading(watch: HarmWatch, counts: Counts): HarmReading {
  const components = componentsOf(watch, counts);
  const restIsWell = counts.share === 1 && isRestWell(watch, counts);
  const verdict = verdictOn(components, { alpha: watch.alpha, restIsWell });
  const sample = sampleOf(counts);
  if (verdict === 'harm')
    return { kind: 'harm', sentence: failedVisitsInWords(watch.labels, counts) };
  if (sample === 'too-few-open') return { kind: 'harm', sentence: sampleInWords(counts) };
  if (verdict === 'global incident') {
    return { kind: 'global-incident', sentence: floorInWords(counts) };
  }
  if (sample === 'too-many-open') return { kind: 'too-many-open', sentence: sampleInWords(counts) };
  return { kind: 'no-harm-shown' };
}

function componentsOf({ labels, floors }: HarmWatch, { feature }: Counts): Components {
  return {
    label: logRestartedEvidence(labels),
    floor: logFloorEvidence(feature, floors.feature),
  };
}

function isRestWell({ alpha, floors }: HarmWatch, counts: Counts): boolean {
  const { feature, elsewhere, dependencyDown } = counts;
  const rest = {
    logFloor: logFloorEvidence(elsewhere, floors.elsewhere),
    users: elsewhere.units,
    namedDependencyIsDown: dependencyDown,
  };
  return isWell(rest, feature.units, alpha);
}

function sampleOf({ share, stage }: Counts) {
  if (share <= 0 || share >= 1) return 'as-planned';
  const sample = { counts: [stage.open, stage.closed], shares: [share, 1 - share] };
  return sampleRatio(sample, logSampleRatio(sample));
}

/** ln of the largest weighted evidence of harm, and what it has to reach. */
export function logHarm(
  watch: HarmWatch,
  counts: Counts,
): { readonly logEvidence: number; readonly threshold: number } {
  const logEvidence = logCombined(componentsOf(watch, counts));
  return { logEvidence, threshold: thresholdAt(watch.alpha) };
}
