import {
  evidenceBySignal,
  noLabels,
  withLabel,
  withRestart,
  type SignalLabels,
} from '../judging/signal-labels.ts';
import {
  isWell,
  logCombined,
  logMeanCombined,
  logWeighted,
  SECOND_KEY,
  verdictOn,
  type Components,
} from '../judging/combination.ts';
import { logSampleRatio, sampleRatio } from '../sample-ratio.ts';
import { raised } from '../labels/rate-ratio.ts';
import { thresholdAt } from '../threshold.ts';
import type { GuardRules } from '../judging/rules.ts';
import type { Signal } from '../judging/observation.ts';
import type { HarmReading } from './assessment.ts';
import { logFloorEvidence, type PagesStarts } from './floor.ts';
import { logOwnPagesEvidence } from './own-pages.ts';
import type { Counts, Pages } from './counts.ts';
import {
  failedVisitsInWords,
  floorInWords,
  sampleInWords,
  slowAnswersInWords,
} from './harm-in-words.ts';

/** What the guard keeps of people’s first failed visits. Plain data: a replay gives the same, to the bit. */
export type HarmWatch = {
  readonly rules: GuardRules;
  /** Of first failed visits (`label`) and first slow answers. */
  readonly labels: SignalLabels;
  /** Where the counts of people stood at each restart so far. */
  readonly starts: readonly Pages[];
  /** So many times as frequent are failed visits with the feature, at least; the highest bound so far, 0 for none. */
  readonly rateRatioAtLeast: number;
};

export function newHarmWatch(rules: GuardRules): HarmWatch {
  return {
    rules,
    labels: noLabels(rules.restarts),
    starts: [],
    rateRatioAtLeast: 0,
  };
}

/** Whether the feature was open for somebody, and for what share of people. */
type Person = { readonly open: boolean; readonly share: number };

/** A person’s first failed visit. A label that can’t be (open at a share of 0) is left out. */
export function afterFailedVisit(watch: HarmWatch, person: Person): HarmWatch {
  const next = after(watch, 'label', person);
  const { label } = next.labels;
  const bound = raised(watch.rateRatioAtLeast, label.fromStart, watch.rules.alpha);
  return { ...next, rateRatioAtLeast: bound };
}

/** A person’s first slow answer. */
export function afterSlowAnswer(watch: HarmWatch, person: Person): HarmWatch {
  return after(watch, 'slow', person);
}

function after(watch: HarmWatch, signal: Signal, { open, share }: Person): HarmWatch {
  const labels = withLabel(watch.labels, signal, { arm: open ? 'on' : 'off', share });
  return labels.ok ? { ...watch, labels: labels.value } : watch;
}

/** The evidence begins anew besides going on; once all planned restarts are used up, nothing changes. */
export function afterPlannedRestart(watch: HarmWatch, counts: Counts): HarmWatch {
  const labels = withRestart(watch.labels);
  if (!labels.ok) return watch;
  const { feature, elsewhere } = counts;
  const starts = [...watch.starts, { feature, elsewhere }];
  return { ...watch, labels: labels.value, starts };
}

/** What all of it says now. */
export function harmReading(watch: HarmWatch, counts: Counts): HarmReading {
  const components = componentsOf(watch, counts);
  const restIsWell = counts.share === 1 && isRestWell(watch, counts);
  const verdict = verdictOn(components, { alpha: watch.rules.alpha, restIsWell });
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
  const restIsWell = counts.share === 1 && isRestWell(watch, counts);
  const verdict = verdictOn(failures, { alpha: watch.rules.alpha, restIsWell });
  if (slow !== undefined && verdict !== 'harm') return slowAnswersInWords(watch.labels.slow);
  const { labels, rateRatioAtLeast } = watch;
  return failedVisitsInWords({ labels: labels.label, rateRatioAtLeast }, counts);
}

function componentsOf(watch: HarmWatch, counts: Counts): Components {
  return {
    ...evidenceBySignal(watch.labels, watch.rules),
    floor: logFloorEvidence('feature', counts, pagesStartsOf(watch)),
  };
}

/** The second key where everybody has the feature: its own pages fail, and the others are well. */
function isRestWell(watch: HarmWatch, counts: Counts): boolean {
  const { feature, elsewhere, dependencyDown } = counts;
  const pages = pagesStartsOf(watch);
  const rest = {
    logFloor: logFloorEvidence('elsewhere', counts, pages),
    users: elsewhere.units,
    namedDependencyIsDown: dependencyDown,
  };
  if (!isWell(rest, feature.units, watch.rules.alpha)) return false;
  return logOwnPagesEvidence(counts, pages) >= SECOND_KEY;
}

function pagesStartsOf({ rules, starts }: HarmWatch): PagesStarts {
  return { planned: rules.restarts, starts };
}

function sampleOf({ share, stage }: Counts) {
  if (share <= 0 || share >= 1) return 'as-planned';
  const sample = { counts: [stage.open, stage.closed], shares: [share, 1 - share] };
  return sampleRatio(sample, logSampleRatio(sample));
}

/** The evidence of harm behind a reading, as natural logarithms. */
export type HarmFigures = {
  /** The false-rollback budget that it is judged by. */
  readonly alpha: number;
  /** Each kind, times its part of the budget. */
  readonly weighted: Components;
  /** The largest of them, and what it has to reach. */
  readonly logEvidence: number;
  readonly threshold: number;
  /** Their sum, the weighted mean of the kinds: only to show. */
  readonly logMean: number;
};

export function harmFigures(watch: HarmWatch, counts: Counts): HarmFigures {
  const components = componentsOf(watch, counts);
  const { alpha } = watch.rules;
  return {
    alpha,
    weighted: logWeighted(components),
    logEvidence: logCombined(components),
    threshold: thresholdAt(alpha),
    logMean: logMeanCombined(components),
  };
}
