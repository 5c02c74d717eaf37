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
  SECOND_KEY,
  thresholdAt,
  verdictOn,
  type Components,
  type RestartedEvidence,
} from '../guard/index.ts';
import type { HarmReading } from './watched.ts';
import { logFloorEvidence, type PagesStarts } from './floor.ts';
import { logOwnPagesEvidence } from './own-pages.ts';
import type { Counts } from './counts.ts';
import {
  failedVisitsInWords,
  floorInWords,
  sampleInWords,
  slowAnswersInWords,
} from './harm-in-words.ts';

/** What the guard keeps of people’s first failed visits. Plain data: a replay gives the same, to the bit. */
export type HarmWatch = {
  /** The false-rollback budget of the release. */
  readonly alpha: number;
  readonly labels: RestartedEvidence;
  /** The same of people’s first slow answers. */
  readonly slow: RestartedEvidence;
  readonly pages: PagesStarts;
};

export function newHarmWatch(restarts: number, alpha = ALPHA): HarmWatch {
  return {
    alpha,
    labels: emptyRestartedEvidence(restarts),
    slow: emptyRestartedEvidence(restarts),
    pages: { planned: restarts, starts: [] },
  };
}

/** Whether the feature was open for somebody, and for what share of people. */
type Person = { readonly open: boolean; readonly share: number };

/** A person’s first failed visit. A label that can’t be (open at a share of 0) is left out. */
export function afterFailedVisit(watch: HarmWatch, person: Person): HarmWatch {
  return { ...watch, labels: withLabel(watch.labels, person) };
}

/** A person’s first slow answer. */
export function afterSlowAnswer(watch: HarmWatch, person: Person): HarmWatch {
  return { ...watch, slow: withLabel(watch.slow, person) };
}

function withLabel(evidence: RestartedEvidence, { open, share }: Person): RestartedEvidence {
  const labels = afterLabelSinceRestarts(evidence, { arm: open ? 'on' : 'off', share });
  return labels.ok ? labels.value : evidence;
}

/** The evidence begins anew besides going on; once all planned restarts are used up, nothing changes. */
export function afterPlannedRestart(watch: HarmWatch, counts: Counts): HarmWatch {
  const labels = afterRestart(watch.labels);
  const slow = afterRestart(watch.slow);
  if (!labels.ok || !slow.ok) return watch;
  const { feature, elsewhere } = counts;
  const pages = { ...watch.pages, starts: [...watch.pages.starts, { feature, elsewhere }] };
  return { ...watch, labels: labels.value, slow: slow.value, pages };
}

/** What all of it says now. */
export function harmReading(watch: HarmWatch, counts: Counts): HarmReading {
  const components = componentsOf(watch, counts);
  const restIsWell = counts.share === 1 && isRestWell(watch, counts);
  const verdict = verdictOn(components, { alpha: watch.alpha, restIsWell });
  const sample = sampleOf(counts);
  if (verdict === 'harm') return { kind: 'harm', sentence: harmInWords(watch, counts) };
  if (sample === 'too-few-open') return { kind: 'harm', sentence: sampleInWords(counts) };
  if (verdict === 'global incident') {
    return { kind: 'global-incident', sentence: floorInWords(counts) };
  }
  if (sample === 'too-many-open') return { kind: 'too-many-open', sentence: sampleInWords(counts) };
  return { kind: 'no-harm-shown' };
}

/** The slow answers are told only where the failed visits alone would not have been enough. */
function harmInWords(watch: HarmWatch, counts: Counts): string {
  const { slow, ...failures } = componentsOf(watch, counts);
  const rules = { alpha: watch.alpha, restIsWell: counts.share === 1 && isRestWell(watch, counts) };
  const isSlowness = slow !== undefined && verdictOn(failures, rules) !== 'harm';
  return isSlowness ? slowAnswersInWords(watch.slow) : failedVisitsInWords(watch.labels, counts);
}

function componentsOf({ labels, slow, pages }: HarmWatch, counts: Counts): Components {
  return {
    label: logRestartedEvidence(labels),
    ...(slow.fromStart.counts.length > 0 && { slow: logRestartedEvidence(slow) }),
    floor: logFloorEvidence('feature', counts, pages),
  };
}

/** The second key where everybody has the feature: its own pages fail, and the others are well. */
function isRestWell({ alpha, pages }: HarmWatch, counts: Counts): boolean {
  const { feature, elsewhere, dependencyDown } = counts;
  const rest = {
    logFloor: logFloorEvidence('elsewhere', counts, pages),
    users: elsewhere.units,
    namedDependencyIsDown: dependencyDown,
  };
  if (!isWell(rest, feature.units, alpha)) return false;
  return logOwnPagesEvidence(counts, pages) >= SECOND_KEY;
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
