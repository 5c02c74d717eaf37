import {
  afterLabelSinceRestarts,
  afterRestart,
  emptyRestartedEvidence,
  logRestartedEvidence,
  type RestartedEvidence,
} from '../labels/restarts.ts';
import { raised } from '../labels/rate-ratio.ts';
import { thresholdAt } from '../logarithms.ts';
import { logSampleRatio, sampleRatio } from '../sample-ratio.ts';
import type { HarmReading } from './assessment.ts';
import {
  isWell,
  logCombined,
  logMeanCombined,
  logWeighted,
  SECOND_KEY,
  verdictOn,
  type Components,
} from './combination.ts';
import type { Counts, Pages } from './counts.ts';
import type { GuardRules } from './guard-rules.ts';
import {
  failedVisitsInWords,
  floorInWords,
  sampleInWords,
  slowAnswersInWords,
} from './harm-in-words.ts';
import { logFloorEvidence, logOwnPagesEvidence, type PagesStarts } from './pages-evidence.ts';

/** What the guard keeps of people’s first failed visits. Plain data: a replay gives the same, to the bit. */
export type HarmWatch = {
  readonly rules: GuardRules;
  /** Of first failed visits (`label`) and first slow answers. */
  readonly labels: SignalLabels;
  /** The counts of people at each restart so far. */
  readonly starts: readonly Pages[];
  /** The highest lower bound so far of how many times as frequent failed visits are with the feature; 0 for none. */
  readonly rateRatioAtLeast: number;
};

type Signal = 'label' | 'slow';
type SignalLabels = Readonly<Record<Signal, RestartedEvidence>>;

export function newHarmWatch(rules: GuardRules): HarmWatch {
  const empty = emptyRestartedEvidence(rules.restarts);
  return { rules, labels: { label: empty, slow: empty }, starts: [], rateRatioAtLeast: 0 };
}

/** Whether the feature was open for a person, and for what share of people it was. */
type PersonAccess = { readonly open: boolean; readonly share: number };

/** A person’s first failed visit. An impossible label (open at a share of 0) is left out. */
export function afterFailedVisit(watch: HarmWatch, access: PersonAccess): HarmWatch {
  const next = afterSignal(watch, 'label', access);
  const { label } = next.labels;
  const bound = raised(watch.rateRatioAtLeast, label.fromStart, watch.rules.alpha);
  return { ...next, rateRatioAtLeast: bound };
}

/** A person’s first slow answer. */
export function afterSlowAnswer(watch: HarmWatch, access: PersonAccess): HarmWatch {
  return afterSignal(watch, 'slow', access);
}

function afterSignal(watch: HarmWatch, signal: Signal, { open, share }: PersonAccess): HarmWatch {
  const label = { arm: open ? 'on' : 'off', share } as const;
  const next = afterLabelSinceRestarts(watch.labels[signal], label);
  return next.ok ? { ...watch, labels: { ...watch.labels, [signal]: next.value } } : watch;
}

/** The evidence restarts besides going on; once all planned restarts are used up, nothing changes. */
export function afterPlannedRestart(watch: HarmWatch, { feature, elsewhere }: Pages): HarmWatch {
  const label = afterRestart(watch.labels.label);
  const slow = afterRestart(watch.labels.slow);
  if (!label.ok || !slow.ok) return watch;
  const starts = [...watch.starts, { feature, elsewhere }];
  return { ...watch, labels: { label: label.value, slow: slow.value }, starts };
}

/** ln of the evidence of each kind of label; of slow answers only when there were some. */
export function labelEvidence({ labels, rules }: HarmWatch): Components {
  const { label, slow } = labels;
  return {
    label: logRestartedEvidence(label, rules.tolerance),
    ...(slow.fromStart.counts.length > 0 && { slow: logRestartedEvidence(slow, rules.tolerance) }),
  };
}

/** What all of it says now. */
export function harmReading(watch: HarmWatch, counts: Counts): HarmReading {
  const verdict = verdictNow(watch, counts, componentsOf(watch, counts));
  const sample = sampleOf(counts);
  if (verdict === 'harm') return { kind: 'harm', sentence: harmInWords(watch, counts) };
  if (sample === 'too-few-open') return { kind: 'harm', sentence: sampleInWords(counts) };
  if (verdict === 'global incident') {
    return { kind: 'global-incident', sentence: floorInWords(counts) };
  }
  if (sample === 'too-many-open') return { kind: 'too-many-open', sentence: sampleInWords(counts) };
  return { kind: 'no-harm-shown' };
}

/** The slow answers are named only where the failed visits alone would not have been enough. */
function harmInWords(watch: HarmWatch, counts: Counts): string {
  const { slow, ...failures } = componentsOf(watch, counts);
  const isOfFailures = verdictNow(watch, counts, failures) === 'harm';
  if (slow !== undefined && !isOfFailures) return slowAnswersInWords(watch.labels.slow);
  const { labels, rateRatioAtLeast } = watch;
  return failedVisitsInWords({ labels: labels.label, rateRatioAtLeast }, counts);
}

function verdictNow(watch: HarmWatch, counts: Counts, components: Components) {
  const restIsWell = counts.share === 1 && isRestWell(watch, counts);
  return verdictOn(components, { alpha: watch.rules.alpha, restIsWell });
}

function componentsOf(watch: HarmWatch, counts: Counts): Components {
  const floor = logFloorEvidence('feature', counts, pagesStartsOf(watch));
  return { ...labelEvidence(watch), floor };
}

/** The second key where everyone has the feature: its own pages fail, and the others are well. */
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
  return figuresOf(componentsOf(watch, counts), watch.rules);
}

export function figuresOf(
  components: Components,
  { alpha }: Pick<GuardRules, 'alpha'>,
): HarmFigures {
  return {
    alpha,
    weighted: logWeighted(components),
    logEvidence: logCombined(components),
    threshold: thresholdAt(alpha),
    logMean: logMeanCombined(components),
  };
}
